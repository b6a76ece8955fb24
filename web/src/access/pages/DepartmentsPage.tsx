import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useFormat } from "../../ui/format";
import { useDepartments, type Department } from "../api";
import { AddDepartmentDialog, EditDepartmentDialog } from "../components/DepartmentDialog";

export function DepartmentsPage() {
  const { t } = useTranslation("access");
  const departments = useDepartments();
  const [opened, setOpened] = useState<Department | "new" | null>(null);
  const count = departments.data?.filter(({ active }) => active).length;
  return (
    <Page
      title={t("departments.title")}
      lead={count === undefined ? undefined : t("departments.lead", { count })}
      actions={<Button onClick={() => setOpened("new")}>{t("departments.add")}</Button>}
    >
      <Panel>
        <QueryState query={departments} lines={8}>
          {(list) => <DepartmentTable departments={list} onEdit={setOpened} />}
        </QueryState>
      </Panel>
      {opened === "new" && <AddDepartmentDialog onClose={() => setOpened(null)} />}
      {opened !== null && opened !== "new" && (
        <EditDepartmentDialog
          department={opened}
          latest={departments.data?.find(({ id }) => id === opened.id)}
          onClose={() => setOpened(null)}
        />
      )}
    </Page>
  );
}

interface DepartmentTableProps {
  departments: readonly Department[];
  onEdit: (department: Department) => void;
}

function DepartmentTable({ departments, onEdit }: DepartmentTableProps) {
  const { t } = useTranslation("access");
  const format = useFormat();
  if (departments.length === 0) {
    return (
      <EmptyState title={t("departments.empty")}>
        <p className="rg-soft">{t("departments.empty_text")}</p>
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption={t("departments.caption")}
      captionHidden
      columns={[
        { key: "name", header: t("departments.name"), rowHeader: true, cell: ({ name }: Department) => name },
        {
          key: "state",
          header: t("departments.state"),
          cell: ({ active }: Department) =>
            active ? <Tag tone="ok">{t("departments.active")}</Tag> : <Tag>{t("departments.inactive")}</Tag>,
        },
        {
          key: "edit",
          header: t("departments.edit"),
          headerHidden: true,
          cell: (department: Department) => (
            <Button kind="secondary" small onClick={() => onEdit(department)}>
              <span aria-hidden="true">{t("departments.edit")}</span>
              <VisuallyHidden>{t("departments.edit_name", { name: department.name })}</VisuallyHidden>
            </Button>
          ),
        },
      ]}
      rows={[...departments].sort((a, b) => format.compare(a.name, b.name))}
      rowKey={({ id }) => id}
    />
  );
}
