import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";

interface PageProps {
  /** The question that this page answers. */
  title: string;
  /** The answer in one sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Sets the document's title, and after a navigation puts the focus on the heading. */
export function Page({ title, lead, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const arrived = useNavigationType() !== NavigationType.Pop;

  useEffect(() => {
    document.title = `${title} – Regie`;
  }, [title]);

  const greet = useEffectEvent(() => {
    if (!arrived) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });

  // A page whose own address changes, by a filter or a search, leaves the focus where it is.
  useEffect(() => greet(), [pathname]);

  return (
    <div className="rg-page">
      <header className="rg-page__header">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="rg-page__lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="rg-row rg-no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
