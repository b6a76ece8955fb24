import type { ReactNode } from "react";

interface DisclosureProps {
  summary: ReactNode;
  open?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
}

export function Disclosure({ summary, open, onToggle, children }: DisclosureProps) {
  return (
    <details className="rg-disclosure" open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <div className="rg-disclosure__body">{children}</div>
    </details>
  );
}
