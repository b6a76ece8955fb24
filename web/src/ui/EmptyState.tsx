import type { ReactNode } from "react";

interface EmptyStateProps {
  /** One sentence: what is not there. */
  title: string;
  /** What the reader can do about it. */
  children?: ReactNode;
}

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="rg-empty">
      <p>{title}</p>
      {children}
    </div>
  );
}
