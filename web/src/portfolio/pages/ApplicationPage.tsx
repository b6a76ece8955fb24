import "../record.css";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Button } from "../../ui/Button";
import { Loading } from "../../ui/Loading";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/format";
import { useProblemText } from "../../ui/problemText";
import { useAnnounce } from "../../ui/statusContext";
import { useApplication, useConfirmApplication } from "../api";
import { useApplicationTabs } from "../applicationTabs";
import { CompletenessPanel, OriginPanel, OverlapAlert, PhasePanel } from "../components/ApplicationState";
import { HistoryList } from "../components/HistoryList";
import { RecordSections } from "../components/RecordSections";
import { useLabels } from "../labels";
import type { Application } from "../types";

export function ApplicationPage() {
  const { t } = useTranslation("portfolio");
  const { id = "" } = useParams();
  const query = useApplication(id);
  const application = query.data;
  return (
    <Page
      title={application?.record.identity.name ?? t("application.loading_title")}
      lead={application && <Lead application={application} />}
      actions={application && <Actions application={application} />}
    >
      <QueryState query={query} lines={10}>
        {(loaded) => <Contents application={loaded} />}
      </QueryState>
    </Page>
  );
}

function Lead({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  return t("application.lead", {
    code: application.code,
    phase: labels.phase(application.phase),
    date: format.date(application.phase_since),
  });
}

function Actions({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const problemText = useProblemText();
  const confirm = useConfirmApplication(application.id);
  const { allowed } = application;
  return (
    <>
      <ButtonLink kind="secondary" to={`/applications/${application.id}/law`}>
        {t("application.law")}
      </ButtonLink>
      {allowed.confirm && (
        <Button
          kind="secondary"
          busy={confirm.isPending}
          onClick={() =>
            confirm.mutate(undefined, {
              onSuccess: () => announce(t("application.confirm_done")),
              onError: (error) => announce(problemText(error)),
            })
          }
        >
          {t("application.confirm")}
        </Button>
      )}
      <ButtonLink kind="secondary" to={`/applications/${application.id}/validations`}>
        {t("application.validations")}
      </ButtonLink>
      {allowed.edit && (
        <ButtonLink to={`/applications/${application.id}/edit`}>{t("application.edit")}</ButtonLink>
      )}
    </>
  );
}

function Contents({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const [parameters, setParameters] = useSearchParams();
  const others = useApplicationTabs();
  const tabs = [
    { id: "record", label: t("application.tab_record") },
    ...others.map(({ id, Label }) => ({ id, label: <Label /> })),
    { id: "history", label: t("application.tab_history") },
  ];
  const tab = tabs.find(({ id }) => id === parameters.get("tab"))?.id ?? "record";
  const other = others.find(({ id }) => id === tab);
  const show = (next: string) =>
    setParameters(next === "record" ? {} : { tab: next }, { replace: true, preventScrollReset: true });
  return (
    <>
      <OverlapAlert application={application} />
      <div className="rg-application">
        <Tabs label={t("application.tabs")} tabs={tabs} active={tab} onChange={show}>
          {tab === "record" && <RecordSections record={application.record} />}
          {other && (
            <Suspense fallback={<Loading />}>
              <other.Content id={application.id} />
            </Suspense>
          )}
          {tab === "history" && (
            <Panel title={t("history.title")}>
              <HistoryList id={application.id} />
            </Panel>
          )}
        </Tabs>
        <div className="rg-application__side">
          <PhasePanel application={application} />
          <CompletenessPanel application={application} />
          <OriginPanel application={application} />
        </div>
      </div>
    </>
  );
}
