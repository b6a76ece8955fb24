import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found } from "../support/hospital.mjs";
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
  });
