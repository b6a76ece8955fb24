import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { FileField } from "../../ui/FileField";
import { Form, FormActions } from "../../ui/Form";
import { Panel } from "../../ui/Panel";
import { TextField } from "../../ui/TextField";
import { useAddValidation } from "../api";
import { VersionField } from "./VersionField";
import { readNumber, readResult } from "../resultFile";

const claimed = ["auroc", "sensitivity", "specificity", "positive_predictive_value"] as const;
type Claimed = Record<(typeof claimed)[number], string>;

interface AddValidationProps {
  applicationId: string;
  versions: readonly string[];
}

/** Brings in a result that was made where the patients' rows are. */
export function AddValidation({ applicationId, versions }: AddValidationProps) {
  const { t } = useTranslation("validation");
  const navigate = useNavigate();
  const add = useAddValidation(applicationId);
  const [version, setVersion] = useState<string>(versions.at(-1) ?? "");
  const [file, setFile] = useState<{ name: string; result?: Schema<"ValidationResult"> }>();
  const [claims, setClaims] = useState<Claimed>({
    auroc: "",
    sensitivity: "",
    specificity: "",
    positive_predictive_value: "",
  });
  const send = () => {
    if (file?.result === undefined) return;
    const stated = claimed.flatMap((measure) => {
      const value = readNumber(claims[measure]);
      return value === undefined ? [] : [{ measure, value }];
    });
    add.mutate(
      { application_version: version, claims: stated, result: file.result },
      { onSuccess: ({ summary }) => void navigate(`/validations/${summary.id}`) },
    );
  };
  return (
    <Panel title={t("add.title")} sentence={t("add.sentence")}>
      <Form onSubmit={send} error={add.error} busy={add.isPending} label={t("add.title")}>
        <FileField
          label={t("add.file")}
          hint={t("add.file_hint")}
          accept=".json"
          buttonText={t("add.choose")}
          dropText={t("add.drop")}
          chosen={file?.name}
          onChoose={(chosen) =>
            void chosen.text().then((text) => setFile({ name: chosen.name, result: readResult(text) }))
          }
        />
        {file !== undefined && file.result === undefined && (
          <Alert tone="error" live>
            <p>{t("add.not_a_result")}</p>
          </Alert>
        )}
        <VersionField versions={versions} value={version} onChange={setVersion} />
        <ClaimFields claims={claims} onChange={setClaims} />
        <FormActions>
          <Button type="submit" busy={add.isPending} disabled={file?.result === undefined}>
            {t("add.send")}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  );
}

interface ClaimFieldsProps {
  claims: Claimed;
  onChange: (claims: Claimed) => void;
}

function ClaimFields({ claims, onChange }: ClaimFieldsProps) {
  const { t } = useTranslation("validation");
  return claimed.map((measure) => (
    <TextField
      key={measure}
      label={t(`add.claim_${measure}`)}
      optional
      value={claims[measure]}
      onChange={(value) => onChange({ ...claims, [measure]: value })}
    />
  ));
}
