import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import type { Schema } from "../../api/types";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { useSession } from "../session";

/** Around the pages that only one kind of organisation has a use for. */
export function RequireKind({ kind }: { kind: Schema<"OrganisationKind"> }) {
  const { organisation } = useSession();
  const { t } = useTranslation("access");
  if (organisation.kind === kind) return <Outlet />;
  return (
    <Page title={t("other_kind.title")}>
      <p>{t(`other_kind.${kind}`)}</p>
      <ButtonLink kind="secondary" to="/">
        {t("other_kind.start")}
      </ButtonLink>
    </Page>
  );
}
