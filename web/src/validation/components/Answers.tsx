import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { Panel } from "../../ui/Panel";
import { Tag, type TagTone } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useMeasures } from "../api";
import { measureName, useEstimateText, useSpeech } from "../estimateText";

const tones: Record<Schema<"CriterionOutcome">, TagTone> = {
  met: "ok",
  not_met: "late",
  insufficient: "soon",
};

/** The criteria that were agreed beforehand, each with its answer. */
export function CriteriaPanel({ criteria }: { criteria: readonly Schema<"CriterionAnswer">[] }) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const text = useEstimateText();
  const speech = useSpeech();
  const measures = useMeasures().data?.measures;
  if (criteria.length === 0) {
    return (
      <Panel title={t("criteria.title")}>
        <p>{t("criteria.none")}</p>
      </Panel>
    );
  }
  const bounds = ({ at_least, at_most }: Schema<"CriterionAnswer">) =>
    [
      typeof at_least === "number" ? t("criteria.at_least", { value: speech.number(at_least, 2) }) : "",
      typeof at_most === "number" ? t("criteria.at_most", { value: speech.number(at_most, 2) }) : "",
    ]
      .filter((part) => part !== "")
      .join(", ");
  return (
    <Panel title={t("criteria.title")}>
      <DataTable
        caption={t("criteria.title")}
        captionHidden
        rows={criteria.map((criterion, index) => ({ ...criterion, index }))}
        rowKey={({ index }) => index}
        columns={[
          {
            key: "criterion",
            header: t("criteria.criterion"),
            rowHeader: true,
            cell: (row) =>
              [measureName(measures, row.measure, format.text), bounds(row), row.group]
                .filter((part) => part !== "")
                .join(", "),
          },
          { key: "found", header: t("criteria.found"), cell: ({ found }) => text(found) },
          {
            key: "answer",
            header: t("criteria.answer"),
            cell: ({ answer }) => <Tag tone={tones[answer]}>{t(`answer.${answer}`)}</Tag>,
          },
        ]}
      />
    </Panel>
  );
}

const places: Record<Schema<"ClaimPlace">, TagTone> = {
  below: "neutral",
  within: "ok",
  above: "soon",
  unknown: "neutral",
};

/** What the developer says, beside what was found here. */
export function ClaimsPanel({ claims }: { claims: readonly Schema<"ClaimComparison">[] }) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const text = useEstimateText();
  const speech = useSpeech();
  const measures = useMeasures().data?.measures;
  if (claims.length === 0) return null;
  return (
    <Panel title={t("claims.title")}>
      <DataTable
        caption={t("claims.title")}
        captionHidden
        rows={claims}
        rowKey={({ claim }) => claim.measure}
        columns={[
          {
            key: "measure",
            header: t("claims.measure"),
            rowHeader: true,
            cell: ({ claim }) => measureName(measures, claim.measure, format.text),
          },
          {
            key: "claimed",
            header: t("claims.claimed"),
            end: true,
            cell: ({ claim }) => speech.number(claim.value, 3),
          },
          { key: "found", header: t("claims.found"), cell: ({ found }) => text(found) },
          {
            key: "place",
            header: t("claims.compared"),
            cell: ({ place }) => <Tag tone={places[place]}>{t(`claims.${place}`)}</Tag>,
          },
        ]}
      />
    </Panel>
  );
}
