import "../popover.css";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { classes } from "../../ui/classes";

interface PopoverProps {
  summary: ReactNode;
  /** Something in it is chosen: shown at the button too. */
  chosen?: boolean;
  /** Opens towards the start, for a button at the end of the line. */
  end?: boolean;
  children: ReactNode;
}

/**
 * A button that opens a small window. Esc, a press outside and leaving with Tab close it. What is in it
 * is made when it first opens: a page has many windows that nobody opens.
 */
export function Popover({ summary, chosen = false, end = false, children }: PopoverProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [opened, setOpened] = useState(false);

  useEffect(() => {
    const element = details.current;
    if (element === null) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !element.contains(event.target)) element.open = false;
    };
    // A press on plain text in the window gives the focus to what is around the window: that is not leaving.
    const left = (event: Event) => {
      if (event.target instanceof Node && !event.target.contains(element)) outside(event);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open || !element.contains(document.activeElement)) return;
      element.open = false;
      element.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", left);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", left);
      document.removeEventListener("keydown", escape);
    };
  }, []);

  return (
    <details
      ref={details}
      className={classes("rg-popover", chosen && "rg-popover--chosen", end && "rg-popover--end")}
      onToggle={() => setOpened(true)}
    >
      <summary>{summary}</summary>
      <div className="rg-popover__body">{opened && children}</div>
    </details>
  );
}
