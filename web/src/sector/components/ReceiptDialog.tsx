import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { FileField } from "../../ui/FileField";
import { useAnnounce } from "../../ui/statusContext";
import { useAddReceipt, type SignedReceipt } from "../api";

/** The server judges what it says; this only sees whether it is a receipt at all. */
async function readReceipt(file: File): Promise<SignedReceipt | null> {
  try {
    const value = JSON.parse(await file.text()) as Partial<SignedReceipt> | null;
    return value?.receipt && typeof value.signature === "string" ? (value as SignedReceipt) : null;
  } catch {
    return null;
  }
}

/** The receipt of a package that went by file. */
export function ReceiptDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("sector");
  const announce = useAnnounce();
  const add = useAddReceipt(id);
  const [chosen, setChosen] = useState<string>();
  const [unreadable, setUnreadable] = useState(false);
  const choose = async (file: File) => {
    setChosen(file.name);
    const receipt = await readReceipt(file);
    setUnreadable(receipt === null);
    if (receipt === null) return;
    add.mutate(receipt, {
      onSuccess: () => {
        announce(t("receipt.done"));
        onClose();
      },
    });
  };
  return (
    <Dialog title={t("receipt.title")} onClose={onClose}>
      <div className="rg-stack">
        <FileField
          label={t("receipt.file")}
          hint={t("receipt.hint")}
          accept=".json"
          buttonText={t("import.choose")}
          dropText={t("import.drop")}
          chosen={chosen}
          onChoose={(file) => void choose(file)}
        />
        {unreadable && (
          <Alert tone="error" live>
            <p>{t("receipt.unreadable")}</p>
          </Alert>
        )}
        {add.isError && <ErrorState error={add.error} />}
        <DialogActions>
          <Button kind="secondary" onClick={onClose}>
            {t("close")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
