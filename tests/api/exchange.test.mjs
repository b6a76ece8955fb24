import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { until } from "../support/endings.mjs";
import { departments, found, member, trail } from "../support/hospital.mjs";
import { fullRecord, record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const base64 = (/** @type {string | Buffer} */ content) => Buffer.from(content).toString("base64");

/** @param {Client} client @param {string | Buffer} content @param {string} mode @param {any[]} [mapping] */
const bring = (client, content, mode, mapping = []) =>
  client.post("/api/v1/applications/import", { content: base64(content), mode, mapping });

/** The bytes of an export. @param {Client} client @param {Record<string, unknown>} query */
async function exported(client, query) {
  const answer = await client.send("GET", "/api/v1/applications/export", { query });
  assert.equal(answer.status, 200, answer.bytes.toString());
  return answer;
}

onBothDatabases("Import and export", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Record<string, string>} */ let rooms;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Uitwisseling", "beheer@uitwisseling.example");
    rooms = await departments(admin, ["Radiologie", "Spoed; nacht"]);
    await admin.post("/api/v1/applications", {
      record: fullRecord({ departments: Object.values(rooms), accounts: [admin.id] }),
      phase: "operation",
      phase_since: "2026-01-31",
    });
    await admin.post("/api/v1/applications", { record: record("=SOM(A1)"), phase: "stopped" });
    await admin.post("/api/v1/applications", { record: record("Een idee") });
  });

  test("an export has the whole register or what the filters find, and stands in the audit trail", async () => {
    const whole = await exported(admin, { format: "json", whole: true });
    assert.equal(whole.headers["content-type"], "application/json");
    assert.match(String(whole.headers["content-disposition"]), /^attachment; filename="register-[-\d]+\.json"$/);
    assert.equal(whole.body.length, 3);
    const present = await exported(admin, { format: "json" });
    assert.equal(present.body.length, 2);
    const filtered = await exported(admin, { format: "csv", phase: ["operation"] });
    assert.equal(filtered.body.includes("Een idee"), false);
    assert.ok(filtered.body.includes("Botbreuken op röntgenfoto's"));
    const entries = (await trail(admin)).filter((/** @type {any} */ each) => each.action === "application.exported");
    assert.deepEqual(entries.map((/** @type {any} */ each) => JSON.parse(each.details).applications), [1, 2, 3]);
  });

  test("the formula of somebody's name is text in a CSV", async () => {
    const { body } = await exported(admin, { format: "csv", whole: true });
    assert.match(body, /,'=SOM\(A1\),/);
  });

  for (const format of ["csv", "xlsx", "json"])
    test(`a full record comes back whole from ${format}, in either language and in another hospital`, async () => {
      const before = (await exported(admin, { format: "json", whole: true })).body;
      for (const language of ["nl", "en"]) {
        admin.language = language;
        const file = (await exported(admin, { format, whole: true })).bytes;
        const same = await bring(admin, file, "all_or_nothing");
        assert.deepEqual([same.applied, same.unchanged, same.errors], [true, 3, []]);
        const name = `Elders ${format} ${language} ${house.engine}`;
        const other = await found(house.server, name, `${format}.${language}@elders.example`);
        const theirs = await departments(other, Object.keys(rooms));
        const there = await bring(other, file, "good_rows");
        assert.deepEqual([there.added, there.rejected], [2, 1], "an account of another hospital is unknown");
        assert.deepEqual([...new Set(there.errors.map((/** @type {any} */ each) => each.code))], ["unknown_reference"]);
        assert.equal(there.rejected_file.name.endsWith(format === "json" ? ".json" : ".csv"), true);
        assert.ok(theirs);
      }
      admin.language = "en";
      assert.deepEqual((await exported(admin, { format: "json", whole: true })).body, before);
    });

  test("a faulty cell is named with row, column and reason, and rejected rows can be mended and brought again", async () => {
    const file = "Name,Risk class X,Yearly cost\nGoed,High risk,12.50\nFout,Rood,veel\n";
    const mapping = [{ column: "Risk class X", field: "/law/risk_class" }];
    const seen = await bring(admin, file, "preview", mapping);
    assert.deepEqual(
      seen.errors.map((/** @type {any} */ { row, column, field, code }) => [row, column, field, code]),
      [
        [3, "Risk class X", "/law/risk_class", "not_in_catalog"],
        [3, "Yearly cost", "/supply/yearly_cost_cents", "not_an_amount"],
      ],
    );
    assert.equal(seen.errors[0].detail, "Rood is not in the list.");
    assert.deepEqual([seen.added, seen.rejected, seen.applied], [1, 1, false]);
    assert.equal((await bring(admin, file, "all_or_nothing", mapping)).applied, false);
    const done = await bring(admin, file, "good_rows", mapping);
    assert.deepEqual([done.applied, done.added], [true, 1]);
    const mended = done.rejected_file.content.replace("Rood", "minimaal risico").replace("veel", "1");
    assert.deepEqual((await bring(admin, mended, "all_or_nothing")).added, 1, "the mapping was remembered");
    const again = await bring(admin, mended, "all_or_nothing");
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 1]);
  });

  test("what is no table is refused with one clear reason", async () => {
    const send = (/** @type {any} */ body) => ({ body: { mode: "preview", mapping: [], ...body } });
    const path = "/api/v1/applications/import";
    const problem = await admin.refused(422, "invalid_request", "POST", path, send({ content: "geen base64!" }));
    assert.deepEqual(problem.errors.map(({ pointer, code }) => [pointer, code]), [["/content", "not_base64"]]);
    await admin.refused(422, "table_empty", "POST", path, send({ content: "" }));
    await admin.refused(422, "columns_unmapped", "POST", path, send({ content: base64("kleur\nrood\n"), mode: "good_rows" }));
    await admin.refused(400, "malformed_json", "POST", path, send({ content: base64('[{"code": nee}]') }));
    await admin.refused(422, "file_kind_unsupported", "POST", path, send({ content: base64("%PDF-1.7\n") }));
    await admin.refused(413, "body_too_large", "POST", path, send({ content: base64(Buffer.alloc(16_000_001, "a")) }));
  });

  test("somebody who changes an application meanwhile is not overwritten, and nothing is written", { skip: house.engine === "sqlite" && "has one writer at a time" }, async () => {
    const start = "Name,Problem\nEerste,\nTweede,\n";
    assert.equal((await bring(admin, start, "all_or_nothing")).added, 2);
    const { sql } = house.server.place;
    const other = sql(
      "BEGIN; UPDATE application SET version = version + 1 WHERE name = 'Tweede'; SELECT pg_sleep(2); COMMIT",
    );
    await until(
      async () => (await sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()")) === "1",
      "the other to hold the row",
    );
    const before = await trail(admin, { limit: 1 });
    const body = { content: base64("Name,Problem\nEerste,Anders\nTweede,Anders\n"), mode: "all_or_nothing", mapping: [] };
    await admin.refused(409, "import_conflict", "POST", "/api/v1/applications/import", { body });
    await other;
    assert.equal(await sql("SELECT count(*) FROM application WHERE document LIKE '%Anders%' AND name IN ('Eerste', 'Tweede')"), "0");
    assert.deepEqual(await trail(admin, { limit: 1 }), before);
    assert.equal((await bring(admin, "Name,Problem\nEerste,Anders\nTweede,Anders\n", "all_or_nothing")).changed, 2);
  });

  test("two who import the same new list at once add it once", async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `Tegelijk ${index}`);
    const reports = await Promise.all([1, 2, 3].map(() => bring(admin, ["Name", ...rows].join("\n"), "all_or_nothing")));
    assert.deepEqual(reports.map(({ added }) => added).sort((a, b) => a - b), [0, 0, 60]);
  });

  test("a template has every column and can be imported as it is", async () => {
    for (const format of ["csv", "xlsx"]) {
      const answer = await admin.send("GET", "/api/v1/applications/template", { query: { format } });
      const report = await bring(admin, answer.bytes, "preview");
      assert.equal(report.rows, 0);
      assert.equal(report.mapping.length, 63);
      assert.ok(report.mapping.every((/** @type {any} */ each) => each.field));
    }
  });

  test("who may not change an application cannot change it by an import, and sees no address in an export", async () => {
    const contributor = await member(admin, "Ilse Invoer", [{ role: "contributor", department: rooms["Radiologie"] ?? "" }]);
    const report = await bring(contributor, "name,problem,departments\nEen idee,Anders,\nNieuw hier,,Radiologie\n", "good_rows");
    assert.deepEqual([report.added, report.changed, report.rejected], [1, 0, 1]);
    assert.equal(report.errors[0].code, "forbidden");
    assert.ok((await exported(admin, { format: "csv", whole: true })).body.includes("beheer@uitwisseling.example"));
    assert.equal((await exported(contributor, { format: "csv", whole: true })).body.includes("@uitwisseling"), false);
  });

  test("the command line brings out what a filter finds, by the names of the API", async () => {
    const { place } = house.server;
    const organisation = ["--organisation", "Ziekenhuis Uitwisseling", "--format", "json"];
    const whole = (await exported(admin, { format: "json", whole: true })).body;
    for (const [args, query] of /** @type {[string[], Record<string, unknown>][]} */ ([
      [["--search", "idee"], { search: "idee" }],
      [["--phase", "operation", "--phase", "stopped"], { phase: ["operation", "stopped"] }],
      [["--department", "Radiologie"], { department: [rooms["Radiologie"]] }],
      [["--department", rooms["Radiologie"] ?? "", "--phase", "idea"], { department: [rooms["Radiologie"]], phase: ["idea"] }],
      [["--attention", "no_owner"], { attention: ["no_owner"] }],
    ])) {
      const out = await place.run(["export", ...organisation, ...args]);
      assert.equal(out.code, 0, out.stderr);
      const found = JSON.parse(out.stdout);
      assert.deepEqual(found, (await exported(admin, { format: "json", ...query })).body, args.join(" "));
      assert.ok(found.length < whole.length, `${args.join(" ")} holds something back`);
    }
    for (const [args, allowed] of /** @type {[string[], RegExp][]} */ ([
      [["--phase", "bijna"], /exploration/],
      [["--attention", "veel"], /no_owner/],
      [["--department", "Kelder"], /Radiologie, Spoed; nacht/],
    ])) {
      const refused = await place.run(["export", ...organisation, ...args]);
      assert.equal(refused.code, 65);
      assert.match(refused.stderr, allowed);
    }
    const help = await place.run(["export", "--help"]);
    assert.match(help.stdout, /--department[^\n]*Naam van een afdeling/);
  });

  test("the command line brings the register out and in", async () => {
    const { place } = house.server;
    const organisation = ["--organisation", "Ziekenhuis Uitwisseling"];
    const csv = join(place.data, "uit.csv");
    const out = await place.run(["export", ...organisation, "--output", csv]);
    assert.equal(out.code, 0, out.stderr);
    const json = await place.run(["export", ...organisation, "--format", "json"]);
    assert.deepEqual(JSON.parse(json.stdout), (await exported(admin, { format: "json", whole: true })).body);
    const again = await place.run(["import", csv, ...organisation, "--json"]);
    const report = JSON.parse(again.stdout);
    assert.deepEqual([report.applied, report.added, report.changed, report.rejected], [true, 0, 0, 0]);

    const bad = join(place.data, "fout.csv");
    const rejected = join(place.data, "afgewezen.csv");
    writeFileSync(bad, "naam;fase\nVan de opdracht;Idee\nFout;Klaar\n");
    const refused = await place.run(["import", bad, ...organisation, "--rejected", rejected]);
    assert.equal(refused.code, 65);
    assert.match(refused.stderr, /^rij 3, fase: Klaar staat niet in de lijst\.\nregie: 1 rijen kloppen niet\. Er is niets ingelezen\.\n$/);
    assert.match(readFileSync(rejected, "utf8"), /Fout;Klaar;fase: Klaar staat niet in de lijst\.\r\n$/);
    const good = await place.run(["import", bad, ...organisation, "--good-rows"]);
    assert.equal(good.stdout, "nieuw 1, gewijzigd 0, gelijk 0, afgewezen 1\n");
    const entry = (await trail(admin, { limit: 1 }))[0];
    assert.deepEqual([entry.action, entry.origin, entry.actor_id], ["application.imported", "command line", null]);

    const own = join(place.data, "eigen.csv");
    writeFileSync(own, "AI-systeem;a=b;Kleur\nEigen naam;Firma;rood\n");
    const named = ["import", own, ...organisation];
    const map = ["--map", "AI-systeem=/identity/name", "--map", "a=b=/supply/supplier", "--map", "Kleur="];
    assert.equal((await place.run([...named, "--preview"])).stdout, "nieuw 0, gewijzigd 0, gelijk 0, afgewezen 1 (niets opgeslagen)\n");
    assert.equal((await place.run([...named, ...map])).stdout, "nieuw 1, gewijzigd 0, gelijk 0, afgewezen 0\n");
    assert.equal((await place.run(named)).stdout, "nieuw 0, gewijzigd 0, gelijk 1, afgewezen 0\n", "the mapping is remembered");
    assert.equal((await place.run([...named, "--map", "AI-systeem"])).code, 64);
    const wrong = await place.run([...named, "--map", "AI-systeem=/nergens"]);
    assert.match(wrong.stderr, /\/mapping\/0\/field: \/nergens staat niet in de lijst/);

    const whole = join(place.data, "uit.json");
    writeFileSync(whole, (await place.run(["export", ...organisation, "--format", "json"])).stdout);
    const back = JSON.parse((await place.run(["import", whole, ...organisation, "--json"])).stdout);
    assert.deepEqual([back.applied, back.added, back.changed, back.rejected], [true, 0, 0, 0]);
    const broken = join(place.data, "fout.json");
    writeFileSync(broken, JSON.stringify([{ record: { identity: { name: "Json", summary: 7 } } }]));
    const faulty = await place.run(["import", broken, ...organisation, "--rejected", rejected]);
    assert.match(faulty.stderr, /^rij 1, \/identity\/summary: /);
    assert.equal(JSON.parse(readFileSync(rejected, "utf8"))[0].reasons.length, 1);
    assert.equal((await place.run(["import", "/nergens.csv", ...organisation])).code, 66);
    assert.equal((await place.run(["export", "--organisation", "Niemand"])).code, 66);
  });
});
