import "../assessment.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useAssessments, useInstruments } from "../api";
import { AssessmentTable } from "../components/AssessmentTable";
import { InstrumentExport } from "../components/InstrumentExport";
import { StartDialog } from "../components/StartDialog";
import type { AssessmentSummary, InstrumentSummary } from "../types";

export function AssessmentsPage() {
  const { t } = useTranslation("assessment");
  const mayManage = useMay("instrument_manage");
  const instruments = useInstruments();
  const assessments = useAssessments({});
  return (
    <Page
      title={t("list.title")}
      lead={instruments.data && t("list.lead", { count: instruments.data.length })}
      actions={
        mayManage && (
          <ButtonLink kind="secondary" to="/assessments/upload">
            {t("upload.open")}
          </ButtonLink>
        )
      }
    >
      <QueryState query={assessments}>
        {(all) => (
          <Panel
            title={t("list.assessments")}
            sentence={all.length === 0 ? undefined : t("list.assessments_sentence", { count: all.length })}
          >
            {all.length === 0 ? (
              <EmptyState title={t("list.none")} />
            ) : (
              <AssessmentTable assessments={all.slice(0, 50)} />
            )}
          </Panel>
        )}
      </QueryState>
      <QueryState query={instruments} lines={10}>
        {(all) => <Instruments instruments={all} assessments={assessments.data ?? []} />}
      </QueryState>
    </Page>
  );
}

const kinds = ["organisation", "department", "application", "version"] as const;

interface InstrumentsProps {
  instruments: readonly InstrumentSummary[];
  assessments: readonly AssessmentSummary[];
}

function Instruments({ instruments, assessments }: InstrumentsProps) {
  const { t } = useTranslation("assessment");
  const [starting, setStarting] = useState<InstrumentSummary | null>(null);
  return (
    <>
      {kinds.map((kind) => {
        const some = instruments.filter(({ subject }) => subject === kind);
        if (some.length === 0) return null;
        return (
          <Panel key={kind} title={t(`list.for_${kind}`)}>
            <InstrumentTable instruments={some} assessments={assessments} onStart={setStarting} />
          </Panel>
        );
      })}
      {starting !== null && <StartDialog instrument={starting} onClose={() => setStarting(null)} />}
    </>
  );
}

interface InstrumentTableProps extends InstrumentsProps {
  onStart: (instrument: InstrumentSummary) => void;
}

function InstrumentTable({ instruments, assessments, onStart }: InstrumentTableProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const mayWrite = useMay("assessment_write");
  const last = ({ id }: InstrumentSummary) => {
    const all = assessments.filter((each) => each.instrument_id === id).map((each) => each.updated_at);
    return all.sort().at(-1);
  };
  return (
    <DataTable
      caption={t("list.instruments")}
      captionHidden
      rows={instruments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          header: t("list.instrument"),
          rowHeader: true,
          cell: (each) => (
            <>
              <strong>{format.text(each.title)}</strong> {each.own && <Tag tone="brand">{t("list.own")}</Tag>}
              <small>{format.text(each.summary)}</small>
              <small>{t("list.source", { publisher: each.source.publisher, version: each.version })}</small>
            </>
          ),
        },
        { key: "questions", header: t("list.questions"), end: true, cell: ({ questions }) => questions },
        {
          key: "last",
          header: t("list.last"),
          cell: (each) => {
            const day = last(each);
            return day === undefined ? <span className="rg-soft">{t("list.never")}</span> : format.day(day);
          },
        },
        {
          key: "start",
          header: t("list.start"),
          headerHidden: true,
          cell: (each) => (
            <div className="rg-row rg-no-print">
              {mayWrite && (
                <Button small kind="secondary" onClick={() => onStart(each)}>
                  <ActionText action={t("list.start")} about={format.text(each.title)} />
                </Button>
              )}
              <InstrumentExport instrument={each} />
            </div>
          ),
        },
      ]}
    />
  );
}
