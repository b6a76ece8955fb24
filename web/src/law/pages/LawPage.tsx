import "../law.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../access/session";
import { Alert } from "../../ui/Alert";
import { Checkbox } from "../../ui/Choices";
import { Disclosure } from "../../ui/Disclosure";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { classes } from "../../ui/classes";
import { useFormat } from "../../ui/format";
import { useHospitalLaw, useSetPublicBody, type HospitalLaw, type LawDuty } from "../api";
import { DutyDialog } from "../components/DutyDialog";
import { DutyList } from "../components/DutyList";
import { DutyBody } from "../components/DutyText";
import { byDay, type LawDay } from "../timeline";

export function LawPage() {
  const { t } = useTranslation("law");
  const query = useHospitalLaw();
  return (
    <Page title={t("title")} lead={query.data && <Lead law={query.data} />}>
      <QueryState query={query} lines={12}>
        {(law) => <Contents law={law} />}
      </QueryState>
    </Page>
  );
}

function Lead({ law }: { law: HospitalLaw }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return t("lead", {
    count: law.applications,
    version: law.edition.version,
    date: format.date(law.edition.checked_on),
  });
}

function Contents({ law }: { law: HospitalLaw }) {
  const { t } = useTranslation("law");
  const permissions = useSession().permissions;
  const [recording, setRecording] = useState<LawDuty | null>(null);
  return (
    <>
      {law.change_waiting && (
        <Alert tone="warning" title={t("change_waiting")}>
          <p>{t("change_waiting_text")}</p>
          <ButtonLink to="/law/change">{t("to_change")}</ButtonLink>
        </Alert>
      )}
      {law.unanswered.length > 0 && <Unanswered law={law} />}
      <Timeline law={law} />
      <Panel title={t("hospital_duties")} sentence={t("hospital_sentence", { count: law.duties.length })}>
        <DutyList
          duties={law.duties}
          mayRecord={permissions.includes("duty_record")}
          onRecord={setRecording}
        />
      </Panel>
      {recording !== null && (
        <DutyDialog duty={recording} application={null} onClose={() => setRecording(null)} />
      )}
      {permissions.includes("law_manage") && <PublicBody law={law} />}
    </>
  );
}

function Unanswered({ law }: { law: HospitalLaw }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return (
    <Alert tone="info" title={t("unanswered_title")}>
      <ul>
        {law.unanswered.map(({ tree, applications }) => (
          <li key={tree.id}>
            {t("unanswered_count", {
              title: format.text(tree.title),
              count: applications,
              n: law.applications,
            })}
          </li>
        ))}
      </ul>
      <Link to="/applications?attention=unclassified">{t("to_unclassified")}</Link>
    </Alert>
  );
}

/** What is coming stands first: that is what a hospital can still prepare for. */
function Timeline({ law }: { law: HospitalLaw }) {
  const { t } = useTranslation("law");
  const days = byDay(law.timeline);
  if (days.length === 0)
    return (
      <Panel title={t("timeline")}>
        <EmptyState title={t("timeline_none")} />
      </Panel>
    );
  return (
    <>
      <Days title={t("coming")} sentence={t("coming_sentence")} days={days.filter((day) => !day.in_force)} />
      <Days
        title={t("in_force")}
        sentence={t("in_force_sentence")}
        days={days.filter((day) => day.in_force)}
      />
    </>
  );
}

function Days({ title, sentence, days }: { title: string; sentence: string; days: readonly LawDay[] }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  if (days.length === 0) return null;
  return (
    <Panel title={title} sentence={sentence}>
      <ol className="rg-law__timeline" role="list">
        {days.map(({ day, in_force, entries }) => (
          <li key={day ?? ""} className={classes("rg-law__day", !in_force && "rg-law__day--coming")}>
            <h3>{day === null ? t("start_unsettled") : format.date(day)}</h3>
            {entries.map((entry) => (
              <TimelineEntry key={entry.duty.id} entry={entry} />
            ))}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function TimelineEntry({ entry }: { entry: LawDay["entries"][number] }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return (
    <Disclosure
      summary={t("timeline_entry", {
        title: format.text(entry.duty.title),
        act: format.text(entry.duty.article.act_name),
        count: entry.applications,
        met: entry.met,
      })}
    >
      <DutyBody duty={entry.duty} />
      <Touched title={t("not_met_yet")} items={entry.open} count={entry.applications - entry.met} />
      <Touched title={t("met_already")} items={entry.settled} count={entry.met} />
    </Disclosure>
  );
}

interface TouchedProps {
  title: string;
  items: LawDay["entries"][number]["open"];
  /** Of how many these are the first. */
  count: number;
}

function Touched({ title, items, count }: TouchedProps) {
  const { t } = useTranslation("law");
  if (items.length === 0) return null;
  const more = count - items.length;
  return (
    <>
      <p>{title}</p>
      <ul>
        {items.map(({ id, code, name }) => (
          <li key={id}>
            <Link to={`/applications/${id}/law`}>
              {code} {name}
            </Link>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t("and_more", { count: more })}</p>}
    </>
  );
}

function PublicBody({ law }: { law: HospitalLaw }) {
  const { t } = useTranslation("law");
  const save = useSetPublicBody();
  return (
    <Panel title={t("setting")}>
      <Checkbox
        label={t("public_body")}
        explanation={t("public_body_explanation")}
        checked={law.public_body}
        disabled={save.isPending}
        onChange={(public_body) => save.mutate({ version: law.version, public_body })}
      />
      {save.isError && <ErrorState error={save.error} />}
    </Panel>
  );
}
