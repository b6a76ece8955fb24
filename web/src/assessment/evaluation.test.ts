import { describe, expect, it } from "vitest";
import { evaluate, progressOf, type AskedItem, type Given } from "./evaluation";
import type { Item, RepeatedGroup } from "./types";

function item(link_id: string, more: Partial<Item> = {}): Item {
  return {
    link_id,
    type: "choice",
    text: { nl: link_id, en: link_id },
    required: false,
    repeats: false,
    options: [],
    enable_when: [],
    enable_behavior: "all",
    prefill: [],
    facts: [],
    maturity: false,
    tags: [],
    items: [],
    ...more,
  };
}

const inOrder = ["not_at_all", "partly", "fully"].map((value, weight) => ({
  value,
  text: { nl: value, en: value },
  weight,
  initial: false,
}));

const when = (
  question: string,
  comparison: Item["enable_when"][number]["comparison"],
  answer: unknown,
): Partial<Item> => ({ enable_when: [{ question, comparison, answer }] });

function given(link_id: string, ...values: unknown[]): Given {
  return { link_id, instance: 0, values };
}

/** What is asked, in order, with what stands within between brackets. */
function drawn(asked: readonly AskedItem[]): string {
  return asked
    .map(({ item: { link_id }, items }) => (items.length === 0 ? link_id : `${link_id}(${drawn(items)})`))
    .join(" ");
}

function asked(items: Item[], answers: Given[] = [], groups: RepeatedGroup[] = []): string {
  return drawn(evaluate(items, answers, groups).items);
}

describe("what is asked", () => {
  it("follows an answer as soon as it is given", () => {
    const items = [item("team", { options: inOrder }), item("gap", when("team", "not_equal", "fully"))];
    expect(asked(items)).toBe("team gap");
    expect(asked(items, [given("team", "partly")])).toBe("team gap");
    expect(asked(items, [given("team", "fully")])).toBe("team");
  });

  it("orders options by weight, numbers by size and days by the calendar", () => {
    const items = [
      item("team", { options: inOrder }),
      item("beds", { type: "integer" }),
      item("day", { type: "date" }),
      item("a", when("team", "greater_or_equal", "partly")),
      item("b", when("beds", "less", 10)),
      item("c", when("day", "greater", "2026-01-01")),
    ];
    const answers = [given("team", "fully"), given("beds", 9), given("day", "2026-11-25")];
    expect(asked(items, answers)).toBe("team beds day a b c");
    expect(asked(items, [given("team", "not_at_all"), given("beds", 10), given("day", "2026-01-01")])).toBe(
      "team beds day",
    );
  });

  it("does not compare what has no order", () => {
    const items = [item("beds", { type: "integer" }), item("many", when("beds", "greater", "ten"))];
    expect(asked(items, [given("beds", 11)])).toBe("beds");
  });

  it("needs all conditions, or any of them", () => {
    const conditions = [
      ...(when("a", "equal", true).enable_when ?? []),
      ...(when("b", "exists", true).enable_when ?? []),
    ];
    const items = (enable_behavior: "all" | "any") => [
      item("a", { type: "boolean" }),
      item("b"),
      item("c", { enable_when: conditions, enable_behavior }),
    ];
    expect(asked(items("all"), [given("a", true)])).toBe("a b");
    expect(asked(items("any"), [given("a", true)])).toBe("a b c");
    expect(asked(items("all"), [given("a", true), given("b", "x")])).toBe("a b c");
  });

  it("takes a hidden question for one without an answer", () => {
    const items = [
      item("a", { type: "boolean" }),
      item("b", when("a", "equal", true)),
      item("c", when("b", "exists", true)),
    ];
    const answers = [given("a", false), given("b", "kept from before")];
    expect(asked(items, answers)).toBe("a");
    expect(asked(items, [given("a", true), given("b", "x")])).toBe("a b c");
  });

  it("asks what stands below a question once that has an answer", () => {
    const items = [item("a", { items: [item("b"), item("note", { type: "display" })] })];
    expect(asked(items)).toBe("a(note)");
    expect(asked(items, [given("a", "x")])).toBe("a(b note)");
  });

  it("looks at the same time of a group that repeats", () => {
    const items = [
      item("risk", {
        type: "group",
        repeats: true,
        items: [item("large", { type: "boolean" }), item("why", when("large", "equal", true))],
      }),
    ];
    const groups = [1, 2].map((number) => ({ number, link_id: "risk", within: 0 }));
    const answers = [{ link_id: "large", instance: 2, values: [true] }];
    expect(asked(items)).toBe("");
    expect(asked(items, answers, groups)).toBe("risk(large) risk(large why)");
  });

  it("never counts a hidden required question as missing", () => {
    const items = [
      item("a", { type: "boolean", required: true }),
      item("b", { required: true, ...when("a", "equal", true) }),
      item("people", { type: "group", repeats: true, required: true }),
    ];
    const missing = (answers: Given[]) => evaluate(items, answers, []).missing.map(({ linkId }) => linkId);
    expect(missing([])).toEqual(["a", "people"]);
    expect(missing([given("a", true)])).toEqual(["b", "people"]);
    expect(missing([given("a", false)])).toEqual(["people"]);
  });

  it("counts what does not apply, and a maturity, as answered", () => {
    const items = [
      item("part", { type: "group", items: [item("a"), item("b", { maturity: true }), item("c")] }),
    ];
    const answers: Given[] = [
      { ...given("a"), not_applicable: "no beds here" },
      { ...given("b"), maturity: 0 },
    ];
    const result = evaluate(items, answers, []);
    expect([result.answered, result.questions]).toEqual([2, 3]);
    const [part] = result.items;
    const at = (linkId: string) => answers.find(({ link_id }) => link_id === linkId);
    expect(part && progressOf(part, at)).toEqual({ questions: 3, answered: 2 });
  });
});
