import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { QueryState } from "../../ui/QueryState";
import { useValidations } from "../api";
import { RunForm } from "../components/RunForm";

/** Rows in, a validation out. */
export function RunPage() {
  const { t } = useTranslation("validation");
  const { id = "" } = useParams();
  const query = useValidations(id);
  return (
    <Page
      title={t("run.title")}
      lead={
        query.data && t("run.lead", { code: query.data.application_code, name: query.data.application_name })
      }
      actions={
        <ButtonLink kind="secondary" to={`/applications/${id}/validations`}>
          {t("page.to_list")}
        </ButtonLink>
      }
    >
      <QueryState query={query} lines={6}>
        {(list) => <RunForm applicationId={id} list={list} />}
      </QueryState>
    </Page>
  );
}
