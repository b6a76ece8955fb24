import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found, member, password } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { engines, makePlace, startServer } from "../support/server.mjs";

for (const engine of engines)
  describe(`Two programs on one database, on ${engine}`, () => {
    /** @type {import("../support/server.mjs").Place} */ let place;
    /** @type {import("../support/server.mjs").Server[]} */ const servers = [];
    /** @type {Client} */ let one;
    /** @type {Client} */ let other;
    before(async () => {
      place = await makePlace(engine);
      servers.push(await startServer({ place }), await startServer({ place }));
      const [first, second] = servers;
      assert.ok(first && second);
      one = await found(first, "Ziekenhuis Samen", "beheer@samen.example");
      other = new Client(second.address);
      Object.assign(other, { cookie: one.cookie, csrf: one.csrf });
    });
    after(async () => {
      for (const server of servers) await server.stop();
      await place.remove();
    });

    const names = async (/** @type {Client} */ client, query = {}) =>
      (await client.get("/api/v1/applications", query)).items.map((/** @type {any} */ each) => each.name);

    test("each finds, sorts and counts what the other wrote, at once", async () => {
      assert.deepEqual([await names(one), await names(other)], [[], []]);
      const made = await one.post("/api/v1/applications", { record: record("Botbreuken", { supply: { supplier: "Ver" } }) });
      assert.deepEqual(await names(other), ["Botbreuken"]);
      const { values } = await other.get("/api/v1/applications");
      assert.deepEqual(values.suppliers, ["Ver"]);

      const path = `/api/v1/applications/${made.id}`;
      const changed = { ...made.record, identity: { ...made.record.identity, name: "Zwangerschap" } };
      await other.put(path, changed, 1);
      await other.post("/api/v1/applications", { record: record("Longen") });
      assert.deepEqual(await names(one), ["Longen", "Zwangerschap"]);
      assert.deepEqual(await names(one, { search: "botbreuken" }), []);
      assert.deepEqual(await names(one, { search: "zwanger" }), ["Zwangerschap"]);

      await one.post(`${path}/phase`, { phase: "rejected", reason: "Niet nodig." }, 2);
      assert.deepEqual(await names(other), ["Longen"]);
      assert.equal((await other.get("/api/v1/overview")).total, 1);
    });

    test("many changes at once are found too", async () => {
      await names(other);
      const rows = Array.from({ length: 250 }, (_, index) => `Rij ${index}`).join("\n");
      const content = Buffer.from(`Naam\n${rows}\n`).toString("base64");
      const report = await one.post("/api/v1/applications/import", { content, mapping: [], mode: "all_or_nothing" });
      assert.equal(report.added, 250);
      assert.equal((await other.get("/api/v1/applications", { search: "rij" })).total, 250);
    });

    test("what one takes away, the other refuses at the very next request", async () => {
      const path = "/api/v1/applications";
      const person = await member(one, "Lies Vertrekt", ["contributor"]);
      const write = { body: { record: record("Nog een") } };
      const account = async () => (await other.get("/api/v1/accounts")).items.find((/** @type {any} */ each) => each.id === person.id);
      const change = async (/** @type {any} */ to) => {
        const { name, active, grants, version } = await account();
        await other.put(`/api/v1/accounts/${person.id}`, { name, active, grants, ...to }, version);
      };

      const { token, secret } = await person.post("/api/v1/tokens", { name: "Export", permissions: ["register_read"], valid_days: 1 });
      const script = { headers: { Authorization: `Bearer ${secret}` } };
      const stranger = new Client(one.address);
      assert.equal((await stranger.send("GET", path, script)).status, 200);
      await other.delete(`/api/v1/tokens/${token.id}`);
      assert.equal((await stranger.send("GET", path, script)).status, 401);

      await person.post(path, write.body);
      await change({ grants: [{ role: "reader" }] });
      await person.refused(403, "forbidden", "POST", path, write);
      assert.equal((await person.send("GET", path)).status, 200);

      const elsewhere = new Client(other.address);
      Object.assign(elsewhere, { cookie: person.cookie, csrf: person.csrf });
      await elsewhere.delete("/api/v1/session");
      await person.refused(401, "not_signed_in", "GET", path);

      await person.signIn("lies.vertrekt@ziekenhuis.example", password);
      await person.get(path);
      await change({ active: false });
      await person.refused(401, "not_signed_in", "GET", path);
    });
  });
