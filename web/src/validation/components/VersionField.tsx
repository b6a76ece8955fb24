import { useTranslation } from "react-i18next";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";

interface VersionFieldProps {
  versions: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

/** A version that the register knows, or any when it knows none. */
export function VersionField({ versions, value, onChange }: VersionFieldProps) {
  const { t } = useTranslation("validation");
  if (versions.length === 0) {
    return (
      <TextField
        label={t("add.version")}
        pointer="/application_version"
        value={value}
        onChange={onChange}
        spellCheck={false}
      />
    );
  }
  return (
    <Select
      label={t("add.version")}
      pointer="/application_version"
      options={versions.map((each) => ({ value: each, label: each }))}
      value={value}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
