import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel";
import { pointerOf, sections, type FieldDefinition } from "../fields";
import { valueAt } from "../record";
import type { ApplicationRecord } from "../types";
import { FieldValue } from "./FieldValue";

/** The whole record, section by section; what is empty is shown as such. */
export function RecordSections({ record }: { record: ApplicationRecord }) {
  const { t } = useTranslation("portfolio");
  return (
    <div className="rg-stack rg-stack--wide">
      {sections.map((section) => (
        <Panel key={section.key} title={t(`section.${section.key}`)}>
          <dl className="rg-record">
            {section.fields.map((field) => (
              <RecordLine key={field.key} field={field} record={record} alone={section.fields.length === 1} />
            ))}
          </dl>
        </Panel>
      ))}
    </div>
  );
}

interface RecordLineProps {
  field: FieldDefinition;
  record: ApplicationRecord;
  /** The heading above already says it. */
  alone: boolean;
}

function RecordLine({ field, record, alone }: RecordLineProps) {
  const { t } = useTranslation("portfolio");
  return (
    <div className={field.kind === "rows" ? "rg-record__wide" : undefined}>
      <dt className={alone ? "ams-visually-hidden" : undefined}>{t(`field.${field.key}`)}</dt>
      <dd>
        <FieldValue field={field} value={valueAt(record, pointerOf(field.key))} />
      </dd>
    </div>
  );
}
