import type { Schema } from "../api/types";
import { placeKey, type Item, type RepeatedGroup } from "./types";

/** As much of an answer as decides what is asked. */
export interface Given {
  link_id: string;
  instance: number;
  values: readonly unknown[];
  not_applicable?: string | null;
  maturity?: number | null;
}

/** An item that is asked. Of a group that repeats, `instance` is the number of this time. */
export interface AskedItem {
  item: Item;
  instance: number;
  items: AskedItem[];
  /** A group that repeats, before its first time and after its last: where one more can be added. */
  within: number;
}

export interface Asked {
  items: AskedItem[];
  questions: number;
  answered: number;
  /** Required and not answered. */
  missing: { linkId: string; instance: number }[];
}

export function isQuestion(item: Item): boolean {
  return item.type !== "group" && item.type !== "display";
}

export function isRepeatingGroup(item: Item): boolean {
  return item.type === "group" && item.repeats;
}

export function isAnswered(given: Given | undefined): boolean {
  if (given === undefined) return false;
  return given.values.length > 0 || typeof given.maturity === "number" || Boolean(given.not_applicable);
}

/** Every item of an instrument by its linkId. */
export function itemsById(items: readonly Item[], known = new Map<string, Item>()): Map<string, Item> {
  for (const item of items) {
    known.set(item.link_id, item);
    itemsById(item.items, known);
  }
  return known;
}

function weightOf(item: Item, value: unknown): number | null {
  return item.options.find((option) => option.value === value)?.weight ?? null;
}

/** Below, at or above zero; `null` when the two have no order. Options are ordered by weight. */
function orderOf(question: Item, given: unknown, wanted: unknown): number | null {
  if (typeof given === "number" && typeof wanted === "number") return given - wanted;
  if (typeof given !== "string" || typeof wanted !== "string") return null;
  if (question.type === "choice" || question.type === "open_choice") {
    const weight = weightOf(question, given);
    const other = weightOf(question, wanted);
    return weight === null || other === null ? null : weight - other;
  }
  return given < wanted ? -1 : given > wanted ? 1 : 0;
}

const orders: Partial<Record<Schema<"Comparison">, (order: number) => boolean>> = {
  greater: (order) => order > 0,
  less: (order) => order < 0,
  greater_or_equal: (order) => order >= 0,
  less_or_equal: (order) => order <= 0,
};

/** With several answers one that fits is enough; `not_equal` holds when none is equal. */
function holds(question: Item, values: readonly unknown[], condition: Schema<"EnableWhen">): boolean {
  const { comparison, answer } = condition;
  if (comparison === "exists") return values.length > 0 === (answer === true);
  if (comparison === "equal") return values.includes(answer);
  if (comparison === "not_equal") return !values.includes(answer);
  return values.some((value) => {
    const order = orderOf(question, value, answer);
    return order !== null && (orders[comparison]?.(order) ?? false);
  });
}

interface Node {
  item: Item;
  parent: Node | null;
}

/** An item that is asked at one place; `own` is the number that what stands within it belongs to. */
interface Occurrence {
  node: Node;
  parent: Occurrence | null;
  instance: number;
  own: number;
}

/**
 * Which questions are asked, by the rules of the server, which remains the judge: a hidden question
 * has no answer, what stands below a question needs its answer, and a condition looks at answers in
 * the same time of the nearest repeating group around both.
 */
class Evaluator {
  private readonly nodes = new Map<string, Node>();
  private readonly given = new Map<string, Given>();
  private readonly occurrences = new Map<Node, Occurrence[]>();

  constructor(
    private readonly items: readonly Item[],
    answers: readonly Given[],
    private readonly groups: readonly RepeatedGroup[],
  ) {
    this.add(items, null);
    for (const each of answers) this.given.set(placeKey(each.link_id, each.instance), each);
  }

  run(): Asked {
    const result: Asked = { items: [], questions: 0, answered: 0, missing: [] };
    result.items = this.list(this.items, null, result);
    return result;
  }

  private add(items: readonly Item[], parent: Node | null) {
    for (const item of items) {
      const node = { item, parent };
      this.nodes.set(item.link_id, node);
      this.add(item.items, node);
    }
  }

  private givenAt(occurrence: Occurrence): Given | undefined {
    return this.given.get(placeKey(occurrence.node.item.link_id, occurrence.instance));
  }

  /** Computed when first asked for, so that what a condition looks at is there before it. */
  private of(node: Node): Occurrence[] {
    const known = this.occurrences.get(node);
    if (known !== undefined) return known;
    const all =
      node.parent === null
        ? this.within(node, null, 0)
        : this.of(node.parent).flatMap((around) =>
            this.isOpen(node, around) ? this.within(node, around, around.own) : [],
          );
    this.occurrences.set(node, all);
    return all;
  }

  private isOpen(node: Node, around: Occurrence): boolean {
    if (node.item.type === "display" || !isQuestion(around.node.item)) return true;
    return (this.givenAt(around)?.values.length ?? 0) > 0;
  }

  private within(node: Node, parent: Occurrence | null, instance: number): Occurrence[] {
    const here = { node, parent, instance, own: instance };
    if (!this.isEnabled(here)) return [];
    if (!isRepeatingGroup(node.item)) return [here];
    return this.groups
      .filter((group) => group.link_id === node.item.link_id && group.within === instance)
      .sort((a, b) => a.number - b.number)
      .map((group) => ({ ...here, own: group.number }));
  }

  isEnabled(here: Occurrence): boolean {
    const { enable_when: conditions, enable_behavior: behavior } = here.node.item;
    if (conditions.length === 0) return true;
    const met = (condition: Schema<"EnableWhen">) => this.conditionHolds(here, condition);
    return behavior === "any" ? conditions.some(met) : conditions.every(met);
  }

  private conditionHolds(here: Occurrence, condition: Schema<"EnableWhen">): boolean {
    const question = this.nodes.get(condition.question);
    if (question === undefined) return false;
    const group = commonGroup(here.node, question);
    const time = timeOf(group, here);
    const values = this.of(question)
      .filter((each) => timeOf(group, each) === time)
      .flatMap((each) => this.givenAt(each)?.values ?? []);
    return holds(question.item, values, condition);
  }

  private list(items: readonly Item[], parent: Occurrence | null, result: Asked): AskedItem[] {
    return items.flatMap((item) => {
      const node = this.nodes.get(item.link_id);
      if (node === undefined) return [];
      const here = this.of(node).filter((each) => each.parent === parent);
      if (here.length === 0) this.noteEmptyGroup(node, parent, result);
      return here.map((each) => {
        this.count(each, result);
        const instance = isRepeatingGroup(item) ? each.own : each.instance;
        return { item, instance, within: each.instance, items: this.list(item.items, each, result) };
      });
    });
  }

  private noteEmptyGroup(node: Node, parent: Occurrence | null, result: Asked) {
    const { item } = node;
    if (!item.required || !isRepeatingGroup(item)) return;
    const instance = parent?.own ?? 0;
    if (this.isEnabled({ node, parent, instance, own: instance }))
      result.missing.push({ linkId: item.link_id, instance });
  }

  private count(occurrence: Occurrence, result: Asked) {
    const { item } = occurrence.node;
    if (!isQuestion(item)) return;
    result.questions += 1;
    if (isAnswered(this.givenAt(occurrence))) result.answered += 1;
    else if (item.required) result.missing.push({ linkId: item.link_id, instance: occurrence.instance });
  }
}

function repeatingGroups(node: Node): Node[] {
  const around: Node[] = [];
  for (let at = node.parent; at !== null; at = at.parent) if (isRepeatingGroup(at.item)) around.push(at);
  return around;
}

function commonGroup(one: Node, other: Node): Node | null {
  const others = repeatingGroups(other);
  return repeatingGroups(one).find((group) => others.includes(group)) ?? null;
}

/** The time of a group in which something stands; 0 outside one. */
function timeOf(group: Node | null, occurrence: Occurrence): number {
  if (group === null) return 0;
  for (let at = occurrence.parent; at !== null; at = at.parent) if (at.node === group) return at.own;
  return 0;
}

/** What is asked now. */
export function evaluate(
  items: readonly Item[],
  answers: readonly Given[],
  groups: readonly RepeatedGroup[],
): Asked {
  return new Evaluator(items, answers, groups).run();
}

/** How many questions a part asks, and how many have an answer. */
export function progressOf(
  part: AskedItem,
  given: (linkId: string, instance: number) => Given | undefined,
): { questions: number; answered: number } {
  const total = { questions: 0, answered: 0 };
  const visit = (each: AskedItem) => {
    if (isQuestion(each.item)) {
      total.questions += 1;
      if (isAnswered(given(each.item.link_id, each.instance))) total.answered += 1;
    }
    each.items.forEach(visit);
  };
  visit(part);
  return total;
}
