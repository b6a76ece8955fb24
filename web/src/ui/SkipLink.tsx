import { SkipLink as AmsSkipLink } from "@amsterdam/design-system-react";
import type { ReactNode } from "react";

/** The first stop of the keyboard: past the menu, to the element with this id. */
export function SkipLink({ target, children }: { target: string; children: ReactNode }) {
  return (
    <AmsSkipLink
      href={`#${target}`}
      className="rg-skip"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(target)?.focus();
      }}
    >
      {children}
    </AmsSkipLink>
  );
}
