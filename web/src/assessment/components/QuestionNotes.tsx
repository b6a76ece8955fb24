import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { Disclosure } from "../../ui/Disclosure";
import { ErrorState } from "../../ui/ErrorState";
import { FileField } from "../../ui/FileField";
import { Form } from "../../ui/Form";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import { useAddQuestionEvidence, useComment, useKeepFile } from "../api";
import type { Note } from "../types";
import { OutsideLink } from "./OutsideLink";

interface QuestionNotesProps {
  assessmentId: string;
  linkId: string;
  question: string;
  notes: readonly Note[];
  mayWrite: boolean;
}

/** What people say about a question, and what proves the answer. */
export function QuestionNotes(props: QuestionNotesProps) {
  const { assessmentId, linkId, question, notes, mayWrite } = props;
  const { t } = useTranslation("assessment");
  const [opened, setOpened] = useState(false);
  if (!mayWrite && notes.length === 0) return null;
  return (
    <div className="rg-question__notes">
      {notes.length > 0 && <NoteList notes={notes} />}
      {mayWrite && (
        <div className="rg-no-print">
          <Disclosure onToggle={setOpened} summary={<ActionText action={t("notes.add")} about={question} />}>
            {opened && (
              <div className="rg-stack">
                <CommentForm assessmentId={assessmentId} linkId={linkId} />
                <EvidenceForm assessmentId={assessmentId} linkId={linkId} />
              </div>
            )}
          </Disclosure>
        </div>
      )}
    </div>
  );
}

function NoteList({ notes }: { notes: readonly Note[] }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (
    <ul className="rg-plain-list rg-notes">
      {notes.map(({ id, text, link, by, at }) => (
        <li key={id}>
          {link ? <OutsideLink address={link}>{text}</OutsideLink> : <span>{text}</span>}
          <small>{t(link ? "notes.evidence_by" : "notes.by", { by, at: format.dateTime(at) })}</small>
        </li>
      ))}
    </ul>
  );
}

interface NoteFormProps {
  assessmentId: string;
  linkId: string;
}

function CommentForm({ assessmentId, linkId }: NoteFormProps) {
  const { t } = useTranslation("assessment");
  const comment = useComment(assessmentId);
  const [text, setText] = useState("");
  return (
    <Form
      busy={comment.isPending}
      error={comment.error}
      onSubmit={() => comment.mutate({ link_id: linkId, text }, { onSuccess: () => setText("") })}
    >
      <TextArea label={t("notes.comment")} pointer="/text" rows={2} value={text} onChange={setText} />
      <div>
        <Button kind="secondary" small type="submit" busy={comment.isPending}>
          {t("notes.comment_add")}
        </Button>
      </div>
    </Form>
  );
}

/** Evidence is a page somewhere, or a file that Regie keeps. */
function EvidenceForm({ assessmentId, linkId }: NoteFormProps) {
  const { t } = useTranslation("assessment");
  const add = useAddQuestionEvidence(assessmentId);
  const keep = useKeepFile();
  const [title, setTitle] = useState("");
  const [link, setLink] = useState("");
  const clear = () => {
    setTitle("");
    setLink("");
  };
  // Also when the question is out of sight by the time that the file is there.
  const upload = (file: File) =>
    void keep.mutateAsync(file).then(
      (kept) =>
        add.mutate(
          {
            link_id: linkId,
            title: title.trim() || kept.name.replace(/\.[^.]{1,5}$/, ""),
            link: kept.link,
          },
          { onSuccess: clear },
        ),
      () => undefined,
    );
  return (
    <Form
      busy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate({ link_id: linkId, title, link }, { onSuccess: clear })}
    >
      <TextField label={t("notes.title")} pointer="/title" value={title} onChange={setTitle} />
      <TextField label={t("notes.link")} pointer="/link" type="url" value={link} onChange={setLink} />
      <div>
        <Button kind="secondary" small type="submit" busy={add.isPending}>
          {t("notes.evidence_add")}
        </Button>
      </div>
      <FileField
        label={t("notes.file")}
        accept=""
        buttonText={keep.isPending ? t("evidence.busy") : t("evidence.choose")}
        dropText={t("evidence.drop")}
        onChoose={upload}
      />
      {keep.isError && <ErrorState error={keep.error} />}
    </Form>
  );
}
