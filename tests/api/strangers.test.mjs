import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { operations } from "../support/document.mjs";
import { assess, decide, liveByTheLaw, prove, shop, takePart, validate } from "../support/everyday.mjs";
import { addUser, found, member, signedIn } from "../support/hospital.mjs";
import { onBothDatabases } from "../support/server.mjs";
import { canary, endings, inhabit, remember, walk } from "../support/walk.mjs";

const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** They grow with everything that is done, also with what is refused. */
const chain = ["audit_entry", "audit_head"];

onBothDatabases("Strangers", (house) => {
  /** @type {Client} */ let founder;
  /** @type {string} */ let organisation;
  /** @type {import("../support/walk.mjs").Trodden["requests"]} */ const requests = new Map();
  /** @type {import("../support/walk.mjs").Trodden["fitting"]} */ let fitting;

  /** @type {Record<string, string[]> | undefined} */ let listing;
  const sql = (/** @type {string} */ text) => house.server.place.sql(text);

  /** The tables with an organisation, and their columns. @returns {Promise<Record<string, string[]>>} */
  async function tables() {
    if (listing) return listing;
    const listed = await sql(
      house.engine === "sqlite"
        ? "SELECT m.name || ' ' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        : "SELECT table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = current_schema()",
    );
    /** @type {Record<string, string[]>} */
    const columns = {};
    for (const [table = "", column = ""] of listed.split("\n").map((line) => line.split(" ")))
      (columns[table] ??= []).push(column);
    listing = Object.fromEntries(Object.entries(columns).filter(([, names]) => names.includes("organisation_id")));
    return listing;
  }

  /** Every row of the founder's organisation, by table. @param {string[]} [except] */
  async function dump(except = []) {
    const asked = Object.keys(await tables())
      .filter((table) => !except.includes(table))
      .map((table) => [table, `SELECT * FROM ${table} WHERE organisation_id = '${organisation}'`]);
    asked.push(["organisation", `SELECT * FROM organisation WHERE id = '${organisation}'`]);
    asked.push([
      "account",
      `SELECT id, version, name, email, password_hash FROM account WHERE id IN
         (SELECT account_id FROM membership WHERE organisation_id = '${organisation}')`,
    ]);
    // One call for all: each starts a program.
    const answer = await sql(asked.map(([table, query]) => `SELECT '== ${table}'; ${query};`).join("\n"));
    /** @type {Record<string, string>} */
    const rows = {};
    for (const part of answer.split(/^== /m).slice(1)) {
      const [table = "", ...lines] = part.trimEnd().split("\n");
      rows[table] = lines.sort().join("\n");
    }
    assert.equal(Object.keys(rows).length, asked.length);
    return rows;
  }

  /** Ids of the founder's organisation: a few of each table, and one of each kind for bodies. */
  async function known() {
    /** @type {import("../support/walk.mjs").Ids} */
    const ids = { organisation, instrument: "base-in-order", link_id: "infrastructure-gap" };
    const targets = new Set([founder.id]);
    const some = Object.entries(await tables()).flatMap(([table, columns]) => {
      const column = columns.includes("id") ? "id" : table === "membership" ? "account_id" : undefined;
      if (!column || chain.includes(table)) return [];
      const rows = `SELECT ${column} AS id FROM ${table} WHERE organisation_id = '${organisation}' ORDER BY ${column} LIMIT 3`;
      return [`SELECT '${table} ' || id FROM (${rows}) AS ${table}_some`];
    });
    for (const line of (await sql(some.join(" UNION ALL "))).split("\n")) {
      const [table = "", id = ""] = line.split(" ");
      if (!id.match(identifier)) continue;
      targets.add(id);
      ids[table === "membership" ? "account" : table] = id;
    }
    return { targets: [...targets], ids };
  }

  /** All that the founder's organisation has and did. */
  const trodden = async () => ({ ...(await known()), requests, fitting });

  before(async () => {
    const roles = ["administrator", "ai_board_member"];
    const email = "beheer@binnen.example";
    await addUser(house.server, { email, name: "Beheer Binnen", organisation: "Ziekenhuis Binnen", roles, isNew: true });
    founder = await signedIn(house.server, email);
    organisation = founder.session.organisation.id;
    remember(founder, requests);
    await member(founder, `${canary} Lid`, ["contributor"]);
    fitting = await inhabit(founder, known);
    await shop(founder);
    await assess(founder);
    await liveByTheLaw(founder, house.server.place);
    await validate(founder);
    await decide(founder);
    await prove(founder);
    await takePart(founder, house.server.place);
  });

  /**
   * Walks as a stranger: nothing may change, and nothing of the organisation may be in an answer.
   * @param {Client} client
   * @param {{twice?: boolean}} [options]
   */
  async function walksInVain(client, options) {
    const all = await trodden();
    const before = await dump();
    const answers = await walk(client, all, options);
    assert.deepEqual(await dump(), before);
    for (const { operation, answer, sent } of answers) {
      const text = answer.bytes.toString("utf8");
      const what = `${operation.id} ${sent} -> ${answer.status}`;
      assert.ok(!text.toLowerCase().includes(canary.toLowerCase()), `${what} tells of another organisation: ${text.slice(0, 500)}`);
      assert.ok(!text.includes("Ziekenhuis Binnen"), `${what} names another organisation`);
      const foreign = (text.match(identifier) ?? []).filter((id) => all.targets.includes(id));
      assert.deepEqual(foreign, [], `${what} holds ids of another organisation: ${text.slice(Math.max(0, text.indexOf(foreign[0] ?? "") - 400)).slice(0, 800)}`);
    }
    return answers;
  }

  test("the walk is worth something: who may, reaches every route, and reads and writes the canary", async () => {
    const wanted = operations.filter(({ method, id }) => method !== "DELETE" && id !== "signIn" && !endings.has(id)).map(({ id }) => id);
    assert.deepEqual(wanted.filter((id) => !requests.has(id)), []);
    const rows = Object.entries(await dump()).filter(([, text]) => text.includes(canary));
    for (const table of ["application", "department", "saved_view", "audit_entry", "account", "assessment", "validation", "decision", "sector_member", "sector_submission", "sector_package"])
      assert.ok(rows.some(([name]) => name === table), `the canary is not in ${table}`);
    const read = await walk(founder, await trodden(), { wanted: ({ method }) => method === "GET" });
    const seen = new Set(read.filter(({ answer }) => answer.bytes.includes(canary)).map(({ operation }) => operation.id));
    assert.ok(seen.size >= 25, `only ${[...seen].join(", ")} show the canary`);
  });

  test("an administrator of another organisation reads and writes nothing, and cannot tell an id there is from one there is not", async () => {
    const roles = ["administrator", "ai_board_member"];
    const email = "beheer@buiten.example";
    await addUser(house.server, { email, name: "Beheer Buiten", organisation: "Ziekenhuis Buiten", roles, isNew: true });
    const stranger = await signedIn(house.server, email);
    await stranger.put(`/api/v1/accounts/${stranger.id}/disciplines`, { disciplines: ["dpo", "ciso"] });
    for (const { operation, answer, without, sent } of await walksInVain(stranger, { twice: true })) {
      // What could be added once cannot be added again, whatever ids it names.
      if (!without || (answer.status < 300 && (without.status < 300 || without.status === 409))) continue;
      assert.deepEqual([answer.status, answer.body?.code], [without.status, without.body?.code], `${operation.id} tells that an id exists elsewhere: ${sent}`);
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
      const may = new Set(["public_access", "signed_in", ...client.session.permissions]);
      const before = await dump(chain);
      for (const { operation, answer } of await walk(client, await trodden(), { wanted: ({ permission }) => !may.has(permission) }))
        assert.deepEqual([answer.status, answer.body?.code], [403, "forbidden"], `${role} reached ${operation.id}`);
      assert.deepEqual(await dump(chain), before);
    });

  test("a session that is gone does not come back with the right forgery token", async () => {
    const client = await signedIn(house.server, "beheer@binnen.example");
    await client.delete("/api/v1/session");
    await isKeptOut(client);
  });
});
