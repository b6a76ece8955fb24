import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["nl", "en"] as const;
export type Language = (typeof languages)[number];

/** Every room keeps its texts in `texts.nl.json` and `texts.en.json`; the room's name is the namespace. */
const files = import.meta.glob<Record<string, unknown>>("/src/*/texts.*.json", { import: "default" });

const storageKey = "regie.language";

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

function chosenLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : "nl";
}

async function load(language: Language): Promise<void> {
  await Promise.all(
    Object.entries(files).map(async ([path, read]) => {
      const match = /^\/src\/([^/]+)\/texts\.(\w+)\.json$/.exec(path);
      if (match?.[1] === undefined || match[2] !== language) return;
      i18next.addResourceBundle(language, match[1], await read());
    }),
  );
}

export async function setLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "app")) await load(language);
  document.documentElement.lang = language;
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    defaultNS: "app",
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await setLanguage(chosenLanguage());
}
