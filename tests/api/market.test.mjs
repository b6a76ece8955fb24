import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const shipped = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), "../../content/market/fda-ai-devices.csv"),
  "utf8",
);

onBothDatabases("The market", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let reader;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Markt", "beheer@markt.example");
    reader = await member(admin, "Lies Lezer", ["reader"]);
  });

  /** @param {Record<string, unknown>} [query] */
  const market = (query = {}) => reader.get("/api/v1/market", query);

  test("the list says what it is, from whom, until when, and what its words mean", async () => {
    const list = await reader.get("/api/v1/market/list");
    assert.equal(list.total, 1357);
    assert.deepEqual([list.from, list.until, list.imported_at], ["1995-09-29", "2025-09-29", null]);
    assert.match(list.source.publisher, /FDA/);
    assert.match(list.source.address, /^https:\/\/www\.fda\.gov\//);
    assert.match(list.licence.nl, /publiek domein/);
    const { specialisms } = await reader.get("/api/v1/catalog");
    const known = specialisms.map((/** @type {any} */ each) => each.id);
    for (const field of list.fields) {
      assert.ok(field.name.nl && field.name.en, field.id);
      for (const each of field.specialisms) assert.ok(known.includes(each), each);
    }
    const sum = (/** @type {any[]} */ items) => items.reduce((total, each) => total + each.count, 0);
    assert.deepEqual([sum(list.fields), sum(list.pathways), sum(list.companies)], [1357, 1357, 1357]);
  });

  test("it is searched, filtered, sorted and paged at the server", async () => {
    const first = await market();
    assert.deepEqual([first.total, first.items.length, first.items[0].decided_on], [1357, 50, "2025-09-29"]);
    const spelt = (await market({ search: "PROTEGE" })).items;
    assert.ok(spelt.some((/** @type {any} */ each) => /Protégé/.test(each.device)) && spelt.every((/** @type {any} */ each) => /prot[eé]g[eé]/i.test(each.device)));
    const both = await market({ field: ["neurology", "dental"], year: [2023, 2024], sort: "device", limit: 200 });
    assert.ok(both.total > 0 && both.total === both.items.length);
    for (const { field, decided_on } of both.items) {
      assert.ok(["neurology", "dental"].includes(field), field);
      assert.match(decided_on, /^202[34]-/);
    }
    const names = both.items.map((/** @type {any} */ each) => each.device.toLowerCase());
    assert.deepEqual(names, [...names].sort());
    const page = await market({ field: ["neurology", "dental"], year: [2023, 2024], sort: "device", offset: 2, limit: 3 });
    assert.deepEqual(page.items, both.items.slice(2, 5));
    assert.equal((await market({ search: "bestaat-niet" })).total, 0);
    const code = first.items[0].product_code;
    assert.ok((await market({ product_code: [code] })).items.every((/** @type {any} */ each) => each.product_code === code));
    await reader.refused(422, "invalid_request", "GET", "/api/v1/market", { query: { limit: 201 } });
    await reader.refused(422, "invalid_request", "GET", "/api/v1/market", { query: { sort: "colour" } });
    await reader.refused(422, "invalid_request", "GET", "/api/v1/market", { query: { search: "x".repeat(201) } });
  });

  test("figures carry their n, show every year, and say that the last one is not whole", async () => {
    const figures = await reader.get("/api/v1/market/figures", { field: ["radiology"] });
    assert.equal(figures.total, 1039);
    assert.deepEqual([figures.years[0].year, figures.years.at(-1).year, figures.years.length], [1995, 2025, 31]);
    assert.deepEqual(figures.years.filter((/** @type {any} */ each) => !each.whole).map((/** @type {any} */ each) => each.year), [2025]);
    const sum = (/** @type {any[]} */ items) => items.reduce((total, each) => total + each.count, 0);
    assert.deepEqual([sum(figures.years), figures.years_total], [1039, 1039]);
    assert.deepEqual([sum(figures.fields), figures.fields_total], [1357, 1357], "fields are counted without the filter on fields");
  });

  test("each kind of number leads to its own page at the FDA", async () => {
    const address = async (/** @type {string} */ id) => (await reader.get(`/api/v1/market/${id}`)).address;
    const base = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs";
    assert.equal(await address("K252054"), `${base}/cfpmn/pmn.cfm?ID=K252054`);
    assert.equal(await address("DEN230027"), `${base}/cfpmn/denovo.cfm?id=DEN230027`);
    const supplement = await reader.get("/api/v1/market/P140011S008");
    assert.deepEqual([supplement.number, supplement.address], ["P140011/S008", `${base}/cfpma/pma.cfm?id=P140011S008`]);
    await reader.refused(404, "not_found", "GET", "/api/v1/market/K000000");
  });

  test("one click makes an idea, once, with the problem still to be stated by who made it", async () => {
    const idea = await reader.post("/api/v1/market/K252054/idea");
    assert.deepEqual([idea.phase, idea.problem], ["idea", ""]);
    const application = await admin.get(`/api/v1/applications/${idea.id}`);
    const { identity, supply, care, kind } = application.record;
    assert.equal(identity.name, "SpineAR SNAP (SyncAR Spine)");
    assert.deepEqual([supply.supplier, supply.product], ["Surgical Theater, Inc.", "SpineAR SNAP (SyncAR Spine)"]);
    assert.deepEqual(kind.domain, "medical");
    assert.deepEqual(care.evidence.map((/** @type {any} */ each) => each.title), ["FDA K252054"]);
    assert.deepEqual(
      application.completeness.missing.map((/** @type {any} */ each) => each.pointer).slice(0, 2),
      ["/identity/problem", "/identity/problem_owner"],
    );
    const entry = await reader.get("/api/v1/market/K252054");
    assert.deepEqual([entry.idea.code, entry.idea.problem_missing, entry.resembles], [idea.code, true, []]);
    const again = await admin.refused(409, "already_exists", "POST", "/api/v1/market/K252054/idea");
    assert.match(again.detail, /K252054/);
    await reader.refused(404, "not_found", "POST", "/api/v1/market/K000000/idea");

    const stranger = await member(admin, "Vera Vreemd", ["reader"]);
    const path = `/api/v1/ideas/${idea.id}/problem`;
    const stated = { problem: "De operatie duurt te lang.", problem_owner: "Neurochirurgie" };
    await stranger.refused(403, "forbidden", "PUT", path, { body: stated });
    const empty = await reader.refused(422, "invalid_request", "PUT", path, { body: { problem: " ", problem_owner: "" } });
    assert.deepEqual(empty.errors.map(({ pointer }) => pointer), ["/problem", "/problem_owner"]);
    assert.equal((await reader.put(path, stated)).problem, stated.problem);
    assert.equal((await reader.get("/api/v1/market/K252054")).idea.problem_missing, false);
    const { version } = await admin.get(`/api/v1/applications/${idea.id}`);
    await admin.post(`/api/v1/applications/${idea.id}/phase`, { phase: "exploration", reason: "Goed idee" }, version);
    await reader.refused(403, "forbidden", "PUT", path, { body: stated });

    const actions = (await trail(admin, { limit: 20 })).filter((/** @type {any} */ each) => each.subject_id === idea.id);
    assert.deepEqual(
      actions.map((/** @type {any} */ each) => each.action).reverse(),
      ["idea.submitted", "application.changed", "application.moved"],
    );
    assert.match(actions.at(-1).details, /fda-ai-devices K252054/);
  });

  test("two people who click at once make one idea", async () => {
    const answers = await Promise.all([admin, reader, admin, reader].map((each) => each.send("POST", "/api/v1/market/K250023/idea")));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409]);
    const ideas = await admin.get("/api/v1/applications", { search: "SMART PCFD" });
    assert.equal(ideas.total, 1);
  });

  test("what looks like an application of the own hospital is pointed out, and to no other hospital", async () => {
    const made = await admin.post("/api/v1/applications", {
      record: record("Prostaat op MRI", { supply: { supplier: "QUANTIB B.V.", product: "Quantib® Prostate" } }),
      phase: "operation",
    });
    await admin.post("/api/v1/applications", {
      record: record("Ander product", { supply: { supplier: "Quantib", product: "Quantib Hart" } }),
    });
    const alike = await market({ resembling: true });
    assert.ok(alike.total >= 1);
    for (const { device, resembles } of alike.items) {
      assert.match(device, /Prostate/i);
      assert.deepEqual(resembles.map((/** @type {any} */ each) => [each.id, each.phase]), [[made.id, "operation"]]);
    }
    assert.equal((await reader.get("/api/v1/market/figures")).resembling, alike.total);
    const other = await found(house.server, "Ziekenhuis Ernaast", "beheer@ernaast.example");
    assert.equal((await other.get("/api/v1/market", { resembling: true })).total, 0);
    assert.equal((await other.get("/api/v1/market/K252054")).idea, null, "an idea of another hospital is its own");
    await other.post("/api/v1/market/K252054/idea");
  });

  test("a newer list comes in whole from the command line, and once", async () => {
    const { place } = house.server;
    const file = join(place.data, "lijst.csv");
    const bring = (/** @type {string[]} */ ...flags) => place.run(["market", "import", file, ...flags]);

    writeFileSync(file, shipped);
    const same = JSON.parse((await bring("--json")).stdout);
    assert.deepEqual([same.applied, same.unchanged, same.added, same.gone], [false, 1357, [], []]);

    const lines = shipped.trimEnd().split("\n");
    writeFileSync(file, [...lines, "2026-01-15,K260001,,Nieuw Inc.,Radiology,QIH", "15-01-2026,K260002,Iets,Nieuw Inc.,Radiology,QIH"].join("\n"));
    const bad = await bring();
    assert.equal(bad.code, 65);
    assert.match(bad.stderr, /^rij 1359, device: Dit veld is verplicht\.\nrij 1360, decision_date: Schrijf de datum als mm\/dd\/jjjj/);
    assert.match(bad.stderr, /2 rijen kloppen niet\. Er is niets ingelezen\.\n$/);
    assert.equal((await market()).total, 1357);

    const theirs = (/** @type {string} */ line) => line.replace(/^(\d{4})-(\d\d)-(\d\d)/, "$2/$3/$1");
    const fresh = [
      "Date of Final Decision,Submission Number,Device,Company,Panel (lead),Primary Product Code",
      ...lines.slice(1, -1).map(theirs),
      "01/15/2026,K260001,Quantib Prostate 9,Quantib BV,Radiology,QIH",
    ].join("\n");
    writeFileSync(file, fresh);
    const preview = await bring("--preview");
    assert.equal(preview.code, 0, preview.stderr);
    assert.match(preview.stdout, /lijst tot en met 2026-01-15: nieuw 1, gewijzigd 0, verdwenen 1, gelijk 1356 \(niets opgeslagen\)\n$/);
    assert.equal((await market()).total, 1357);
    const done = await bring();
    assert.match(done.stdout, /^nieuw: K260001 Quantib Prostate 9, Quantib BV\nverdwenen: /);
    assert.deepEqual(JSON.parse((await bring("--json")).stdout).added, [], "the second time changes nothing");

    const list = await reader.get("/api/v1/market/list");
    assert.deepEqual([list.until, list.total], ["2026-01-15", 1357]);
    assert.ok(Date.now() - Date.parse(list.imported_at) < 60_000);
    assert.equal((await market({ resembling: true, search: "K260001" })).total, 1);
    assert.equal((await reader.get("/api/v1/market/K252054")).idea.name, "SpineAR SNAP (SyncAR Spine)");

    writeFileSync(file, shipped);
    const older = await bring();
    assert.match(older.stderr, /Deze lijst loopt tot en met 2025-09-29\. Regie heeft er al een tot en met 2026-01-15\./);
    writeFileSync(file, fresh.split("\n").slice(0, 1).concat(fresh.split("\n").slice(-1)).join("\n"));
    assert.match((await bring()).stderr, /--accept-gone/);
    const wrong = join(place.data, "geen.csv");
    assert.equal((await place.run(["market", "import", wrong])).code, 66);
    const verified = await place.run(["audit", "verify"]);
    assert.equal(verified.code, 0, verified.stderr);
  });
});
