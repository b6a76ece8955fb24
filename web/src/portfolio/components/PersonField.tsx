import { useTranslation } from "react-i18next";
import type { FieldProps } from "../../ui/FieldParts";
import { TextField } from "../../ui/TextField";
import { usePeople } from "../api";
import type { Person } from "../types";

interface PersonFieldProps extends FieldProps {
  value: Person | null;
  onChange: (value: Person | null) => void;
}

/** Somebody by name. The name of a colleague with an account ties the two together. */
export function PersonField({ value, onChange, hint, ...rest }: PersonFieldProps) {
  const { t } = useTranslation("portfolio");
  const people = usePeople().data ?? [];
  const change = (name: string) => {
    if (name === "") return onChange(null);
    const account = people.find((person) => person.name.toLowerCase() === name.trim().toLowerCase());
    onChange({ name: account?.name ?? name, account_id: account?.account_id ?? null });
  };
  const linked = value?.account_id ? ` ${t("editor.person_linked")}` : "";
  return (
    <TextField
      {...rest}
      hint={
        <>
          {hint} {t("editor.person_suggestion")}
          {linked}
        </>
      }
      value={value?.name ?? ""}
      onChange={change}
      autoComplete="off"
      spellCheck={false}
      suggestions={people.map(({ name }) => name)}
    />
  );
}
