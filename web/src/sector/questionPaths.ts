import type { Schema } from "../api/types";
import type { Item } from "../assessment/types";

type Text = Schema<"LocalizedText">;

/** A question's own words, and those of the question that it is a part of. */
export interface QuestionPath {
  text: Text;
  within: Text | null;
}

/** Every item by its linkId. The first level holds chapters, which say nothing about an answer. */
export function questionPaths(items: readonly Item[]): Map<string, QuestionPath> {
  const paths = new Map<string, QuestionPath>();
  const add = (list: readonly Item[], within: Text | null, level: number) => {
    for (const item of list) {
      paths.set(item.link_id, { text: item.text, within });
      add(item.items, level === 0 ? null : item.text, level + 1);
    }
  };
  add(items, null, 0);
  return paths;
}
