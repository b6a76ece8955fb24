import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { NumberField } from "../../ui/NumberField";
import { useFormat } from "../../ui/format";
import { usePublish, type Round } from "../api";

const least = 5;

interface PublishDialogProps {
  round: Round;
  onClose: () => void;
  onPublished: () => void;
}

/** For good: says first what will not be shown, and why. */
export function PublishDialog({ round, onClose, onPublished }: PublishDialogProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const publish = usePublish();
  const [limit, setLimit] = useState<number | null>(least);
  const send = () =>
    publish.mutate(
      { id: round.id, version: round.version, body: { least: limit, crossed: [] } },
      { onSuccess: onPublished },
    );
  return (
    <Dialog title={t("publish.title", { name: round.title })} onClose={onClose}>
      <Form onSubmit={send} error={publish.error} busy={publish.isPending}>
        <p>{t("publish.text", { sent: format.number(round.sent), invited: format.number(round.invited) })}</p>
        {round.sent < least && (
          <Alert tone="warning">
            <p>{t("publish.too_few", { least: format.number(least) })}</p>
          </Alert>
        )}
        <div>
          <h3>{t("publish.refuses")}</h3>
          <ul>
            <li>{t("publish.refuses_small")}</li>
            <li>{t("publish.refuses_difference")}</li>
            <li>{t("publish.refuses_sum")}</li>
            <li>{t("publish.refuses_base")}</li>
          </ul>
        </div>
        <NumberField
          label={t("publish.least")}
          hint={t("publish.least_hint")}
          pointer="/least"
          value={limit}
          onChange={setLimit}
        />
        <FormActions>
          <Button type="submit" busy={publish.isPending}>
            {t("publish.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
