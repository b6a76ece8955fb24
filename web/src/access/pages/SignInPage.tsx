import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Form, FormActions } from "../../ui/Form";
import { Page } from "../../ui/Page";
import { TextField } from "../../ui/TextField";
import { useHealth } from "../api";
import { FirstStart } from "../components/FirstStart";
import { useSessionQuery, useSignIn } from "../session";
import { returnAddress } from "../returnAddress";

export function SignInPage() {
  const [search] = useSearchParams();
  const session = useSessionQuery();
  const health = useHealth();
  if (session.data) return <Navigate to={returnAddress(search.get("return"))} replace />;
  if (health.data?.first_start) return <FirstStart onReady={() => void health.refetch()} />;
  return <SignInForm example={health.data?.example ?? false} />;
}

function SignInForm({ example }: { example: boolean }) {
  const { t } = useTranslation("access");
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Page title={t("sign_in.title")} lead={t("sign_in.lead")}>
      {example && (
        <Alert>
          <p>{t("sign_in.example")}</p>
        </Alert>
      )}
      <Form onSubmit={() => signIn.mutate({ email, password })} error={signIn.error} busy={signIn.isPending}>
        <TextField
          label={t("sign_in.email")}
          pointer="/email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t("sign_in.password")}
          pointer="/password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <FormActions>
          <Button type="submit" busy={signIn.isPending}>
            {t("sign_in.submit")}
          </Button>
        </FormActions>
      </Form>
      <p className="rg-soft">{t("sign_in.forgotten")}</p>
    </Page>
  );
}
