import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Choices";
import { Form, FormActions } from "../../ui/Form";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useChangePassword, useSession, useSignOut } from "../session";

export function PasswordPage() {
  const { t } = useTranslation("access");
  return (
    <Page title={t("password.title")} lead={t("password.lead")}>
      <Panel>
        <PasswordForm forced={false} />
      </Panel>
    </Page>
  );
}

/** At the first sign-in: this and nothing else. */
export function ForcedPasswordPage() {
  const { t } = useTranslation("access");
  return (
    <Page title={t("password.title")} lead={t("password.forced_lead")}>
      <PasswordForm forced />
    </Page>
  );
}

function PasswordForm({ forced }: { forced: boolean }) {
  const { t } = useTranslation("access");
  const { email } = useSession();
  const announce = useAnnounce();
  const change = useChangePassword();
  const signOut = useSignOut();
  const [current, setCurrent] = useState("");
  const [replacement, setReplacement] = useState("");
  const [shown, setShown] = useState(false);
  const type = shown ? "text" : "password";

  const onSuccess = () => {
    setCurrent("");
    setReplacement("");
    announce(t("password.done"));
  };
  return (
    <Form
      onSubmit={() => change.mutate({ current, replacement }, { onSuccess })}
      error={change.error}
      busy={change.isPending}
    >
      {/* Tells password managers whose password this is. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={forced ? t("password.current_temporary") : t("password.current")}
        pointer="/current"
        type={type}
        autoComplete="current-password"
        spellCheck={false}
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={t("password.replacement")}
        hint={t("password.replacement_hint")}
        pointer="/replacement"
        type={type}
        autoComplete="new-password"
        spellCheck={false}
        value={replacement}
        onChange={setReplacement}
      />
      <Checkbox label={t("password.show")} checked={shown} onChange={setShown} />
      <FormActions>
        <Button type="submit" busy={change.isPending}>
          {t("password.submit")}
        </Button>
        {forced && (
          <Button kind="quiet" onClick={() => signOut.mutate()}>
            {t("password.sign_out")}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}
