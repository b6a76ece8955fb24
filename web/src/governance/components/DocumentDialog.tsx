import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { EvidenceUpload } from "../../portfolio/components/EvidenceUpload";
import { useAddDocument, type Gate, type Requirement } from "../api";

interface DocumentDialogProps {
  gate: Gate;
  requirement: Requirement;
  onClose: () => void;
}

/** A file, or a link, of the kind that is asked. */
export function DocumentDialog({ gate, requirement, onClose }: DocumentDialogProps) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const announce = useAnnounce();
  const add = useAddDocument(gate.application_id);
  const [title, setTitle] = useState("");
  const [link, setLink] = useState("");
  const kind = requirement.document ?? "";
  const term = gate.documents.find(({ id }) => id === kind);
  const send = () =>
    add.mutate(
      { kind, title: title.trim(), link: link.trim() },
      {
        onSuccess: () => {
          announce(t("document.done"));
          onClose();
        },
      },
    );
  return (
    <Dialog title={term === undefined ? t("document.open") : format.text(term.name)} onClose={onClose}>
      <Form onSubmit={send} error={add.error} busy={add.isPending}>
        <p>{format.text(requirement.text)}</p>
        <EvidenceUpload
          onAdded={(row) => {
            setTitle(row.title);
            setLink(row.link);
          }}
        />
        <TextField label={t("document.title")} pointer="/title" value={title} onChange={setTitle} />
        <TextField
          label={t("document.link")}
          hint={t("document.link_hint")}
          pointer="/link"
          value={link}
          onChange={setLink}
          spellCheck={false}
        />
        <FormActions>
          <Button type="submit" busy={add.isPending}>
            {t("document.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
