import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { VisuallyHidden } from "./VisuallyHidden";
import { classes } from "./classes";

interface FilterBarProps {
  /** So many values are chosen. */
  count: number;
  children: ReactNode;
}

/** What can be filtered on; on a phone behind a button. */
export function FilterBar({ count, children }: FilterBarProps) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState(false);
  return (
    <div className="rg-stack rg-no-print">
      <div className="rg-filters__toggle">
        <Button kind="secondary" aria-expanded={open} onClick={() => setOpen(!open)}>
          {count === 0 ? t("filters") : t("filters_count", { count })}
        </Button>
      </div>
      <div
        className={classes("rg-filters", open && "rg-filters--open")}
        role="group"
        aria-label={t("filters")}
      >
        {children}
      </div>
    </div>
  );
}

/** One value that is filtered on, and what is left without it. */
export interface FilterChip<State> {
  id: string;
  name: string;
  without: State;
}

interface FilterChipsProps<State> {
  chips: readonly FilterChip<State>[];
  onChange: (state: State) => void;
  onClear: () => void;
}

/** What is filtered on now, each with a way to take it off. Printed too, so that a page tells what it shows. */
export function FilterChips<State>({ chips, onChange, onClear }: FilterChipsProps<State>) {
  const { t } = useTranslation("ui");
  return (
    <div className="rg-chips">
      <span className="rg-soft">{t("filters_active")}</span>
      <ul className="rg-plain-list rg-chips">
        {chips.map(({ id, name, without }) => (
          <li key={id} className="rg-token">
            {name}
            <button type="button" className="rg-no-print" onClick={() => onChange(without)}>
              <Icon name="close" />
              <VisuallyHidden>{t("filters_remove", { name })}</VisuallyHidden>
            </button>
          </li>
        ))}
      </ul>
      <Button kind="quiet" small onClick={onClear}>
        {t("filters_clear")}
      </Button>
    </div>
  );
}
