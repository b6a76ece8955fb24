import "../assessment.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { ErrorState } from "../../ui/ErrorState";
import { FileField } from "../../ui/FileField";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { Progress } from "../../ui/Progress";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useAddInstrument, usePreviewInstrument } from "../api";
import type { Item } from "../types";

export function UploadPage() {
  const { t } = useTranslation("assessment");
  const preview = usePreviewInstrument();
  const [file, setFile] = useState<File | null>(null);
  const choose = (chosen: File) => {
    setFile(chosen);
    preview.mutate(chosen);
  };
  return (
    <Page
      title={t("upload.title")}
      lead={t("upload.lead")}
      actions={<Link to="/assessments">{t("upload.back")}</Link>}
    >
      <Panel title={t("upload.file_title")}>
        <FileField
          label={t("upload.file")}
          hint={t("upload.hint")}
          accept=".yaml,.yml,.json"
          buttonText={t("upload.choose")}
          dropText={t("evidence.drop")}
          chosen={file?.name}
          onChoose={choose}
        />
      </Panel>
      {preview.isPending && <Progress label={t("upload.checking")} />}
      {preview.isError && <ErrorState error={preview.error} />}
      {preview.data && file !== null && <Preview key={file.name} preview={preview.data} file={file} />}
    </Page>
  );
}

function Preview({ preview, file }: { preview: Schema<"InstrumentPreview">; file: File }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const add = useAddInstrument();
  const { instrument, faults, notices } = preview;
  if (faults.length > 0 || !instrument) return <Faults faults={faults} />;
  const save = () =>
    add.mutate(file, {
      onSuccess: () => {
        announce(t("upload.done", { name: format.text(instrument.title) }));
        void navigate("/assessments");
      },
    });
  return (
    <Panel
      title={t("upload.preview", { name: format.text(instrument.title) })}
      sentence={format.text(instrument.summary)}
    >
      <p className="rg-small">
        {t("list.source", { publisher: instrument.source.publisher, version: instrument.version })}
      </p>
      {notices.length > 0 && (
        <Alert tone="warning" title={t("upload.notices")}>
          <ul>
            {notices.map((notice) => (
              <li key={notice.nl}>{format.text(notice)}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Outline items={instrument.items} />
      {add.isError && <ErrorState error={add.error} />}
      <div>
        <Button busy={add.isPending} onClick={save}>
          {t("upload.do")}
        </Button>
      </div>
    </Panel>
  );
}

function Outline({ items }: { items: readonly Item[] }) {
  const format = useFormat();
  return (
    <ul className="rg-asks__outline">
      {items.map((item) => (
        <li key={item.link_id}>
          {format.text(item.text)}
          {item.items.length > 0 && <Outline items={item.items} />}
        </li>
      ))}
    </ul>
  );
}

function Faults({ faults }: { faults: readonly Schema<"InstrumentFault">[] }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (
    <>
      <Alert tone="error" title={t("upload.faults", { count: faults.length })} live>
        <p>{t("upload.faults_text")}</p>
      </Alert>
      <DataTable
        caption={t("upload.faults_caption")}
        rows={faults.map((fault, index) => ({ ...fault, index }))}
        rowKey={({ index }) => index}
        columns={[
          { key: "line", header: t("upload.line"), rowHeader: true, cell: ({ line }) => line },
          { key: "where", header: t("upload.where"), cell: ({ pointer }) => <code>{pointer}</code> },
          { key: "reason", header: t("upload.reason"), cell: ({ reason }) => format.text(reason) },
        ]}
      />
    </>
  );
}
