import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";

interface SourcePanelProps {
  publication: Schema<"RoundPublication">;
  /** To what was printed of the question before. */
  footnotes: readonly Schema<"Footnote">[];
}

/** How the figures came about, under which licence, and what to know before quoting them. */
export function SourcePanel({ publication, footnotes }: SourcePanelProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { content, published_at, title } = publication;
  const notes = [...footnotes, ...content.footnotes];
  return (
    <Panel title={t("source.title")}>
      <p>{format.text(content.method)}</p>
      <p>{t("source.rounding")}</p>
      <p>
        {t("source.published", { name: title, date: format.date(published_at), licence: content.licence })}{" "}
        {t("source.printed", { source: content.source })}
      </p>
      {notes.length > 0 && (
        <>
          <h3>{t("source.footnotes")}</h3>
          <ul>
            {notes.map(({ id, text }) => (
              <li key={id}>{format.text(text)}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
