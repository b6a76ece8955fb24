import { useId, type ReactNode } from "react";

interface PanelProps {
  title?: string;
  /** What the figures below mean, in one sentence. */
  sentence?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its own heading. */
export function Panel({ title, sentence, actions, children }: PanelProps) {
  const id = useId();
  if (title === undefined) return <div className="rg-panel">{children}</div>;
  return (
    <section className="rg-panel" aria-labelledby={id}>
      <div className="rg-page__header">
        <div>
          <h2 id={id}>{title}</h2>
          {sentence !== undefined && <p className="rg-panel__sentence">{sentence}</p>}
        </div>
        {actions !== undefined && <div className="rg-row rg-no-print">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
