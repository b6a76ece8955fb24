import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/**
 * @typedef {{nl: string, en: string}} LocalizedText
 * @typedef {{value: string, text: LocalizedText, weight?: number}} Option
 * @typedef {{linkId: string, text: LocalizedText, help?: LocalizedText, type: string, options?: string | Option[],
 *   repeats?: boolean, maturity?: boolean, tags?: string[], items?: Item[],
 *   prefill?: {fact?: string, field?: string, instrument?: string, item?: string}[]}} Item
 * @typedef {{id: string, subject: string, items: Item[], option_lists?: Record<string, Option[]>,
 *   outcomes?: {id: string}[]}} Instrument
 */

const content = join(dirname(fileURLToPath(import.meta.url)), "../../content");
/** @param {string} path */
const read = (path) => parse(readFileSync(join(content, path), "utf8"));

/** @type {Map<string, Instrument>} */
const instruments = new Map();
for (const file of readdirSync(join(content, "instruments"))) {
  const instrument = read(`instruments/${file}`);
  instruments.set(instrument.id, instrument);
}

/** @param {string} id @returns {Instrument} */
function shipped(id) {
  const found = instruments.get(id);
  assert.ok(found, `${id} ships`);
  return found;
}

/** @param {Item[]} items @returns {Item[]} */
const all = (items) => items.flatMap((item) => [item, ...all(item.items ?? [])]);

/** @param {Item[]} items */
const questions = (items) => all(items).filter((item) => item.type !== "group" && item.type !== "display");

/** @param {Instrument} instrument @param {Item} item @returns {string[]} */
function values(instrument, item) {
  const options = typeof item.options === "string" ? instrument.option_lists?.[item.options] : item.options;
  return (options ?? []).map((option) => option.value);
}

/** @param {unknown} part @returns {LocalizedText[]} */
function texts(part) {
  if (typeof part !== "object" || part === null) return [];
  if ("nl" in part && "en" in part) return [/** @type {LocalizedText} */ (part)];
  return Object.values(part).flatMap(texts);
}

describe("The shipped instruments", () => {
  test("hold every question of the board's mindmap, each with a maturity", () => {
    const themes = shipped("board-mindmap").items;
    assert.equal(themes.length, 10);
    assert.equal(themes.flatMap((theme) => theme.items ?? []).length, 36);
    const asked = questions(themes);
    assert.equal(asked.length, 89);
    assert.ok(asked.every((question) => question.maturity));
    for (const question of asked) assert.match(question.linkId, /^t(0[1-9]|10)-[1-9]-[1-9]$/);
  });

  test("hold the 31 items of the monitor by their numbers, and its phases by their ids", () => {
    const monitor = shipped("ai-monitor-2026");
    const numbered = all(monitor.items).filter((item) => /^q\d\d[ab]?$/.test(item.linkId));
    assert.equal(numbered.length, 31);
    const counted = numbered.find((item) => item.linkId === "q12")?.items ?? [];
    const phases = read("catalog/monitor-reference.yaml").monitor.phases;
    assert.deepEqual(
      counted.flatMap((item) => item.tags ?? []),
      phases.map((/** @type {{id: string}} */ phase) => phase.id),
    );
  });

  test("ask something in each of the 35 cells of the Handelingsruimte, and have an outcome for each gate", () => {
    const instrument = shipped("handelingsruimte");
    const gates = values(instrument, /** @type {Item} */ (all(instrument.items).find((item) => item.linkId === "gate")));
    assert.equal(gates.length, 7);
    const outcomes = instrument.outcomes?.map((outcome) => outcome.id) ?? [];
    const asked = questions(instrument.items);
    for (const gate of gates) {
      assert.ok(outcomes.includes(`${gate}_ready`) && outcomes.includes(`${gate}_with_conditions`), gate);
      for (const dimension of ["value", "application", "ethics", "technology", "responsibility"])
        assert.ok(
          asked.some(({ tags }) => tags?.includes(gate) && tags.includes(dimension)),
          `${gate}, ${dimension}`,
        );
    }
  });

  test("weigh nine European criteria and the seventeen kinds of the Dutch list before a DPIA", () => {
    const tagged = (/** @type {string} */ tag) =>
      questions(shipped("dpia-prescan").items).filter((question) => question.tags?.includes(tag)).length;
    assert.equal(tagged("edpb"), 9);
    assert.equal(tagged("dutch_list"), 17);
  });

  test("tell a hospital that takes a DPIA over what it must answer anew", () => {
    const dpia = questions(shipped("dpia").items);
    const local = dpia.filter((question) => question.tags?.includes("local")).map((question) => question.linkId);
    for (const linkId of ["local-process", "sources", "hosting", "logging", "dpo-advice", "decision"])
      assert.ok(local.includes(linkId), linkId);
    for (const linkId of ["purpose", "processor", "less-data", "risk-what"]) assert.ok(!local.includes(linkId), linkId);
  });

  for (const [id, instrument] of instruments) {
    test(`${id} fills in from other instruments only what has the same kind and the same options`, () => {
      for (const question of questions(instrument.items))
        for (const { instrument: other, item } of question.prefill ?? []) {
          if (!other) continue;
          const source = questions(shipped(other).items).find(({ linkId }) => linkId === item);
          assert.ok(source, `${question.linkId}: ${other} asks ${item}`);
          assert.equal(source.type, question.type, question.linkId);
          assert.deepEqual(values(shipped(other), source), values(instrument, question), question.linkId);
        }
    });

    test(`${id} offers the register's own values where the register fills in`, () => {
      const { fields } = read("catalog/fields.yaml");
      const { lists } = read("catalog/labels.yaml");
      for (const question of questions(instrument.items).filter(({ type }) => type === "choice"))
        for (const { field } of question.prefill ?? []) {
          const labels = fields.find((/** @type {{pointer: string}} */ each) => each.pointer === field)?.labels;
          const list = lists.find((/** @type {{id: string}} */ each) => each.id === labels);
          if (!list) continue;
          const known = list.terms.map((/** @type {{id: string}} */ term) => term.id);
          assert.deepEqual(values(instrument, question).toSorted(), known.toSorted(), question.linkId);
        }
    });

    test(`${id} uses every list of options that it defines`, () => {
      const used = all(instrument.items).map((item) => item.options);
      for (const list of Object.keys(instrument.option_lists ?? {})) assert.ok(used.includes(list), list);
    });

    test(`${id} has no Dutch sentence of more than fifteen words`, () => {
      const long = texts(instrument)
        .flatMap(({ nl }) => nl.split(/(?<=[.?!])\s+/))
        .filter((sentence) => sentence.split(/\s+/).length > 15);
      assert.deepEqual(long, []);
    });
  }
});
