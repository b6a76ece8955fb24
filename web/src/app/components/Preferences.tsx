import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setLanguage } from "../i18n";
import { chosenTheme, setTheme, themes, type Theme } from "../theme";

/** The language with one click, and light or dark. */
export function Preferences() {
  const { t, i18n } = useTranslation("app");
  const [theme, show] = useState<Theme>(chosenTheme);
  const other = i18n.language === "nl" ? "en" : "nl";
  const choose = (wanted: Theme) => {
    setTheme(wanted);
    show(wanted);
  };
  return (
    <div className="rg-preferences">
      <button
        type="button"
        className="rg-preferences__language"
        lang={other}
        onClick={() => void setLanguage(other)}
      >
        {t("other_language")}
      </button>
      <div role="group" aria-label={t("theme")} className="rg-preferences__themes">
        {themes.map((candidate) => (
          <button
            key={candidate}
            type="button"
            aria-pressed={candidate === theme}
            onClick={() => choose(candidate)}
          >
            {t(`theme_${candidate}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
