import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useDisciplines } from "../api";
import { useDisciplineText } from "../disciplineText";

/** Who is asked to sign, discipline by discipline. */
export function DisciplinesPanel() {
  const { t } = useTranslation("access");
  const format = useFormat();
  const disciplineText = useDisciplineText();
  const disciplines = useDisciplines();
  return (
    <Panel title={t("disciplines.title")} sentence={t("disciplines.sentence")}>
      <QueryState query={disciplines} lines={7}>
        {(list) => (
          <DataTable
            caption={t("disciplines.title")}
            captionHidden
            rows={list}
            rowKey={({ discipline }) => discipline}
            columns={[
              {
                key: "name",
                header: t("disciplines.name"),
                rowHeader: true,
                cell: ({ discipline }) => disciplineText(discipline),
              },
              {
                key: "people",
                header: t("disciplines.people"),
                cell: ({ people }) =>
                  people.length === 0 ? (
                    <span className="rg-soft">{t("disciplines.nobody")}</span>
                  ) : (
                    format.list(people.map(({ name }) => name))
                  ),
              },
            ]}
          />
        )}
      </QueryState>
    </Panel>
  );
}
