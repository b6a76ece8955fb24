import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { operations } from "../support/document.mjs";
import { found, member, signedIn } from "../support/hospital.mjs";
import { onBothDatabases } from "../support/server.mjs";
import { canary, endings, inhabit, nobody, walk } from "../support/walk.mjs";

const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** They grow with everything that is done, also with what is refused. */
const chain = ["audit_entry", "audit_head"];

/** An instrument of the founder's own. */
const list = `
id: eigen-lijst
version: "1"
title: {nl: "${canary}", en: "${canary}"}
summary: {nl: "${canary}", en: "${canary}"}
subject: organisation
source: {title: "${canary}", publisher: "${canary}"}
checked_on: 2026-11-24
items:
  - linkId: group
    type: group
    repeats: true
    text: {nl: "${canary}", en: "${canary}"}
    items:
      - {linkId: question, type: text, text: {nl: "${canary}", en: "${canary}"}}
`;

/**
 * Fills in two assessments, which takes answers that fit, and gives what went well.
 * @param {Client} founder
 */
async function assess(founder) {
  const added = await founder.send("POST", "/api/v1/instruments", {
    raw: Buffer.from(list),
    headers: { "Content-Type": "application/octet-stream" },
  });
  assert.equal(added.status, 201);
  const subject = { kind: "organisation", id: null, version: null };
  const begin = (/** @type {string} */ instrument_id) =>
    founder.post("/api/v1/assessments", { instrument_id, subject, title: `${canary} lijst` });
  const base = await begin("base-in-order");
  await founder.put(
    `/api/v1/assessments/${base.id}/answers`,
    { link_id: "infrastructure-gap", values: [`${canary} ontbreekt`] },
    0,
  );
  const other = await begin("eigen-lijst");
  const path = `/api/v1/assessments/${other.id}`;
  const { instances } = await founder.post(`${path}/groups`, { link_id: "group" });
  await founder.post(`${path}/groups/removal`, { number: instances[0].number });
  await founder.put(`/api/v1/accounts/${founder.id}/disciplines`, { disciplines: ["dpo"] });
  await founder.post(`${path}/completion`);
  await founder.post(`${path}/signatures`, { discipline: "dpo", verdict: "agreed", remark: canary });
  await founder.post(`${path}/reopening`, { reason: canary });
  await founder.get(`${path}/comparison`, { with: other.id });
  await founder.get("/api/v1/instruments/eigen-lijst");
  await founder.send("GET", "/api/v1/instruments/eigen-lijst/export");
  return ["getInstrument", "exportInstrument", "addInstrument", "addGroup", "removeGroup", "completeAssessment", "signAssessment", "reopenAssessment", "compareAssessments"];
}

onBothDatabases("Strangers", (house) => {
  /** @type {Client} */ let founder;
  /** @type {string} */ let organisation;
  /** @type {Set<string>} */ let reached;

  const sql = (/** @type {string} */ text) => house.server.place.sql(text);

  /** The tables with an organisation, and their columns. @returns {Promise<Record<string, string[]>>} */
  async function tables() {
    const listed = await sql(
      house.engine === "sqlite"
        ? "SELECT m.name || ' ' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        : "SELECT table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = current_schema()",
    );
    /** @type {Record<string, string[]>} */
    const columns = {};
    for (const [table = "", column = ""] of listed.split("\n").map((line) => line.split(" ")))
      (columns[table] ??= []).push(column);
    return Object.fromEntries(Object.entries(columns).filter(([, names]) => names.includes("organisation_id")));
  }

  /** Every row of the founder's organisation, by table. @param {string[]} [except] */
  async function dump(except = []) {
    /** @type {Record<string, string>} */
    const rows = {};
    for (const table of Object.keys(await tables()))
      if (!except.includes(table))
        rows[table] = (await sql(`SELECT * FROM ${table} WHERE organisation_id = '${organisation}'`)).split("\n").sort().join("\n");
    rows["organisation"] = await sql(`SELECT * FROM organisation WHERE id = '${organisation}'`);
    rows["account"] = await sql(
      `SELECT id, version, name, email, password_hash FROM account WHERE id IN
         (SELECT account_id FROM membership WHERE organisation_id = '${organisation}') ORDER BY id`,
    );
    return rows;
  }

  /** Ids of the founder's organisation: a few of each table, and one of each kind for bodies. */
  async function known() {
    /** @type {import("../support/walk.mjs").Ids} */
    const ids = { organisation, instrument: "base-in-order", link_id: "infrastructure-gap" };
    const targets = new Set([founder.id]);
    for (const [table, columns] of Object.entries(await tables())) {
      const column = columns.includes("id") ? "id" : table === "membership" ? "account_id" : undefined;
      if (!column || chain.includes(table)) continue;
      const some = await sql(
        `SELECT ${column} FROM ${table} WHERE organisation_id = '${organisation}' ORDER BY ${column} LIMIT 3`,
      );
      for (const id of some.match(identifier) ?? []) targets.add(id);
      const last = some.match(identifier)?.at(-1);
      if (last) ids[table === "membership" ? "account" : table] = last;
    }
    return { targets: [...targets], ids };
  }

  before(async () => {
    founder = await found(house.server, "Ziekenhuis Binnen", "beheer@binnen.example");
    organisation = founder.session.organisation.id;
    await member(founder, `${canary} Lid`, ["contributor"]);
    const byHand = await assess(founder);
    reached = new Set([...(await inhabit(founder, known)), ...byHand]);
  });

  /**
   * Walks as a stranger: nothing may change, and nothing of the organisation may be in an answer.
   * @param {Client} client
   */
  async function walksInVain(client) {
    const { targets, ids } = await known();
    const before = await dump();
    const answers = await walk(client, targets, ids);
    assert.deepEqual(await dump(), before);
    for (const { operation, answer, query } of answers) {
      const text = answer.bytes.toString("utf8");
      const what = `${operation.id} ${JSON.stringify(query ?? {})} -> ${answer.status}`;
      assert.ok(!text.toLowerCase().includes(canary.toLowerCase()), `${what} tells of another organisation: ${text.slice(0, 500)}`);
      assert.ok(!text.includes("Ziekenhuis Binnen"), `${what} names another organisation`);
      const foreign = (text.match(identifier) ?? []).filter((id) => targets.includes(id));
      assert.deepEqual(foreign, [], `${what} holds ids of another organisation`);
    }
    return answers;
  }

  test("the walk is worth something: who may, reaches nearly every route, and reads and writes the canary", async () => {
    const wanted = operations.filter(({ method, id }) => method !== "DELETE" && id !== "signIn" && !endings.has(id)).map(({ id }) => id);
    const missed = wanted.filter((id) => !reached.has(id));
    assert.ok(missed.length <= wanted.length / 10, `never went well: ${missed.join(", ")}`);
    const rows = Object.entries(await dump()).filter(([, text]) => text.includes(canary));
    for (const table of ["application", "department", "saved_view", "audit_entry", "account"])
      assert.ok(rows.some(([name]) => name === table), `the canary is not in ${table}`);
    const { targets, ids } = await known();
    const read = await walk(founder, targets, ids, ({ method }) => method === "GET");
    const seen = new Set(read.filter(({ answer }) => answer.bytes.includes(canary)).map(({ operation }) => operation.id));
    assert.ok(seen.size >= 10, `only ${[...seen].join(", ")} show the canary`);
  });

  test("an administrator of another organisation reads and writes nothing, and cannot tell an id there is from one there is not", async () => {
    const stranger = await found(house.server, "Ziekenhuis Buiten", "beheer@buiten.example");
    const answers = await walksInVain(stranger);
    const without = await walk(stranger, [nobody], { organisation: nobody, department: nobody, account: nobody, application: nobody });
    for (const { operation, inPath, query, answer } of answers) {
      if (!inPath) continue;
      const same = without.find((each) => each.operation === operation && `${Object.keys(each.query ?? {})}` === `${Object.keys(query ?? {})}`);
      assert.deepEqual(
        [answer.status, answer.body?.code],
        [same?.answer.status, same?.answer.body?.code],
        `${operation.id} tells that an id exists elsewhere`,
      );
    }
  });

  /** Nobody may come in this way. @param {Client} client */
  async function isKeptOut(client) {
    for (const { operation, answer } of await walksInVain(client))
      if (operation.permission !== "public_access")
        assert.equal(answer.status, 401, `${operation.id} lets somebody in: ${answer.status}`);
  }

  test("who has no session reads and writes nothing", async () => {
    await isKeptOut(new Client(house.server.address));
  });

  test("who has a session that is expired, idle for too long, or of an account that left reads and writes nothing", async () => {
    const ways = [
      (/** @type {string} */ id) => `UPDATE session SET expires_at = 1 WHERE account_id = '${id}'`,
      (/** @type {string} */ id) => `UPDATE session SET last_used_at = 1 WHERE account_id = '${id}'`,
      (/** @type {string} */ id) => `UPDATE membership SET active = 0 WHERE account_id = '${id}'`,
    ];
    for (const [index, way] of ways.entries()) {
      const client = await member(founder, `Vertrekt ${index}`, ["administrator"]);
      await client.get("/api/v1/applications");
      await sql(way(client.id));
      await isKeptOut(client);
    }
  });

  test("who has a token that is expired, revoked, or of an account that left reads and writes nothing", async () => {
    const ways = [
      (/** @type {Client} */ client) => sql(`UPDATE api_token SET expires_at = 1 WHERE account_id = '${client.id}'`),
      async (/** @type {Client} */ client) =>
        client.delete(`/api/v1/tokens/${(await client.get("/api/v1/tokens")).items[0].id}`),
      (/** @type {Client} */ client) => sql(`UPDATE membership SET active = 0 WHERE account_id = '${client.id}'`),
    ];
    for (const [index, way] of ways.entries()) {
      const person = await member(founder, `Script ${index}`, ["administrator"]);
      const { secret } = await person.post("/api/v1/tokens", {
        name: "Script",
        permissions: person.session.permissions.filter((/** @type {string} */ each) => !["signed_in", "accounts_manage"].includes(each)),
        valid_days: 1,
      });
      const script = new Client(house.server.address);
      const send = script.send.bind(script);
      script.send = (method, path, ask = {}) =>
        send(method, path, { ...ask, headers: { ...ask.headers, Authorization: `Bearer ${secret}` } });
      await script.get("/api/v1/applications");
      await way(person);
      await isKeptOut(script);
    }
  });

  for (const role of ["no role", "reader", "reviewer", "contributor", "application_owner", "department_lead", "auditor", "ai_board_member"])
    test(`who has ${role} changes nothing through routes that need more, with real ids and whole bodies`, async () => {
      const client = await member(founder, `Iemand ${role}`, role === "no role" ? [] : [role]);
      const { targets, ids } = await known();
      const may = new Set(["public_access", "signed_in", ...client.session.permissions]);
      const before = await dump(chain);
      for (const { operation, answer } of await walk(client, targets, ids, ({ permission }) => !may.has(permission)))
        assert.deepEqual([answer.status, answer.body?.code], [403, "forbidden"], `${role} reached ${operation.id}`);
      assert.deepEqual(await dump(chain), before);
    });

  test("a session that is gone does not come back with the right forgery token", async () => {
    const client = await signedIn(house.server, "beheer@binnen.example");
    await client.delete("/api/v1/session");
    await isKeptOut(client);
  });
});
