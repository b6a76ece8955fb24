/**
 * @file People who write all the time and remember what they were told: what was acknowledged must
 * be there, and what was not is there whole or not at all.
 */
import assert from "node:assert/strict";
import { record } from "./record.mjs";

/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./client.mjs").Ask} Ask */

/**
 * What an application is like, as far as a writer changes it.
 * @typedef {object} State
 * @property {number} version
 * @property {string} label of the last change
 * @property {string} phase
 * @property {number} events in its history
 */

const processes = ["diagnostics", "triage"];

/** Questions in words that are always asked. */
const instrument = "board-mindmap";
const questions = [1, 2].flatMap((part) => [1, 2, 3, 4].map((number) => `t01-${part}-${number}`));

/** What a writer adds. @param {string} name @param {string} [summary] */
export function written(name, summary) {
  return record(name, { identity: summary ? { summary } : {}, kind: { processes }, care: { labels: [name] } });
}

/** @param {any} application @param {any} history @returns {State} */
function stateOf({ version, phase, record: { care } }, { items }) {
  return { version, label: care.labels[0], phase, events: items.length };
}

/** Somebody who goes on, whatever happens to the server. */
class Persistent {
  /** @param {Client} client @param {string} name @param {() => number} random from 0 to 1 */
  constructor(client, name, random) {
    this.client = client;
    this.name = name;
    this.random = random;
    this.acknowledged = 0;
    this.uncertain = 0;
  }

  /** Writes until it is told to stop; failing is no reason to. @param {() => boolean} stopped */
  async write(stopped) {
    while (!stopped()) {
      const done = await this.attempt().catch((error) => {
        if (error instanceof assert.AssertionError) throw error;
        return false; // the connection broke
      });
      if (done) this.acknowledged += 1;
      else {
        this.uncertain += 1;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }

  /** One write; true when it was acknowledged. @returns {Promise<boolean>} */
  async attempt() {
    throw new Error("nothing to write");
  }
}

export class Writer extends Persistent {
  /** @param {Client} client @param {string} name @param {() => number} random from 0 to 1 */
  constructor(client, name, random) {
    super(client, name, random);
    this.made = 0;
    /** @type {Map<string, {state: State, pending: State | undefined, touched: boolean, record: any}>} */
    this.applications = new Map();
    /** @type {Set<string>} names of what may have been added */
    this.pendingNames = new Set();
  }

  /** One write; true when it was acknowledged. */
  async attempt() {
    const known = [...this.applications].filter(([, each]) => !each.pending).slice(-4);
    const [id, one] = known[Math.floor(this.random() * known.length)] ?? [];
    const choice = this.random();
    if (!id || !one || choice < 0.2) return this.#create();
    const path = `/api/v1/applications/${id}`;
    const { state } = one;
    if (choice < 0.6) {
      const label = `${this.name} ${this.random()}`;
      const body = { ...one.record, care: { ...one.record.care, labels: [label] } };
      const after = { ...state, label, version: state.version + 1, events: state.events + 1 };
      return this.#change(one, after, "PUT", path, { body, version: state.version });
    }
    if (choice < 0.8) {
      const after = { ...state, events: state.events + 1 };
      return this.#change(one, after, "POST", `${path}/confirm`, {});
    }
    const phase = state.phase === "idea" ? "exploration" : "idea";
    const after = { ...state, phase, version: state.version + 1, events: state.events + 1 };
    const body = { phase, reason: `${this.name} ${this.random()}` };
    return this.#change(one, after, "POST", `${path}/phase`, { body, version: state.version });
  }

  async #create() {
    this.made += 1;
    const name = `${this.name} ${this.made}`;
    const made = written(name);
    this.pendingNames.add(name);
    const answer = await this.client.send("POST", "/api/v1/applications", {
      body: { record: made },
      failing: true,
    });
    if (answer.status >= 500) return false;
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    this.pendingNames.delete(name);
    const { id, version, phase } = answer.body;
    this.applications.set(id, { state: { version, label: name, phase, events: 1 }, pending: undefined, touched: true, record: made });
    return true;
  }

  /**
   * @param {{state: State, pending: State | undefined, touched: boolean}} one
   * @param {State} after
   * @param {string} method
   * @param {string} path
   * @param {Ask} ask
   */
  async #change(one, after, method, path, ask) {
    one.pending = after;
    one.touched = true;
    const answer = await this.client.send(method, path, { ...ask, failing: true });
    if (answer.status >= 500) return false;
    assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body)}`);
    const { version, phase } = answer.body;
    assert.deepEqual({ version, phase }, { version: after.version, phase: after.phase });
    one.state = after;
    one.pending = undefined;
    return true;
  }

  /**
   * Fails unless what was acknowledged is there, and nothing is there by half.
   * @param {"all" | "touched"} [which] touched: only what was written to since the last check
   */
  async check(which = "touched") {
    for (const [id, one] of this.applications) {
      if (which === "touched" && !one.touched) continue;
      const path = `/api/v1/applications/${id}`;
      const [application, history] = [await this.client.get(path), await this.client.get(`${path}/history`)];
      const found = stateOf(application, history);
      const possible = one.pending ? [one.state, one.pending] : [one.state];
      assert.ok(
        possible.some((each) => JSON.stringify(each) === JSON.stringify({ ...each, ...found })),
        `${path} is ${JSON.stringify(found)}, not ${possible.map((each) => JSON.stringify(each)).join(" or ")}`,
      );
      Object.assign(one, { state: found, pending: undefined, touched: false });
    }
    for (const name of this.pendingNames) {
      const { items } = await this.client.get("/api/v1/applications", { search: name });
      const found = items.filter((each) => each.name === name);
      assert.ok(found.length <= 1, `${name} is there ${found.length} times`);
      this.pendingNames.delete(name);
      if (!found[0]) continue;
      const { id } = found[0];
      const application = await this.client.get(`/api/v1/applications/${id}`);
      const history = await this.client.get(`/api/v1/applications/${id}/history`);
      const state = stateOf(application, history);
      assert.deepEqual(state, { version: 1, label: name, phase: "idea", events: 1 });
      this.applications.set(id, { state, pending: undefined, touched: true, record: application.record });
    }
  }
}

/** Somebody who fills in an assessment: each answer is saved by itself. */
export class Answerer extends Persistent {
  /** @param {Client} client @param {string} name @param {() => number} random from 0 to 1 */
  constructor(client, name, random) {
    super(client, name, random);
    /** @type {string | undefined} of the assessment */
    this.id = undefined;
    /** What each question was answered, and what may have been. @type {Map<string, {version: number, text: string, pending?: string}>} */
    this.answers = new Map();
  }

  /** One answer, or the assessment itself; true when it was acknowledged. */
  async attempt() {
    if (this.id === undefined) {
      const subject = { kind: "organisation", id: null, version: null };
      const body = { instrument_id: instrument, subject };
      const made = await this.client.send("POST", "/api/v1/assessments", { body, failing: true });
      if (made.status >= 500) return false;
      assert.equal(made.status, 201, JSON.stringify(made.body));
      this.id = made.body.id;
      return true;
    }
    const known = questions.filter((each) => !this.answers.get(each)?.pending);
    const link_id = known[Math.floor(this.random() * known.length)];
    if (link_id === undefined) return false;
    const one = this.answers.get(link_id) ?? { version: 0, text: "" };
    this.answers.set(link_id, one);
    one.pending = `${this.name} ${this.random()}`;
    const saved = await this.client.send("PUT", `/api/v1/assessments/${this.id}/answers`, {
      body: { link_id, values: [one.pending] }, version: one.version, failing: true,
    });
    if (saved.status >= 500) return false;
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    this.answers.set(link_id, { version: one.version + 1, text: one.pending });
    return true;
  }

  /** Fails unless each answer that was acknowledged is there with its history, and none by half. */
  async check() {
    if (this.id === undefined) return;
    const path = `/api/v1/assessments/${this.id}`;
    const { answers } = await this.client.get(path);
    const { items } = await this.client.get(`${path}/history`);
    for (const [link_id, one] of this.answers) {
      const found = answers.find((/** @type {any} */ each) => each.link_id === link_id);
      const is = { version: found?.version ?? 0, text: found?.values[0] ?? "" };
      const possible = [{ version: one.version, text: one.text }];
      if (one.pending) possible.push({ version: one.version + 1, text: one.pending });
      assert.ok(
        possible.some((each) => JSON.stringify(each) === JSON.stringify(is)),
        `${link_id} is ${JSON.stringify(is)}, not ${JSON.stringify(possible)}`,
      );
      const told = items.filter((/** @type {any} */ each) => each.kind === "answered" && each.link_id === link_id);
      assert.deepEqual([told.length, told[0]?.answer.values[0] ?? ""], [is.version, is.text], `the history of ${link_id}`);
      this.answers.set(link_id, is);
    }
  }
}

/**
 * Fails when the database holds part of a write, or when the audit trail is not whole.
 * @param {import("./server.mjs").Place} place
 */
export async function checkWhole(place) {
  const of = (/** @type {string} */ table) =>
    `SELECT count(*) FROM ${table} t WHERE t.organisation_id = a.organisation_id AND t.application_id = a.id`;
  const nothing = {
    "applications with a version that their history does not explain": `
      SELECT count(*) FROM application a WHERE a.version <> (${of("application_event")} AND t.kind <> 'confirmed')`,
    "applications without all of their processes": `
      SELECT count(*) FROM application a WHERE ${processes.length} <> (${of("application_term")} AND t.kind = 'process')`,
    "events without an entry in the audit trail, or the other way round": `
      SELECT (SELECT count(*) FROM application_event) - (SELECT count(*) FROM audit_entry WHERE subject = 'application')`,
    "answers with a version that their history does not explain": `
      SELECT (SELECT COALESCE(SUM(version), 0) FROM assessment_answer) -
             (SELECT count(*) FROM assessment_event WHERE kind = 'answered')`,
    "what happened in assessments without an entry in the audit trail, or the other way round": `
      SELECT (SELECT count(*) FROM assessment_event) - (SELECT count(*) FROM audit_entry WHERE subject = 'assessment')`,
  };
  for (const [what, sql] of Object.entries(nothing)) assert.equal(await place.sql(sql), "0", what);
  const verified = await place.run(["audit", "verify"]);
  assert.equal(verified.code, 0, `${verified.stdout}${verified.stderr}`);
}
