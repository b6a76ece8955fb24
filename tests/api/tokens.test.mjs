import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { addUser, found, member, password, signedIn, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

const nobody = "00000000-0000-7000-8000-000000000000";

onBothDatabases("Tokens", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let owner;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Sleutel", "beheer@sleutel.example");
    owner = await member(admin, "Iemand Bijdrager", ["contributor"]);
  });

  /** @param {string} secret */
  function holder(secret) {
    const client = new Client(house.server.address);
    const send = client.send.bind(client);
    client.send = (method, path, ask = {}) =>
      send(method, path, { ...ask, headers: { Authorization: `Bearer ${secret}`, ...ask.headers } });
    return client;
  }

  /** @param {Client} client @param {Record<string, unknown>} [parts] */
  const make = (client, parts = {}) =>
    client.post("/api/v1/tokens", { name: "Nachtelijke export", permissions: ["register_read"], valid_days: 30, ...parts });

  test("a token is shown once, kept only as a hash, and reads what it was made for", async () => {
    const { token, secret } = await make(owner);
    assert.match(secret, /^regie_[\w-]{43}$/);
    assert.equal(token.expired, false);
    const days = (Date.parse(token.expires_at) - Date.parse(token.created_at)) / 86_400_000;
    assert.equal(days, 30);
    const listed = await owner.send("GET", "/api/v1/tokens");
    assert.ok(!listed.bytes.toString().includes(secret));
    assert.equal(listed.body.items.find((each) => each.id === token.id).last_used_at, null);
    const kept = await house.server.place.sql(`SELECT token_hash FROM api_token WHERE id = '${token.id}'`);
    assert.match(kept, /^[0-9a-f]{64}$/);

    const script = holder(secret);
    assert.deepEqual((await script.get("/api/v1/applications")).items, []);
    const session = await script.get("/api/v1/session");
    assert.deepEqual(session.permissions.sort(), ["register_read"]);
    assert.deepEqual(session.organisations.map((each) => each.name), ["Ziekenhuis Sleutel"]);
    assert.ok((await owner.get("/api/v1/tokens")).items.find((each) => each.id === token.id).last_used_at);
  });

  test("a token allows no more than it was made for, though its person may", async () => {
    const { secret } = await make(owner);
    await holder(secret).refused(403, "forbidden", "POST", "/api/v1/applications", { body: { record: record("Nee") } });
    const writing = await make(owner, { permissions: ["register_read", "register_write"] });
    const added = await holder(writing.secret).post("/api/v1/applications", { record: record("Door een script") });
    const [entry] = await trail(admin, { subject_id: added.id });
    assert.equal(entry.actor, "Iemand Bijdrager");
    assert.match(entry.origin, /^127\.0\.0\.1 \(token Nachtelijke export\)$/);
  });

  test("a token takes over no session, makes no tokens and changes no password", async () => {
    const { secret, token } = await make(owner);
    const script = holder(secret);
    await script.refused(403, "session_required", "POST", "/api/v1/tokens", {
      body: { name: "Nog een", permissions: ["register_read"], valid_days: 1 },
    });
    await script.refused(403, "session_required", "DELETE", `/api/v1/tokens/${token.id}`);
    await script.refused(403, "session_required", "GET", "/api/v1/tokens");
    await script.refused(403, "session_required", "PUT", "/api/v1/session/password", {
      body: { current: password, replacement: "een ander lang geheim" },
    });
    await script.refused(403, "session_required", "DELETE", "/api/v1/session");
  });

  test("nobody makes a token for what they may not do, and no token makes accounts", async () => {
    const refusal = await owner.refused(422, "invalid_request", "POST", "/api/v1/tokens", {
      body: { name: " ", permissions: ["register_read", "audit_read", "register_read"], valid_days: 367 },
    });
    assert.deepEqual(
      refusal.errors.map((each) => `${each.pointer} ${each.code}`).sort(),
      ["/name missing_field", "/permissions/0 duplicate", "/permissions/1 forbidden", "/permissions/2 duplicate", "/valid_days out_of_range"],
    );
    await admin.refused(422, "invalid_request", "POST", "/api/v1/tokens", {
      body: { name: "Te veel", permissions: ["accounts_manage"], valid_days: 1 },
    });
  });

  test("a wrong, an expired and a revoked token open nothing", async () => {
    const { secret, token } = await make(owner);
    await holder(`${secret}x`).refused(401, "not_signed_in", "GET", "/api/v1/applications");
    await holder("").refused(401, "not_signed_in", "GET", "/api/v1/applications");
    await house.server.place.sql(`UPDATE api_token SET expires_at = 1 WHERE id = '${token.id}'`);
    await holder(secret).refused(401, "not_signed_in", "GET", "/api/v1/applications");
    assert.equal((await owner.get("/api/v1/tokens")).items.find((each) => each.id === token.id).expired, true);
    const second = await make(owner);
    await owner.delete(`/api/v1/tokens/${second.token.id}`);
    await holder(second.secret).refused(401, "not_signed_in", "GET", "/api/v1/applications");
    const [entry] = await trail(admin, { subject_id: second.token.id });
    assert.equal(entry.action, "token.revoked");
  });

  test("an administrator sees and revokes everybody's tokens, others only their own", async () => {
    const { token } = await make(admin, { name: "Van de beheerder" });
    await owner.refused(404, "not_found", "DELETE", `/api/v1/tokens/${token.id}`);
    await owner.refused(404, "not_found", "DELETE", `/api/v1/tokens/${nobody}`);
    await owner.refused(403, "forbidden", "GET", "/api/v1/tokens", { query: { everyone: true } });
    const mine = await make(owner, { name: "Van een ander" });
    const all = (await admin.get("/api/v1/tokens", { everyone: true })).items;
    assert.ok(all.some((each) => each.id === mine.token.id && each.account_name === "Iemand Bijdrager"));
    await admin.delete(`/api/v1/tokens/${mine.token.id}`);
    await holder(mine.secret).refused(401, "not_signed_in", "GET", "/api/v1/session");
  });

  test("tokens end with a membership and with a password that was reset", async () => {
    const leaver = await member(admin, "Iemand Vertrekker", ["contributor"]);
    const { secret } = await make(leaver);
    await holder(secret).get("/api/v1/applications");
    const account = (await admin.get("/api/v1/accounts")).items.find((each) => each.id === leaver.id);
    await admin.put(`/api/v1/accounts/${leaver.id}`, { name: account.name, active: false, grants: account.grants }, account.version);
    await holder(secret).refused(401, "not_signed_in", "GET", "/api/v1/applications");

    const loser = await member(admin, "Iemand Verliezer", ["contributor"]);
    const lost = await make(loser);
    await admin.post(`/api/v1/accounts/${loser.id}/password-reset`);
    await holder(lost.secret).refused(401, "not_signed_in", "GET", "/api/v1/applications");
  });

  test("a token stays in the organisation that it was made in", async () => {
    const elsewhere = await found(house.server, "Ziekenhuis Elders", "beheer@elders.example");
    await elsewhere.post("/api/v1/applications", { record: record("Van elders") });
    await addUser(house.server, {
      email: "beheer@sleutel.example",
      name: "Beheer Ziekenhuis Sleutel",
      organisation: "Ziekenhuis Elders",
      roles: ["reader"],
    });
    const both = await signedIn(house.server, "beheer@sleutel.example");
    const { secret } = await make(both, { name: "Alleen hier" });
    await both.actFor((await elsewhere.get("/api/v1/session")).organisation.id);
    const names = (await holder(secret).get("/api/v1/applications")).items.map((each) => each.name);
    assert.ok(!names.includes("Van elders"));
  });

  test("another site's page cannot use a session, and that it tried stands in the trail", async () => {
    await owner.refused(403, "forgery_suspected", "POST", "/api/v1/ideas", {
      body: { problem: "Van elders" },
      headers: { "Sec-Fetch-Site": "cross-site" },
    });
    const entries = await trail(admin, { action: "request.refused" });
    assert.ok(entries.some((each) => each.actor_id === owner.id && each.subject_label === "POST /api/v1/ideas"));
  });
});
