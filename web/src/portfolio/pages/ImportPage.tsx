import "../import.css";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { FileField } from "../../ui/FileField";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { asBase64 } from "../../ui/saveFile";
import { ImportHelp } from "../components/ImportHelp";
import { ImportPreview } from "../components/ImportPreview";
import { endings, largestFile, type ChosenFile } from "../importState";

type Refusal = "too_large" | "unreadable";

/** The file that was chosen last, read. */
function useChosenFile() {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const count = useRef(0);
  const choose = async (chosen: File) => {
    const id = ++count.current;
    const content = chosen.size > largestFile ? null : await asBase64(chosen).catch(() => null);
    if (id !== count.current) return;
    setRefusal(chosen.size > largestFile ? "too_large" : content === null ? "unreadable" : null);
    setFile(content === null ? null : { id, name: chosen.name, content });
  };
  return { file, refusal, choose };
}

export function ImportPage() {
  const { t } = useTranslation("portfolio");
  const { file, refusal, choose } = useChosenFile();
  return (
    <Page
      title={t("import.title")}
      lead={t("import.lead")}
      actions={<Link to="/applications">{t("import.back")}</Link>}
    >
      <div className="rg-import__start rg-no-print">
        <Panel title={t("import.file_title")}>
          <FileField
            label={t("import.file")}
            hint={t("import.file_hint")}
            accept={endings}
            buttonText={t("import.choose")}
            dropText={t("import.drop")}
            chosen={file?.name}
            onChoose={(chosen) => void choose(chosen)}
          />
          {refusal !== null && (
            <Alert tone="error" live>
              <p>{t(`import.${refusal}`)}</p>
            </Alert>
          )}
        </Panel>
        <ImportHelp />
      </div>
      {file !== null && <ImportPreview key={file.id} file={file} />}
    </Page>
  );
}
