import { VisuallyHidden } from "./VisuallyHidden";

interface ActionTextProps {
  action: string;
  about: string;
}

/** What a button or link does; screen readers also say to what. */
export function ActionText({ action, about }: ActionTextProps) {
  return (
    <>
      <span aria-hidden="true">{action}</span>
      <VisuallyHidden>{`${action}: ${about}`}</VisuallyHidden>
    </>
  );
}
