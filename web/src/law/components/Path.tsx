import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Unsure } from "./DutyText";

/** The path of answers in words. */
export function Path({ steps }: { steps: readonly Schema<"LawStep">[] }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return (
    <ol className="rg-law__path" aria-label={t("path")}>
      {steps.map(({ node, question, texts, unsure }) => (
        <li key={node}>
          <p className="rg-soft">{format.text(question)}</p>
          <p>
            <strong>{format.list(texts.map((text) => format.text(text)))}</strong>
          </p>
          {unsure.map((text) => (
            <Unsure key={text.nl} text={text} />
          ))}
        </li>
      ))}
    </ol>
  );
}
