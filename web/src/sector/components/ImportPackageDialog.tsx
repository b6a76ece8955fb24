import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { FileField } from "../../ui/FileField";
import { useFormat } from "../../ui/format";
import { saveFile } from "../../ui/saveFile";
import { useImportPackage, type SignedReceipt } from "../api";

/** A package that came as a file, with the receipt that goes back as one. */
export function ImportPackageDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("sector");
  const take = useImportPackage();
  const [chosen, setChosen] = useState<string>();
  const choose = (file: File) => {
    setChosen(file.name);
    take.mutate(file);
  };
  return (
    <Dialog title={t("import.title")} onClose={onClose}>
      <div className="rg-stack">
        <FileField
          label={t("import.file")}
          hint={t("import.hint")}
          accept=".json"
          buttonText={t("import.choose")}
          dropText={t("import.drop")}
          chosen={chosen}
          onChoose={choose}
        />
        {take.isPending && <p role="status">{t("import.busy")}</p>}
        {take.isError && <ErrorState error={take.error} />}
        {take.data && <Taken receipt={take.data} />}
        <DialogActions>
          <Button kind="secondary" onClick={onClose}>
            {t("close")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function Taken({ receipt }: { receipt: SignedReceipt }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { package_id, received_at, replaces } = receipt.receipt;
  const save = () =>
    saveFile(
      `regie-receipt-${package_id}.json`,
      new Blob([JSON.stringify(receipt)], { type: "application/json" }),
    );
  return (
    <Alert tone="ok" title={t("import.taken")} live>
      <p>{t("import.taken_at", { at: format.dateTime(received_at) })}</p>
      {replaces && <p>{t("import.replaced")}</p>}
      <p>{t("import.receipt_text")}</p>
      <div>
        <Button kind="secondary" small onClick={save}>
          {t("import.receipt_save")}
        </Button>
      </div>
    </Alert>
  );
}
