import { useTranslation } from "react-i18next";
import { Alert } from "./Alert";
import { Button } from "./Button";
import { problemReference, useProblemText } from "./problemText";

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** What went wrong, and a way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation("ui");
  const text = useProblemText();
  const reference = problemReference(error);
  return (
    <Alert tone="error" title={t("problem_title")} live>
      <p>{text(error)}</p>
      {reference !== null && <p className="rg-small">{t("problem_reference", { id: reference })}</p>}
      {onRetry !== undefined && (
        <div>
          <Button kind="secondary" small onClick={onRetry}>
            {t("retry")}
          </Button>
        </div>
      )}
    </Alert>
  );
}
