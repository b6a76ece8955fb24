import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { temporaryFolder } from "../support/endings.mjs";
import { found, signedIn } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { engines, makePlace, startServer } from "../support/server.mjs";

const left = ["session", "sign_in_failure", "schema_lock"];

/** Every row of every table that a backup holds, in an order of its own. @param {import("../support/server.mjs").Place} place */
async function everything(place) {
  const names = await place.sql(
    place.engine === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name",
  );
  /** @type {Record<string, string[]>} */
  const rows = {};
  for (const name of names.split("\n").filter((each) => ![...left, "schema_migration"].includes(each))) {
    const columns =
      name === "evidence_content" ? "organisation_id, sha256, length(content)" : "*";
    rows[name] = (await place.sql(`SELECT ${columns} FROM ${name}`)).split("\n").sort();
  }
  return rows;
}

for (const from of engines)
  describe(`A backup of ${from}`, () => {
    /** @type {import("../support/server.mjs").Server} */ let server;
    /** @type {import("../support/client.mjs").Client} */ let admin;
    /** @type {ReturnType<typeof temporaryFolder>} */ let folder;
    const file = (/** @type {string} */ name) => join(folder.folder, name);

    before(async () => {
      folder = temporaryFolder("backup");
      server = await startServer({ database: from });
      admin = await found(server, "Ziekenhuis Kopie", "beheer@kopie.example");
      const bytes = Buffer.from([...Buffer.from("%PDF-"), ...Array.from({ length: 4096 }, (_, at) => at % 256)]);
      await admin.succeed("POST", "/api/v1/evidence", {
        raw: bytes,
        query: { name: "bewijs.pdf" },
        headers: { "Content-Type": "application/octet-stream" },
      });
    });
    after(async () => {
      await server.stop();
      folder.remove();
    });

    test("is made while clients write, and holds one moment: all of a write or nothing", async () => {
      const acknowledged = [];
      let stop = false;
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        for (let number = 0; !stop; number += 1)
          acknowledged.push(
            (await admin.post("/api/v1/applications", { record: record(`Schrijver ${writer} nummer ${number}`) })).id,
          );
      });
      while (acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
      const before = [...acknowledged];
      const made = await server.place.run(["backup", file("tijdens.regie"), "--json"]);
      stop = true;
      await Promise.all(writers);
      assert.equal(made.code, 0, made.stdout + made.stderr);
      const report = JSON.parse(made.stdout);
      assert.ok(report.tables.application >= before.length);
      assert.equal(statSync(file("tijdens.regie")).mode & 0o777, 0o600);
      assert.deepEqual(readdirSync(folder.folder), ["tijdens.regie"], "nothing beside it");

      const place = await makePlace("sqlite");
      try {
        const restored = await place.run(["restore", file("tijdens.regie"), "--audit-key", join(server.place.data, "audit.key"), "--json"]);
        assert.equal(restored.code, 0, restored.stdout + restored.stderr);
        const present = (await place.sql("SELECT id FROM application")).split("\n");
        for (const id of before) assert.ok(present.includes(id), "acknowledged before the backup began");
        const events = await place.sql(
          "SELECT COUNT(*) FROM application a WHERE NOT EXISTS (SELECT 1 FROM application_event e WHERE e.application_id = a.id)",
        );
        assert.equal(events, "0", "no application without its history");
        assert.equal((await place.run(["audit", "verify"])).code, 0);
      } finally {
        await place.remove();
      }
    });

    for (const to of engines)
      test(`goes back into ${to} without losing a row, and people sign in as before`, async () => {
        const name = file(`naar-${to}.regie`);
        const made = await server.place.run(["backup", name]);
        assert.equal(made.code, 0, made.stderr);
        const present = await everything(server.place);
        const place = await makePlace(to);
        try {
          copyFileSync(join(server.place.data, "audit.key"), join(place.data, "audit.key"));
          const restored = await place.run(["restore", name]);
          assert.equal(restored.code, 0, restored.stderr);
          assert.match(restored.stdout, /rijen, \d+ tabellen teruggezet\n$/);
          const back = await everything(place);
          // What the commands themselves add comes after: made here, restored there.
          for (const rows of [present, back])
            for (const table of ["audit_entry", "audit_head"])
              rows[table] = (rows[table] ?? []).filter((row) => !/^00000000-0000-0000/.test(row));
          assert.deepEqual(back, present);
          const again = await startServer({ place });
          try {
            const person = await signedIn(again, "beheer@kopie.example");
            const page = await person.get("/api/v1/applications", { limit: 1 });
            assert.equal(page.total, (await admin.get("/api/v1/applications", { limit: 1 })).total);
            await person.post("/api/v1/applications", { record: record("Na het terugzetten") });
          } finally {
            await again.stop();
          }
          assert.equal((await place.run(["audit", "verify"])).code, 0);
          const twice = await place.run(["restore", name]);
          assert.equal(twice.code, 73);
          assert.match(twice.stderr, /is niet leeg/);
        } finally {
          await place.remove();
        }
      });

    test("overwrites nothing, and needs its key", async () => {
      writeFileSync(file("bezet"), "van iemand anders");
      const taken = await server.place.run(["backup", file("bezet")]);
      assert.equal(taken.code, 73);
      assert.equal(readFileSync(file("bezet"), "utf8"), "van iemand anders");
      assert.equal((await server.place.run(["backup", file("geen/map/x")])).code, 69);

      await server.place.run(["backup", file("sleutel.regie")]);
      const place = await makePlace("sqlite");
      try {
        const keyless = await place.run(["restore", file("sleutel.regie")]);
        assert.equal(keyless.code, 66);
        assert.match(keyless.stderr, /sleutel van het auditspoor ontbreekt/);
        writeFileSync(file("andere.key"), Buffer.alloc(32, 7));
        const wrong = await place.run(["restore", file("sleutel.regie"), "--audit-key", file("andere.key")]);
        assert.equal(wrong.code, 65);
        assert.match(wrong.stderr, /keten van .* is verbroken bij regel 1/);
        assert.ok(!existsSync(join(place.data, "regie.sqlite")), "nothing was begun");
      } finally {
        await place.remove();
      }
    });

    test("that is damaged, cut off or something else is refused before anything is written", async () => {
      await server.place.run(["backup", file("goed.regie")]);
      const good = readFileSync(file("goed.regie"));
      copyFileSync(file("goed.regie"), file("kort.regie"));
      truncateSync(file("kort.regie"), Math.floor(good.length / 2 / 4096) * 4096);
      const changed = Buffer.from(good);
      const at = changed.indexOf("Ziekenhuis Kopie");
      assert.ok(at > 0);
      writeFileSync(file("tekst.regie"), "dit is een brief");
      writeFileSync(file("leeg.regie"), "");
      const place = await makePlace("sqlite");
      try {
        copyFileSync(join(server.place.data, "audit.key"), join(place.data, "audit.key"));
        for (const name of ["kort", "tekst", "leeg"]) {
          const refused = await place.run(["restore", file(`${name}.regie`)]);
          assert.equal(refused.code, 65, `${name}: ${refused.stderr}`);
          assert.match(refused.stderr, /geen bruikbare back-up/);
        }
        assert.equal((await place.run(["restore", file("is er niet")])).code, 66);
        assert.deepEqual(readdirSync(place.data), ["audit.key"], "nothing was left behind");
      } finally {
        await place.remove();
      }
    });
  });
