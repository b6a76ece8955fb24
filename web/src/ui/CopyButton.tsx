import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";

/** Puts a text on the clipboard and says so beside itself, so that it is heard inside a dialog too. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation("ui");
  const [outcome, setOutcome] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome(t("copied"));
    } catch {
      // Without TLS, or without the reader's leave, the browser gives no clipboard.
      setOutcome(t("copy_failed"));
    }
  }

  return (
    <div className="rg-row">
      <Button kind="secondary" small onClick={() => void copy()}>
        {t("copy")}
      </Button>
      <span role="status">{outcome}</span>
    </div>
  );
}
