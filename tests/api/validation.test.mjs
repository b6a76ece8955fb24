import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "../support/client.mjs";
import { found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases, regie } from "../support/server.mjs";

const resultFile = fileURLToPath(new URL("../data/validation/breast-cancer.json", import.meta.url));

/** What regie validate found about a Dutch model on German patients. @returns {any} */
const breastCancer = () => JSON.parse(readFileSync(resultFile, "utf8"));

/** Numbers as far as they mean something: reading JSON may move the last bit. @param {any} value @returns {any} */
const rounded = (value) =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === "number" ? Number(each.toPrecision(12)) : each)));

onBothDatabases("Validations", (house) => {
  /** @type {import("../support/client.mjs").Client} */ let admin;
  /** @type {string} */ let application;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Meting", "beheer@meting.example");
    const versions = [{ version: "1.0" }, { version: "2.0" }];
    const made = await admin.post("/api/v1/applications", { record: record("Borstkanker", { data: { versions } }) });
    application = made.id;
  });

  /** @param {any} [parts] */
  const body = (parts = {}) => ({ application_version: "2.0", claims: [], result: breastCancer(), ...parts });
  const path = () => `/api/v1/applications/${application}/validations`;

  test("every number that was sent comes back, with who added it and what it rests on", async () => {
    const claims = [{ measure: "auroc", value: 0.9, source: "folder" }, { measure: "observed_expected", value: 1.1 }];
    const sent = body({ claims, plan: "score: [score]\n" });
    const added = await admin.post(path(), sent);
    assert.deepEqual(rounded(added.result), rounded(sent.result));
    const again = await admin.get(`/api/v1/validations/${added.summary.id}`);
    assert.deepEqual(again, added);
    assert.equal(again.summary.data_sha256, sent.result.run.files[0].sha256);
    assert.equal(again.plan, "score: [score]\n");
    assert.deepEqual([again.summary.met, again.summary.not_met, again.summary.insufficient], [2, 1, 0]);
    assert.equal(rounded(again.summary.auroc.value), 0.746344950367);
    assert.deepEqual(again.claims.map((each) => each.place), ["above", "within"]);
    const [entry] = await trail(admin, { subject_id: added.summary.id });
    assert.deepEqual([entry.action, entry.subject_label], ["validation.added", "APP-0001 2.0"]);
  });

  test("an application shows all of its validations, the newest first", async () => {
    const newest = await admin.post(path(), body({ application_version: "1.0" }));
    const list = await admin.get(path());
    assert.equal(list.items[0].id, newest.summary.id);
    assert.deepEqual([list.application_code, list.application_name, list.versions], ["APP-0001", "Borstkanker", ["1.0", "2.0"]]);
    assert.equal(list.may_add, true);
  });

  test("a number on too few people is refused, wherever it hides, and nothing is kept", async () => {
    const before = (await admin.get(path())).items.length;
    const result = breastCancer();
    result.models[0].groups[0].n = 9;
    result.models[0].all.figures.histogram[3].events = 2;
    result.run.minimum_persons = 5;
    const problem = await admin.refused(422, "invalid_request", "POST", path(), { body: body({ result }) });
    assert.deepEqual(
      problem.errors.map((each) => [each.pointer, each.code]),
      [
        ["/result/run/minimum_persons", "too_few_persons"],
        ["/result/models/0/all/figures/histogram/3/events", "too_few_persons"],
        ["/result/models/0/groups/0/n", "too_few_persons"],
        ["/result/models/0/groups/0/events", "too_few_persons"],
        ["/result/models/0/groups/0/measures", "too_few_persons"],
      ],
    );
    assert.equal((await admin.get(path())).items.length, before);
  });

  test("all that is wrong with a validation is said at once", async () => {
    const result = { ...breastCancer(), format: "iets-anders" };
    const claims = [{ measure: "auroc", value: 1 }, { measure: "auroc", value: 2 }];
    const problem = await admin.refused(422, "invalid_request", "POST", path(), {
      body: body({ application_version: "3.0", claims, result }),
    });
    assert.deepEqual(
      problem.errors.map((each) => [each.pointer, each.code]),
      [
        ["/application_version", "unknown_value"],
        ["/claims/1/measure", "duplicate"],
        ["/result/format", "unknown_value"],
      ],
    );
    const missing = await admin.refused(422, "invalid_request", "POST", path(), { body: { application_version: "2.0" } });
    assert.deepEqual(missing.errors.map((each) => each.pointer), ["/result"]);
  });

  test("the report is one file in the language that was asked for, the same bytes each time", async () => {
    const { summary } = await admin.post(path(), body());
    const report = (language) => admin.send("GET", `/api/v1/validations/${summary.id}/report`, { query: { language } });
    const dutch = await report("nl");
    assert.equal(dutch.headers["content-type"], "text/html; charset=utf-8");
    assert.match(String(dutch.headers["content-disposition"]), /^attachment; filename="validatie-APP-0001-\d{4}-\d\d-\d\d\.html"$/);
    assert.match(String(dutch.body), /<html lang="nl">[\s\S]*0,746 \(0,705 tot 0,788\)/);
    assert.ok(dutch.bytes.equals((await report("nl")).bytes));
    assert.match(String((await report("en")).body), /<html lang="en">[\s\S]*0\.746 \(0\.705 to 0\.788\)/);
    const file = `${house.server.place.data}/rapport.html`;
    const made = await regie(["report", resultFile, "--html", file, "--lang", "nl"]);
    assert.equal(made.code, 0, made.stderr);
    assert.ok(readFileSync(file).equals(dutch.bytes), "the command writes the same");
    rmSync(file);
  });

  test("the model card has the application's name and version", async () => {
    const { summary } = await admin.post(path(), body());
    const card = await admin.send("GET", `/api/v1/validations/${summary.id}/card`);
    assert.match(String(card.body), /<ModelName>Borstkanker<\/ModelName>[\s\S]*<ReleaseVersion>2\.0<\/ReleaseVersion>/);
  });

  test("each measure is explained with its source", async () => {
    const { measures } = await admin.get("/api/v1/validation-measures");
    const auroc = measures.find((each) => each.id === "auroc");
    assert.match(auroc.meaning.nl, /Bij 0,5 is het model niet beter dan loten\./);
    assert.match(auroc.source.publisher, /DeLong/);
  });

  test("who only reads sees a validation and adds none", async () => {
    const reader = await member(admin, "Iemand Lezer", ["reader"]);
    const list = await reader.get(path());
    assert.equal(list.may_add, false);
    await reader.get(`/api/v1/validations/${list.items[0].id}`);
    await reader.refused(403, "forbidden", "POST", path(), { body: body() });
  });

  test("a script adds one with a token that holds just that right", async () => {
    const { secret } = await admin.post("/api/v1/tokens", { name: "validatie", permissions: ["register_write"], valid_days: 30 });
    const script = new Client(house.server.address);
    const added = await script.succeed("POST", path(), { body: body(), headers: { Authorization: `Bearer ${secret}` } });
    assert.equal(added.summary.n, 555);
  });

  test("the command sends a result with a token, and says why it was refused", async () => {
    const permissions = ["register_read", "register_write"];
    const { secret } = await admin.post("/api/v1/tokens", { name: "zenden", permissions, valid_days: 30 });
    const before = (await admin.get(path())).items.length;
    /** @param {string} version @param {string} [token] */
    const send = (version, token) =>
      regie(["report", resultFile, "--send", house.server.address, "--application", "APP-0001", "--application-version", version], {
        env: token ? { REGIE_TOKEN: token } : {},
      });
    const sent = await send("2.0", secret);
    assert.equal(sent.code, 0, sent.stderr);
    assert.equal((await admin.get(path())).items.length, before + 1);
    const unknown = await send("9.9", secret);
    assert.equal(unknown.code, 65, unknown.stderr);
    assert.match(unknown.stderr, /\/application_version/);
    assert.equal((await send("2.0")).code, 64);
    const stranger = await send("2.0", "regie_" + "x".repeat(43));
    assert.equal(stranger.code, 77, stranger.stderr);
    assert.ok(![sent, unknown, stranger].some(({ stdout, stderr }) => (stdout + stderr).includes(secret)));
  });

  test("another organisation sees nothing of it", async () => {
    const { items } = await admin.get(path());
    const other = await found(house.server, "Ziekenhuis Elders", "beheer@elders.example");
    await other.refused(404, "not_found", "GET", path());
    await other.refused(404, "not_found", "POST", path(), { body: body() });
    for (const part of ["", "/report", "/card"])
      await other.refused(404, "not_found", "GET", `/api/v1/validations/${items[0].id}${part}`);
  });

  test("a large result, of hundreds of groups, is taken whole", async () => {
    const result = breastCancer();
    const [group] = result.models[0].groups;
    for (let number = 0; number < 800; number += 1)
      // As a pair of columns: without plots.
      result.models[0].groups.push({ ...group, figures: null, name: `afdeling=${number}`, values: [String(number)] });
    const added = await admin.post(path(), body({ result }));
    assert.equal(added.result.models[0].groups.length, 812);
  });
});
