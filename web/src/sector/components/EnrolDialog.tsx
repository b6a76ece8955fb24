import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useEnrol } from "../api";

/** Where the sector body is, and the code with which it lets this hospital in. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("sector");
  const announce = useAnnounce();
  const enrol = useEnrol();
  const [address, setAddress] = useState("");
  const [code, setCode] = useState("");
  const send = () =>
    enrol.mutate(
      { address: address.trim().replace(/\/+$/, ""), code: code.trim() },
      {
        onSuccess: ({ hub_name }) => {
          announce(t("enrol.done", { name: hub_name }));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t("enrol.title")} onClose={onClose}>
      <Form onSubmit={send} error={enrol.error} busy={enrol.isPending}>
        <p className="rg-soft">{t("enrol.text")}</p>
        <TextField
          label={t("enrol.address")}
          hint={t("enrol.address_hint")}
          pointer="/address"
          type="url"
          autoComplete="off"
          value={address}
          onChange={setAddress}
        />
        <TextField
          label={t("enrol.code")}
          hint={t("enrol.code_hint")}
          pointer="/code"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={setCode}
        />
        <FormActions>
          <Button type="submit" busy={enrol.isPending}>
            {t("enrol.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
