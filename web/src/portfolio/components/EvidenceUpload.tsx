import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { useAddEvidence } from "../api";
import { titleOf } from "../evidence";

interface EvidenceUploadProps {
  onAdded: (row: { title: string; link: string }) => void;
}

/** Sends a file to Regie and gives the row that refers to it. */
export function EvidenceUpload({ onAdded }: EvidenceUploadProps) {
  const { t } = useTranslation("portfolio");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const add = useAddEvidence();
  // What was typed around it while the file went must not be undone by what stood there before.
  const latest = useRef(onAdded);
  useEffect(() => {
    latest.current = onAdded;
  });
  const upload = (file: File | undefined) => {
    if (file === undefined) return;
    add.mutate(file, { onSuccess: ({ name, link }) => latest.current({ title: titleOf(name), link }) });
    // The same file can be chosen again after a refusal.
    if (input.current !== null) input.current.value = "";
  };
  const said = () => {
    if (add.isPending) return t("evidence_file.busy", { name: add.variables.name });
    return add.isSuccess ? t("evidence_file.added", { name: add.data.name }) : "";
  };
  return (
    <div className="rg-stack">
      <input
        ref={input}
        id={id}
        type="file"
        hidden
        aria-label={t("evidence_file.choose")}
        onChange={(event) => upload(event.target.files?.[0])}
      />
      <div>
        <Button kind="secondary" small busy={add.isPending} onClick={() => input.current?.click()}>
          {t("evidence_file.add")}
        </Button>
      </div>
      <p className="rg-soft">{t("evidence_file.hint")}</p>
      <p role="status">{said()}</p>
      {add.isError && <ErrorState error={add.error} />}
    </div>
  );
}
