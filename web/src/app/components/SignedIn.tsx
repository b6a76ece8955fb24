import { lazy, Suspense, useEffect, useRef } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { forgetAllButSession, SessionContext, useSessionQuery } from "../../access/session";
import { ErrorState } from "../../ui/ErrorState";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { PlainLayout } from "./PlainLayout";

const ForcedPasswordPage = lazy(async () => ({
  default: (await import("../../access/pages/PasswordPage")).ForcedPasswordPage,
}));

/** Another tab can switch the organisation: then nothing that was read before may stay in sight. */
function useForgetOnSwitch(organisationId: string | undefined) {
  const client = useQueryClient();
  const before = useRef(organisationId);
  useEffect(() => {
    if (before.current !== undefined && organisationId !== undefined && before.current !== organisationId) {
      void forgetAllButSession(client);
    }
    before.current = organisationId;
  }, [client, organisationId]);
}

function Unreachable({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation("app");
  return (
    <Page title={t("unreachable_title")}>
      <ErrorState error={error} onRetry={onRetry} />
    </Page>
  );
}

/** Lets a signed-in person through; leads others to the sign-in page, which brings them back here. */
export function SignedIn() {
  const query = useSessionQuery();
  const { pathname, search } = useLocation();
  useForgetOnSwitch(query.data?.organisation.id);

  if (query.data === undefined) {
    return (
      <PlainLayout>
        {query.isError ? (
          <Unreachable error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading />
        )}
      </PlainLayout>
    );
  }
  if (query.data === null) {
    const target =
      pathname === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return: pathname + search })}`;
    return <Navigate to={target} replace />;
  }
  return (
    <SessionContext value={query.data}>
      {query.data.password_change_required ? (
        <PlainLayout>
          <Suspense fallback={<Loading />}>
            <ForcedPasswordPage />
          </Suspense>
        </PlainLayout>
      ) : (
        <Outlet />
      )}
    </SessionContext>
  );
}
