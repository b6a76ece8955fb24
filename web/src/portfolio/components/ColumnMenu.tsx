import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { CheckboxGroup } from "../../ui/Choices";
import { columnKeys, defaultColumns, readColumns, type ColumnKey } from "../registerQuery";
import { Popover } from "./Popover";

interface ColumnMenuProps {
  columns: readonly ColumnKey[];
  onChange: (columns: readonly ColumnKey[]) => void;
}

/** Which columns the table shows; the name always stays. */
export function ColumnMenu({ columns, onChange }: ColumnMenuProps) {
  const { t } = useTranslation("portfolio");
  const options = columnKeys
    .filter((key) => key !== "name")
    .map((value) => ({ value, label: t(`column.${value}`) }));
  return (
    <Popover summary={t("register.columns")} end>
      <CheckboxGroup
        label={t("register.columns_label")}
        options={options}
        values={columns.filter((key) => key !== "name")}
        onChange={(chosen) => onChange(readColumns(["name", ...chosen]))}
      />
      <div>
        <Button kind="quiet" small onClick={() => onChange(defaultColumns)}>
          {t("register.columns_reset")}
        </Button>
      </div>
    </Popover>
  );
}
