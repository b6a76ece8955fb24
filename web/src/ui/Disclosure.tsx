import type { ReactNode } from "react";

interface DisclosureProps {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}

export function Disclosure({ summary, open, children }: DisclosureProps) {
  return (
    <details className="rg-disclosure" open={open}>
      <summary>{summary}</summary>
      <div className="rg-disclosure__body">{children}</div>
    </details>
  );
}
