import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDepartments } from "../access/api";
import type { Option } from "../ui/Select";
import { useFormat } from "../ui/format";
import { useCatalog } from "./api";
import type { Catalog, Phase, PhaseTerm } from "./types";
import { vocabulary, type Vocabulary } from "./vocabulary";

type TermList = "processes" | "use_cases" | "specialisms";
type WordKey = {
  [Name in Vocabulary]: `enum.${Name}.${(typeof vocabulary)[Name][number]}`;
}[Vocabulary];

export interface Labels {
  phase: (phase: Phase) => string;
  shortPhase: (phase: Phase) => string;
  phaseTerm: (phase: Phase) => PhaseTerm | undefined;
  word: (vocabulary: Vocabulary, value: string) => string;
  words: (vocabulary: Vocabulary) => Option[];
  term: (list: TermList, id: string) => string;
  terms: (list: TermList) => Option[];
  department: (id: string) => string;
  /** Those in use; `chosen` stay in the list although they have been closed. */
  departments: (chosen?: readonly string[]) => Option[];
  monitorPhase: (id: string) => string;
}

const noCatalog: Pick<Catalog, "phases" | TermList> = {
  phases: [],
  processes: [],
  use_cases: [],
  specialisms: [],
};

/** The words for everything that the register writes down as an id. While they are fetched, the id stands in. */
export function useLabels(): Labels {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const catalog = useCatalog().data;
  const departments = useDepartments().data;
  return useMemo(() => {
    const lists = catalog ?? noCatalog;
    const termOf = (phase: Phase) => lists.phases.find(({ id }) => id === phase);
    const word = (name: Vocabulary, value: string) => {
      const values: readonly string[] = vocabulary[name];
      return values.includes(value) ? t(`enum.${name}.${value}` as WordKey) : value;
    };
    const term = (list: TermList, id: string) => {
      const found = lists[list].find((candidate) => candidate.id === id);
      return found === undefined ? id : format.text(found.name);
    };
    return {
      word,
      term,
      phaseTerm: termOf,
      phase: (phase) => nameOf(termOf(phase)?.name, phase, format.text),
      shortPhase: (phase) => nameOf(termOf(phase)?.short_name, phase, format.text),
      words: (name) => vocabulary[name].map((value) => ({ value, label: word(name, value) })),
      terms: (list) =>
        lists[list]
          .map(({ id, name, explanation }) => ({
            value: id,
            label: format.text(name),
            explanation: explanation ? format.text(explanation) : undefined,
          }))
          .sort((a, b) => format.compare(a.label, b.label)),
      department: (id) => departments?.find((candidate) => candidate.id === id)?.name ?? "…",
      departments: (chosen = []) =>
        (departments ?? [])
          .filter(({ id, active }) => active || chosen.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))
          .sort((a, b) => format.compare(a.label, b.label)),
      monitorPhase: (id) =>
        nameOf(catalog?.monitor.phases.find((phase) => phase.id === id)?.name, id, format.text),
    };
  }, [t, format, catalog, departments]);
}

function nameOf<Text>(text: Text | undefined, otherwise: string, read: (text: Text) => string): string {
  return text === undefined ? otherwise : read(text);
}
