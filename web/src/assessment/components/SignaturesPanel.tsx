import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDisciplines } from "../../access/api";
import { useDisciplineText } from "../../access/disciplineText";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { Panel } from "../../ui/Panel";
import { RadioGroup } from "../../ui/Choices";
import { Tag } from "../../ui/Tag";
import { TextArea } from "../../ui/TextArea";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import type { Schema } from "../../api/types";
import { useSign } from "../api";
import type { Assessment, Discipline } from "../types";

/** Which disciplines were asked to sign, who did, and signing for one's own. */
export function SignaturesPanel({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation("assessment");
  const disciplineText = useDisciplineText();
  const [signing, setSigning] = useState<Discipline | null>(null);
  const { signoffs, status, allowed } = assessment;
  if (signoffs.length === 0) return null;
  return (
    <Panel
      title={t("sign.title")}
      sentence={status === "open" ? t("sign.after_completion") : t("sign.sentence")}
    >
      <ul className="rg-plain-list rg-signatures">
        {signoffs.map((discipline) => (
          <li key={discipline}>
            <strong>{disciplineText(discipline)}</strong>
            <Signed assessment={assessment} discipline={discipline} />
            {status === "completed" && allowed.sign.includes(discipline) && (
              <div className="rg-no-print">
                <Button small kind="secondary" onClick={() => setSigning(discipline)}>
                  <ActionText action={t("sign.do")} about={disciplineText(discipline)} />
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {signing !== null && (
        <SignDialog id={assessment.id} discipline={signing} onClose={() => setSigning(null)} />
      )}
    </Panel>
  );
}

function Signed({ assessment, discipline }: { assessment: Assessment; discipline: Discipline }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const holders = useDisciplines().data?.find((each) => each.discipline === discipline)?.people ?? [];
  const signature = assessment.signatures.find((each) => each.discipline === discipline && each.current);
  if (signature === undefined) {
    return (
      <p className="rg-small">
        {holders.length === 0
          ? t("sign.nobody")
          : t("sign.asked", { names: format.list(holders.map(({ name }) => name)) })}
      </p>
    );
  }
  const { verdict, by, at, remark } = signature;
  return (
    <>
      <p>
        <Tag tone={verdict === "agreed" ? "ok" : "late"}>{t(`verdict.${verdict}`)}</Tag>{" "}
        <small>{t("sign.by", { by, at: format.dateTime(at) })}</small>
      </p>
      {remark && <p className="rg-small">{remark}</p>}
    </>
  );
}

interface SignDialogProps {
  id: string;
  discipline: Discipline;
  onClose: () => void;
}

function SignDialog({ id, discipline, onClose }: SignDialogProps) {
  const { t } = useTranslation("assessment");
  const announce = useAnnounce();
  const disciplineText = useDisciplineText();
  const sign = useSign(id);
  const [verdict, setVerdict] = useState<Schema<"Verdict">>("agreed");
  const [remark, setRemark] = useState("");
  const body = { discipline, verdict, ...(remark.trim() === "" ? {} : { remark }) };
  const done = () => {
    announce(t("sign.done"));
    onClose();
  };
  return (
    <Dialog title={t("sign.dialog", { discipline: disciplineText(discipline) })} onClose={onClose}>
      <Form busy={sign.isPending} error={sign.error} onSubmit={() => sign.mutate(body, { onSuccess: done })}>
        <RadioGroup
          label={t("sign.verdict")}
          pointer="/verdict"
          options={[
            { value: "agreed", label: t("verdict.agreed") },
            { value: "objected", label: t("verdict.objected") },
          ]}
          value={verdict}
          onChange={setVerdict}
        />
        <TextArea
          label={t("sign.remark")}
          hint={t("sign.remark_hint")}
          pointer="/remark"
          value={remark}
          onChange={setRemark}
        />
        <DialogActions>
          <Button type="submit" busy={sign.isPending}>
            {t("sign.do")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
