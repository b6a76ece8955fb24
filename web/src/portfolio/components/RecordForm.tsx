import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Button } from "../../ui/Button";
import { Form, FormActions } from "../../ui/Form";
import { Panel } from "../../ui/Panel";
import { useCatalog } from "../api";
import { anchorOf, pointerOf, sections, type SectionDefinition } from "../fields";
import { isEmptyValue, valueAt, withValue } from "../record";
import type { ApplicationRecord, Catalog, Phase } from "../types";
import { allPhases } from "../vocabulary";
import { RecordField } from "./RecordField";

interface RecordFormProps {
  record: ApplicationRecord;
  onChange: (record: ApplicationRecord) => void;
  phase: Phase;
  /** Where the record stands in the request: empty, or /record. */
  prefix?: string;
  error: unknown;
  busy: boolean;
  onSubmit: () => void;
  /** Above the sections: what is asked beside the record. */
  children?: ReactNode;
}

/** An address that ends in a field's anchor opens the form at that field. */
function useFieldOfAddress() {
  const { hash } = useLocation();
  useEffect(() => {
    const place = hash === "" ? null : document.getElementById(hash.slice(1));
    if (place === null) return;
    place.scrollIntoView({ block: "center" });
    const control =
      place.querySelector<HTMLElement>("input:not(details input), select, textarea") ??
      place.querySelector<HTMLElement>("summary, button");
    control?.focus({ preventScroll: true });
  }, [hash]);
}

export function RecordForm(props: RecordFormProps) {
  const { record, onChange, phase, prefix = "", error, busy, onSubmit, children } = props;
  const { t } = useTranslation("portfolio");
  useFieldOfAddress();
  return (
    <div className="rg-editor">
      <Contents record={record} phase={phase} />
      <Form onSubmit={onSubmit} error={error} busy={busy} wide>
        {children}
        {sections.map((section) => (
          <div key={section.key} id={`section-${section.key}`} className="rg-editor__section" tabIndex={-1}>
            <Panel title={t(`section.${section.key}`)}>
              <div className="rg-editor__fields">
                {section.fields.map((field) => {
                  const pointer = pointerOf(field.key);
                  return (
                    <div key={field.key} id={anchorOf(field.key)}>
                      <RecordField
                        field={field}
                        prefix={prefix}
                        phase={phase}
                        value={valueAt(record, pointer)}
                        onChange={(value) => onChange(withValue(record, pointer, value))}
                      />
                    </div>
                  );
                })}
              </div>
            </Panel>
          </div>
        ))}
        <div className="rg-editor__save">
          <FormActions>
            <Button type="submit" busy={busy}>
              {t("editor.save")}
            </Button>
            <span className="rg-soft">{t("editor.save_hint")}</span>
          </FormActions>
        </div>
      </Form>
    </div>
  );
}

function missingIn(
  section: SectionDefinition,
  record: ApplicationRecord,
  phase: Phase,
  catalog: Catalog | undefined,
): number {
  const here = allPhases.indexOf(phase);
  return section.fields.filter(({ key }) => {
    const pointer = pointerOf(key);
    const rule = catalog?.completeness.find((candidate) => candidate.pointer === pointer);
    if (rule === undefined || allPhases.findIndex((id) => id === rule.required_from) > here) return false;
    const value = valueAt(record, pointer);
    return isEmptyValue(value) || value === "not_classified" || value === "not_assessed";
  }).length;
}

/** The sections, each with how much this phase still asks of it. */
function Contents({ record, phase }: { record: ApplicationRecord; phase: Phase }) {
  const { t } = useTranslation("portfolio");
  const catalog = useCatalog().data;
  return (
    <nav className="rg-editor__contents" aria-label={t("editor.contents")}>
      <ol className="rg-plain-list">
        {sections.map((section) => {
          const missing = missingIn(section, record, phase, catalog);
          return (
            <li key={section.key}>
              <a
                href={`#section-${section.key}`}
                onClick={(event) => {
                  event.preventDefault();
                  const place = document.getElementById(`section-${section.key}`);
                  place?.scrollIntoView();
                  place?.focus({ preventScroll: true });
                }}
              >
                {t(`section.${section.key}`)}
                {missing > 0 && <small>{t("editor.missing_count", { count: missing })}</small>}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
