import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Conflict } from "../../access/components/Conflict";
import { isProblem, ProblemError } from "../../api/problem";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useAddMember, useChangeMember, type Member } from "../api";
import { dimensions, traitValues, useTraitText } from "../words";

type Draft = Schema<"NewSectorMember">;

interface MemberDialogProps {
  /** Absent for a new one. */
  member?: Member;
  /** As it is now; newer when somebody else saved in between. */
  latest: Member | undefined;
  /** Named before, so that the same region is written the same way. */
  regions: readonly string[];
  onClose: () => void;
}

const nothing: Draft = { name: "", traits: { type: "", ambition: "", region: "", size: "" } };

/** What the form itself can see is not filled in. */
function missingFields({ name, traits }: Draft): string[] {
  const missing = dimensions.filter((each) => traits[each].trim() === "").map((each) => `/traits/${each}`);
  return name.trim() === "" ? ["/name", ...missing] : missing;
}

function draftOf({ name, traits }: Member): Draft {
  return { name, traits };
}

/** Saves a new member, or a change on top of the version that was read. */
function useSave(member: Member | undefined) {
  const add = useAddMember();
  const change = useChangeMember();
  const used = member === undefined ? add : change;
  const save = (body: Draft, version: number, onSuccess: () => void) =>
    member === undefined
      ? add.mutate(body, { onSuccess })
      : change.mutate({ id: member.id, version, body }, { onSuccess });
  return { save, error: used.error, isPending: used.isPending, reset: used.reset };
}

export function MemberDialog({ member, latest, regions, onClose }: MemberDialogProps) {
  const { t } = useTranslation("sector");
  const announce = useAnnounce();
  const compared = useCompared();
  const { save, error, isPending, reset } = useSave(member);
  const [incomplete, setIncomplete] = useState<ProblemError | null>(null);
  const [version, setVersion] = useState(member?.version ?? 0);
  const [draft, setDraft] = useState<Draft>(member === undefined ? nothing : draftOf(member));
  const newer =
    isProblem(error, "version_conflict") && latest !== undefined && latest.version !== version
      ? latest
      : null;
  const done = () => {
    announce(t("members.saved", { name: draft.name }));
    onClose();
  };
  const send = () => {
    const errors = missingFields(draft).map((pointer) => ({
      pointer,
      code: "required",
      detail: t("members.missing"),
    }));
    setIncomplete(errors.length === 0 ? null : new ProblemError(422, { errors }));
    if (errors.length === 0) save(draft, version, done);
  };
  const takeTheirs = (theirs: Member) => {
    setVersion(theirs.version);
    setDraft(draftOf(theirs));
    reset();
  };
  return (
    <Dialog
      title={member === undefined ? t("members.add_title") : t("members.edit_title", { name: member.name })}
      onClose={onClose}
    >
      <Form onSubmit={send} error={incomplete ?? (newer === null ? error : null)} busy={isPending}>
        {newer !== null && (
          <Conflict
            fields={compared(newer, draft)}
            busy={isPending}
            onKeepMine={() => save(draft, newer.version, done)}
            onTakeTheirs={() => takeTheirs(newer)}
          />
        )}
        <Fields draft={draft} regions={regions} onChange={setDraft} />
        <FormActions>
          <Button type="submit" busy={isPending}>
            {t("save")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

/** What two versions of a member say, beside each other. */
function useCompared() {
  const { t } = useTranslation("sector");
  const traitText = useTraitText();
  return (theirs: Member, mine: Draft) => [
    { label: t("members.name"), theirs: theirs.name, mine: mine.name },
    ...dimensions.map((each) => ({
      label: t(`trait.${each}`),
      theirs: traitText(theirs.traits[each]),
      mine: traitText(mine.traits[each]),
    })),
  ];
}

interface FieldsProps {
  draft: Draft;
  regions: readonly string[];
  onChange: (draft: Draft) => void;
}

function Fields({ draft, regions, onChange }: FieldsProps) {
  const { t } = useTranslation("sector");
  const traitText = useTraitText();
  const change = (part: Partial<Draft["traits"]>) =>
    onChange({ ...draft, traits: { ...draft.traits, ...part } });
  const select = (dimension: "type" | "ambition" | "size") => {
    const options = traitValues[dimension].map((value) => ({ value, label: traitText(value) }));
    const kept = draft.traits[dimension];
    return (
      <Select
        label={t(`trait.${dimension}`)}
        pointer={`/traits/${dimension}`}
        options={options}
        value={options.find(({ value }) => value === kept)?.value ?? null}
        onChange={(value) => change({ [dimension]: value ?? "" })}
      />
    );
  };
  return (
    <>
      <TextField
        label={t("members.name")}
        pointer="/name"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
      />
      {select("type")}
      {select("ambition")}
      <TextField
        label={t("trait.region")}
        hint={t("members.region_hint")}
        pointer="/traits/region"
        value={draft.traits.region}
        suggestions={regions}
        onChange={(region) => change({ region })}
      />
      {select("size")}
    </>
  );
}
