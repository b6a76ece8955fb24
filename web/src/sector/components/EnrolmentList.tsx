import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Disclosure } from "../../ui/Disclosure";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";

interface EnrolmentListProps {
  enrolments: readonly Schema<"Enrolment">[];
  /** Absent for who may not enrol. */
  onEnrol: (() => void) | undefined;
}

/** The sector bodies that this hospital sends to, with the keys by which they know each other. */
export function EnrolmentList({ enrolments, onEnrol }: EnrolmentListProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  return (
    <Panel
      title={t("enrol.list_title")}
      sentence={t("enrol.list_sentence")}
      actions={
        onEnrol && (
          <Button kind="secondary" small onClick={onEnrol}>
            {t("enrol.again")}
          </Button>
        )
      }
    >
      <ul className="rg-plain-list rg-stack">
        {enrolments.map(({ id, hub_name, address, enrolled_at, enrolled_by, hub_key, our_key }) => (
          <li key={id}>
            <strong>{hub_name}</strong>
            <p className="rg-soft rg-sector__hash">{address}</p>
            <p>{t("enrol.since", { date: format.date(enrolled_at), by: enrolled_by })}</p>
            <Disclosure summary={t("enrol.keys")}>
              <dl className="rg-sector__terms">
                <dt>{t("enrol.our_key")}</dt>
                <dd>
                  <code>{our_key}</code>
                </dd>
                <dt>{t("enrol.hub_key")}</dt>
                <dd>
                  <code>{hub_key}</code>
                </dd>
              </dl>
              <p className="rg-small">{t("enrol.keys_text")}</p>
            </Disclosure>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
