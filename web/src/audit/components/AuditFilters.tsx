import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import { noFilter, writeFilter, type AuditFilter } from "../filter";
import { useActionText } from "./actionText";

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
  /** The actions that occur in the trail. */
  actions: readonly string[];
}

export function AuditFilters({ filter, onChange, actions }: AuditFiltersProps) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const actionText = useActionText();
  const known =
    filter.action === null || actions.includes(filter.action) ? actions : [...actions, filter.action];
  const options = known
    .map((action) => ({ value: action, label: actionText(action) }))
    .sort((a, b) => format.compare(a.label, b.label));
  return (
    <div role="search" aria-label={t("filter.label")} className="rg-filters rg-no-print">
      <TextField
        label={t("filter.actor")}
        type="search"
        value={filter.actor}
        onChange={(actor) => onChange({ ...filter, actor })}
      />
      <Select
        label={t("filter.action")}
        options={options}
        none={t("filter.all_actions")}
        value={filter.action}
        onChange={(action) => onChange({ ...filter, action })}
      />
      <DateField
        label={t("filter.from")}
        value={filter.from}
        max={filter.until ?? undefined}
        onChange={(from) => onChange({ ...filter, from })}
      />
      <DateField
        label={t("filter.until")}
        value={filter.until}
        min={filter.from ?? undefined}
        onChange={(until) => onChange({ ...filter, until })}
      />
      {writeFilter(filter).size > 0 && (
        <Button kind="quiet" onClick={() => onChange(noFilter)}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}
