import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { classes } from "./classes";

interface FigureProps {
  title: string;
  /** What the picture says, in one sentence. */
  sentence: ReactNode;
  /** The chart. Give its svg an aria-label, or aria-hidden when the sentence says it all. */
  children: ReactNode;
  /** Beside the chart's button: a key of colours. */
  legend?: ReactNode;
  /** The same figures as a `DataTable`. */
  table: ReactNode;
  /** n, method, source and date. */
  note: ReactNode;
  className?: string;
}

/** A chart with the numbers behind it one press away. */
export function Figure({ title, sentence, children, legend, table, note, className }: FigureProps) {
  const { t } = useTranslation("ui");
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className={classes("rg-panel rg-figure", className)} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p className="rg-panel__sentence">{sentence}</p>
      </div>
      {asTable ? table : <div className="rg-figure__chart">{children}</div>}
      <figcaption className="rg-row">
        {!asTable && legend}
        <Button kind="quiet" small onClick={() => setAsTable(!asTable)}>
          {asTable ? t("show_chart") : t("show_table")}
        </Button>
        <span className="rg-figure__note">{note}</span>
      </figcaption>
    </figure>
  );
}
