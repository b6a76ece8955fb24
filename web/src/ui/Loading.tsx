import { useTranslation } from "react-i18next";
import { VisuallyHidden } from "./VisuallyHidden";

/** Grey lines where the content will come. */
export function Loading({ lines = 5 }: { lines?: number }) {
  const { t } = useTranslation("ui");
  return (
    <div className="rg-loading" role="status">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="rg-loading__bar" />
      ))}
    </div>
  );
}
