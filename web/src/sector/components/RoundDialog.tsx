import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInstruments } from "../../assessment/api";
import { ProblemError } from "../../api/problem";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { Form, FormActions } from "../../ui/Form";
import { NumberField } from "../../ui/NumberField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import { useAddRound, type Round } from "../api";

interface RoundDialogProps {
  onClose: () => void;
  onAdded: (round: Round) => void;
}

interface Draft {
  title: string;
  instrument_id: string | null;
  year: number | null;
  opens_on: string | null;
  closes_on: string | null;
}

/** A round in preparation: nobody sees it before it is opened. */
export function RoundDialog({ onClose, onAdded }: RoundDialogProps) {
  const { t } = useTranslation("sector");
  const add = useAddRound();
  const [draft, setDraft] = useState<Draft>({
    title: "",
    instrument_id: null,
    year: new Date().getFullYear(),
    opens_on: null,
    closes_on: null,
  });
  const [incomplete, setIncomplete] = useState<ProblemError | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const send = () => {
    const { title, instrument_id, year, opens_on, closes_on } = draft;
    const missing = (["year", "opens_on", "closes_on"] as const).filter((name) => draft[name] === null);
    const errors = missing.map((name) => ({
      pointer: `/${name}`,
      code: "required",
      detail: t(`round_form.${name}_missing`),
    }));
    setIncomplete(errors.length === 0 ? null : new ProblemError(422, { errors }));
    if (year === null || opens_on === null || closes_on === null) return;
    add.mutate(
      { title: title.trim(), instrument_id: instrument_id ?? "", year, opens_on, closes_on },
      { onSuccess: onAdded },
    );
  };
  return (
    <Dialog title={t("round_form.title")} onClose={onClose}>
      <Form onSubmit={send} error={incomplete ?? add.error} busy={add.isPending}>
        <p className="rg-soft">{t("round_form.text")}</p>
        <Fields draft={draft} onChange={change} />
        <FormActions>
          <Button type="submit" busy={add.isPending}>
            {t("round_form.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function Fields({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const instruments = useInstruments();
  const options = (instruments.data ?? [])
    .filter(({ subject }) => subject === "organisation")
    .map(({ id, version, title }) => ({
      value: id,
      label: t("round_form.instrument_option", { title: format.text(title), version }),
    }));
  return (
    <>
      <TextField
        label={t("rounds.name")}
        hint={t("round_form.name_hint")}
        pointer="/title"
        value={draft.title}
        onChange={(title) => onChange({ title })}
      />
      {instruments.isError && (
        <ErrorState error={instruments.error} onRetry={() => void instruments.refetch()} />
      )}
      <Select
        label={t("rounds.instrument")}
        hint={t("round_form.instrument_hint")}
        pointer="/instrument_id"
        options={options}
        value={draft.instrument_id}
        onChange={(instrument_id) => onChange({ instrument_id })}
      />
      <NumberField
        label={t("rounds.year")}
        pointer="/year"
        value={draft.year}
        onChange={(year) => onChange({ year })}
      />
      <DateField
        label={t("round_form.opens_on")}
        pointer="/opens_on"
        value={draft.opens_on}
        onChange={(opens_on) => onChange({ opens_on })}
      />
      <DateField
        label={t("round_form.closes_on")}
        pointer="/closes_on"
        value={draft.closes_on}
        onChange={(closes_on) => onChange({ closes_on })}
      />
    </>
  );
}
