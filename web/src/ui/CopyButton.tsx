import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { useAnnounce } from "./statusContext";

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation("ui");
  const announce = useAnnounce();
  const copy = () =>
    // Without TLS the browser offers no clipboard at all.
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => announce(t("copied")),
        () => announce(t("copy_failed")),
      );
  return (
    <Button kind="secondary" small onClick={() => void copy()}>
      {t("copy")}
    </Button>
  );
}
