import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDepartments } from "../../access/api";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Disclosure } from "../../ui/Disclosure";
import { FileField } from "../../ui/FileField";
import { Form } from "../../ui/Form";
import { Select, type Option } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useDebounced } from "../../ui/debounce";
import { useFormat } from "../../ui/format";
import { useApplicationChoices, useCreateAssessment, useImportAssessment } from "../api";
import type { InstrumentSummary } from "../types";

interface StartDialogProps {
  instrument: InstrumentSummary;
  onClose: () => void;
}

/** For what or whom an assessment is begun: empty, or with answers that are in a file. */
export function StartDialog({ instrument, onClose }: StartDialogProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const navigate = useNavigate();
  const create = useCreateAssessment();
  const take = useImportAssessment();
  const [id, setId] = useState<string | null>(null);
  const [version, setVersion] = useState("");
  const [title, setTitle] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const { subject: kind } = instrument;
  const subject = { kind, ...(id === null ? {} : { id }), ...(version === "" ? {} : { version }) };
  const open = (assessment: string) => void navigate(`/assessments/${assessment}`);
  const begin = () =>
    create.mutate(
      { instrument_id: instrument.id, subject, ...(title.trim() === "" ? {} : { title }) },
      { onSuccess: (created) => open(created.id) },
    );
  const beginWith = (answers: File) =>
    take.mutate(
      { file: answers, instrument: instrument.id, subject },
      { onSuccess: ({ assessment, notices }) => notices.length === 0 && open(assessment.id) },
    );
  const busy = create.isPending || take.isPending;
  return (
    <Dialog title={t("start.title", { name: format.text(instrument.title) })} onClose={onClose}>
      {take.data ? (
        <NotTaken notices={take.data.notices} onGo={() => open(take.data.assessment.id)} />
      ) : (
        <Form
          busy={busy}
          error={file === null ? create.error : take.error}
          onSubmit={() => (file === null ? begin() : beginWith(file))}
        >
          <p>{format.text(instrument.summary)}</p>
          <SubjectFields kind={kind} {...{ id, version }} onId={setId} onVersion={setVersion} />
          {file === null && (
            <TextField
              label={t("start.own_title")}
              hint={t("start.own_title_hint")}
              optional
              pointer="/title"
              value={title}
              onChange={setTitle}
            />
          )}
          <AnswersField file={file} onChange={setFile} />
          <DialogActions>
            <Button type="submit" busy={busy}>
              {t("start.do")}
            </Button>
            <Button kind="secondary" onClick={onClose}>
              {t("common.cancel")}
            </Button>
          </DialogActions>
        </Form>
      )}
    </Dialog>
  );
}

interface SubjectFieldsProps {
  kind: InstrumentSummary["subject"];
  id: string | null;
  version: string;
  onId: (id: string | null) => void;
  onVersion: (version: string) => void;
}

function SubjectFields({ kind, id, version, onId, onVersion }: SubjectFieldsProps) {
  const { t } = useTranslation("assessment");
  return (
    <>
      {(kind === "application" || kind === "version") && <ApplicationField value={id} onChange={onId} />}
      {kind === "version" && (
        <TextField
          label={t("start.version")}
          pointer="/subject/version"
          value={version}
          onChange={onVersion}
        />
      )}
      {kind === "department" && <DepartmentField value={id} onChange={onId} />}
    </>
  );
}

interface AnswersFieldProps {
  file: File | null;
  onChange: (file: File | null) => void;
}

function AnswersField({ file, onChange }: AnswersFieldProps) {
  const { t } = useTranslation("assessment");
  return (
    <Disclosure summary={t("start.answers")}>
      <div className="rg-stack">
        <FileField
          label={t("start.answers")}
          hint={t("start.answers_hint")}
          accept=".json"
          buttonText={t("start.answers_choose")}
          dropText={t("evidence.drop")}
          chosen={file?.name}
          onChoose={onChange}
        />
        {file !== null && (
          <div>
            <Button kind="quiet" small onClick={() => onChange(null)}>
              {t("start.answers_remove")}
            </Button>
          </div>
        )}
      </div>
    </Disclosure>
  );
}

interface NotTakenProps {
  notices: readonly Schema<"LocalizedText">[];
  onGo: () => void;
}

/** What a file held that has no place here. */
function NotTaken({ notices, onGo }: NotTakenProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (
    <div className="rg-stack">
      <Alert tone="warning" title={t("start.read")} live>
        <ul>
          {notices.map((notice) => (
            <li key={notice.nl}>{format.text(notice)}</li>
          ))}
        </ul>
      </Alert>
      <DialogActions>
        <Button onClick={onGo}>{t("start.to_questions")}</Button>
      </DialogActions>
    </div>
  );
}

interface SubjectFieldProps {
  value: string | null;
  onChange: (id: string | null) => void;
}

function ApplicationField({ value, onChange }: SubjectFieldProps) {
  const { t } = useTranslation("assessment");
  const [search, setSearch] = useState("");
  const found = useApplicationChoices(useDebounced(search), true).data ?? [];
  const options: Option[] = found.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }));
  return (
    <>
      <TextField
        label={t("start.search")}
        type="search"
        value={search}
        onChange={setSearch}
        autoComplete="off"
      />
      <Select
        label={t("start.application")}
        pointer="/subject/id"
        options={options}
        value={value}
        onChange={onChange}
      />
    </>
  );
}

function DepartmentField({ value, onChange }: SubjectFieldProps) {
  const { t } = useTranslation("assessment");
  const departments = useDepartments().data ?? [];
  const options = departments
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={t("start.department")}
      pointer="/subject/id"
      options={options}
      value={value}
      onChange={onChange}
    />
  );
}
