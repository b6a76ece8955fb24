import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup } from "../../ui/Choices";
import { FieldGroup } from "../../ui/FieldParts";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/format";
import type { Department, Role } from "../api";
import { departmentRoles, roles, unfinishedRoles, type Scopes } from "../grants";

interface GrantsFieldProps {
  scopes: Scopes;
  onChange: (scopes: Scopes) => void;
  departments: readonly Department[];
}

function without(scopes: Scopes, role: Role): Scopes {
  return Object.fromEntries(Object.entries(scopes).filter(([key]) => key !== role));
}

/** Every role with one sentence on what it allows, and for some roles the departments it is for. */
export function GrantsField({ scopes, onChange, departments }: GrantsFieldProps) {
  const { t } = useTranslation("access");
  const unfinished = unfinishedRoles(scopes).length > 0 ? t("accounts.choose_department") : null;
  return (
    <FieldGroup
      label={t("accounts.roles")}
      hint={t("accounts.roles_hint")}
      pointer="/grants"
      localError={unfinished}
    >
      <div className="rg-grants">
        {roles.map((role) => (
          <div key={role}>
            <Checkbox
              label={t(`roles.${role}`)}
              explanation={t(`role_explanations.${role}`)}
              checked={role in scopes}
              onChange={(checked) => onChange(checked ? { ...scopes, [role]: null } : without(scopes, role))}
            />
            <Scope
              role={role}
              scope={scopes[role]}
              departments={departments}
              onChange={(scope) => onChange({ ...scopes, [role]: scope })}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}

interface ScopeProps {
  role: Role;
  scope: readonly string[] | null | undefined;
  departments: readonly Department[];
  onChange: (scope: readonly string[] | null) => void;
}

function Scope({ role, scope, departments, onChange }: ScopeProps) {
  const { t } = useTranslation("access");
  const format = useFormat();
  const scoped = departmentRoles.includes(role) || Array.isArray(scope);
  if (scope === undefined || !scoped) return null;
  const choices = departments
    .filter(({ id, active }) => active || scope?.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => format.compare(a.label, b.label));
  return (
    <div className="rg-grants__scope">
      <Select
        label={t("accounts.scope", { role: t(`roles.${role}`).toLowerCase() })}
        options={[
          { value: "whole", label: t("accounts.whole") },
          { value: "some", label: t("accounts.some") },
        ]}
        value={scope === null ? "whole" : "some"}
        onChange={(value) => onChange(value === "some" ? [] : null)}
      />
      {scope !== null && (
        <CheckboxGroup
          label={t("accounts.departments", { role: t(`roles.${role}`).toLowerCase() })}
          options={choices}
          values={scope}
          onChange={onChange}
          columns
        />
      )}
    </div>
  );
}
