import { useCallback, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import { VisuallyHidden } from "./VisuallyHidden";
import { StatusContext } from "./statusContext";

const visibleForMilliseconds = 8000;

interface Message {
  text: string;
  number: number;
}

export function StatusProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("ui");
  const [message, setMessage] = useState<Message | null>(null);
  const announce = useCallback((text: string) => {
    setMessage((before) => ({ text, number: (before?.number ?? 0) + 1 }));
  }, []);

  useEffect(() => {
    if (message === null) return undefined;
    const timer = setTimeout(() => setMessage(null), visibleForMilliseconds);
    return () => clearTimeout(timer);
  }, [message]);

  return (
    <StatusContext value={announce}>
      {children}
      <div className="rg-status" role="status">
        {message !== null && (
          <div key={message.number} className="rg-status__message">
            {message.text}
            <button type="button" onClick={() => setMessage(null)}>
              <Icon name="close" />
              <VisuallyHidden>{t("close")}</VisuallyHidden>
            </button>
          </div>
        )}
      </div>
    </StatusContext>
  );
}
