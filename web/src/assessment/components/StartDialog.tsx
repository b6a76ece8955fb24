import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDepartments } from "../../access/api";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { Select, type Option } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useDebounced } from "../../ui/debounce";
import { useFormat } from "../../ui/format";
import { useApplicationChoices, useCreateAssessment } from "../api";
import type { InstrumentSummary } from "../types";

interface StartDialogProps {
  instrument: InstrumentSummary;
  onClose: () => void;
}

/** For what or whom an assessment is begun. */
export function StartDialog({ instrument, onClose }: StartDialogProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const navigate = useNavigate();
  const create = useCreateAssessment();
  const [id, setId] = useState<string | null>(null);
  const [version, setVersion] = useState("");
  const [title, setTitle] = useState("");
  const { subject: kind } = instrument;
  const body: Schema<"NewAssessment"> = {
    instrument_id: instrument.id,
    subject: { kind, ...(id === null ? {} : { id }), ...(version === "" ? {} : { version }) },
    ...(title.trim() === "" ? {} : { title }),
  };
  return (
    <Dialog title={t("start.title", { name: format.text(instrument.title) })} onClose={onClose}>
      <Form
        busy={create.isPending}
        error={create.error}
        onSubmit={() =>
          create.mutate(body, { onSuccess: (created) => void navigate(`/assessments/${created.id}`) })
        }
      >
        <p>{format.text(instrument.summary)}</p>
        {(kind === "application" || kind === "version") && <ApplicationField value={id} onChange={setId} />}
        {kind === "version" && (
          <TextField
            label={t("start.version")}
            pointer="/subject/version"
            value={version}
            onChange={setVersion}
          />
        )}
        {kind === "department" && <DepartmentField value={id} onChange={setId} />}
        <TextField
          label={t("start.own_title")}
          hint={t("start.own_title_hint")}
          optional
          pointer="/title"
          value={title}
          onChange={setTitle}
        />
        <DialogActions>
          <Button type="submit" busy={create.isPending}>
            {t("start.do")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
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
