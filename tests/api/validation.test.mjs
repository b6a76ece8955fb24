import assert from "node:assert/strict";
import { readFileSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Client } from "../support/client.mjs";
import { until } from "../support/endings.mjs";
import { found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases, regie } from "../support/server.mjs";

const resultFile = fileURLToPath(new URL("../data/validation/breast-cancer.json", import.meta.url));

/** What regie validate found about a Dutch model on German patients. @returns {any} */
const breastCancer = () => JSON.parse(readFileSync(resultFile, "utf8"));

/** Numbers as far as they mean something: reading JSON may move the last bit. @param {any} value @returns {any} */
const rounded = (value) =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === "number" ? Number(each.toPrecision(12)) : each)));

/** Invented rows: the risk rises with the score. @param {number} count @param {(row: number) => string} [extra] */
function rows(count, extra) {
  let state = 12345;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648) >> 8;
  const lines = [`score,uitkomst,geslacht,patient${extra ? ",extra" : ""}`];
  for (let row = 0; row < count; row += 1) {
    const score = next() % 1000;
    const event = next() % 1000 < score ? "ja" : "nee";
    lines.push(`0.${String(score).padStart(3, "0")},${event},${next() % 2 ? "V" : "M"},rijgeheim${row}${extra ? `,${extra(row)}` : ""}`);
  }
  return `${lines.join("\n")}\n`;
}

const runPlan = "score: [score]\noutcome: uitkomst\nby: [geslacht]\npatient: patient\nthreshold: 0.3\nagreed_on: '2026-01-15'\n";

/** Every file under a folder. @param {string} folder @returns {string[]} */
const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? filesUnder(join(folder, each.name)) : each.isFile() ? [join(folder, each.name)] : [],
  );

/** Files without a name that a process holds: where rows are while they are read. @param {number} pid */
const nameless = (pid) =>
  readdirSync(`/proc/${pid}/fd`).flatMap((each) => {
    try {
      const target = readlinkSync(`/proc/${pid}/fd/${each}`);
      return /(#\d+|regie-upload-\w+) \(deleted\)$/.test(target) ? [target] : [];
    } catch {
      return [];
    }
  });

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
    result.models[0].all.figures.histogram[1].events = 2;
    result.run.minimum_persons = 5;
    const problem = await admin.refused(422, "invalid_request", "POST", path(), { body: body({ result }) });
    assert.deepEqual(new Set(problem.errors.map((each) => each.code)), new Set(["too_few_persons"]));
    const pointers = problem.errors.map((each) => each.pointer);
    for (const pointer of [
      "/result/run/minimum_persons",
      "/result/models/0/all/figures/histogram/1/events",
      "/result/models/0/groups/0/n",
      "/result/models/0/groups/0/events",
      "/result/models/0/groups/0/measures",
    ])
      assert.ok(pointers.includes(pointer), pointer);
    assert.equal((await admin.get(path())).items.length, before);
  });

  test("a number that with its neighbour tells of a few people is refused", async () => {
    const result = breastCancer();
    const roc = result.models[0].all.figures.roc;
    roc[3].sensitivity = roc[2].sensitivity + 1 / 224;
    const problem = await admin.refused(422, "invalid_request", "POST", path(), { body: body({ result }) });
    assert.deepEqual(problem.errors.map((each) => each.pointer)[0], "/result/models/0/all/figures/roc/3");
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

  const runs = () => `/api/v1/applications/${application}/validation-runs`;
  /** @param {string | Buffer} content @param {Record<string, unknown>} [query] */
  const run = (content, query = {}) => ({
    raw: content,
    headers: { "Content-Type": "application/octet-stream" },
    query: { application_version: "2.0", file_name: "voorspellingen.csv", plan: runPlan, ...query },
  });

  /** Nothing of a row is in the database, in the log, or in a file; also not in one without a name. */
  async function assertNoRowsLeft() {
    await until(() => nameless(house.server.pid).length === 0, "the rows to be gone");
    const kept = await house.server.place.sql("SELECT summary, claims, plan, result FROM validation");
    const trail = await house.server.place.sql("SELECT * FROM audit_entry");
    for (const text of [kept, trail, house.server.output()]) assert.ok(!text.includes("rijgeheim"));
    for (const file of filesUnder(house.server.place.data)) assert.ok(!readFileSync(file).includes("rijgeheim"), file);
  }

  test("rows that are sent are validated by the plan that comes with them, and none of them is kept", async () => {
    const made = await admin.succeed("POST", runs(), run(rows(2_000)));
    assert.deepEqual([made.summary.n, made.summary.persons, made.summary.application_version], [2_000, 2_000, "2.0"]);
    assert.deepEqual([made.plan, made.summary.agreed_on], [runPlan, "2026-01-15"]);
    assert.deepEqual(made.result.models[0].groups.map((each) => each.name), ["geslacht=M", "geslacht=V"]);
    assert.equal(made.result.run.files[0].name, "voorspellingen.csv");
    assert.deepEqual(rounded(await admin.get(`/api/v1/validations/${made.summary.id}`)), rounded(made));
    const report = await admin.send("GET", `/api/v1/validations/${made.summary.id}/report`, { query: { language: "nl" } });
    assert.match(String(report.body), /voorspellingen\.csv/);
    await assertNoRowsLeft();
  });

  test("the plan of the last validation of a version serves again, and packed rows give the same numbers", async () => {
    assert.deepEqual((await admin.get(path())).planned_versions, ["2.0"]);
    const plain = await admin.succeed("POST", runs(), run(rows(2_000), { plan: undefined }));
    const packed = await admin.succeed("POST", runs(), run(gzipSync(rows(2_000)), { plan: undefined }));
    assert.deepEqual(packed.result.models, plain.result.models);
    assert.equal(packed.result.run.plan.sha256, plain.result.run.plan.sha256);
    const none = await admin.refused(422, "invalid_request", "POST", runs(), run(rows(100), { plan: undefined, application_version: "1.0" }));
    assert.deepEqual(none.errors.map((each) => [each.pointer, each.code]), [["/plan", "missing_field"]]);
  });

  test("a column with citizen service numbers stops the run with its name, and nothing is kept", async () => {
    const before = (await admin.get(path())).items.length;
    const numbers = rows(500, () => "123456782");
    const problem = await admin.refused(422, "personal_data_found", "POST", runs(), run(numbers, { language: "en" }));
    assert.match(problem.detail, /^Column extra of voorspellingen\.csv seems to hold citizen service numbers\./);
    await admin.succeed("POST", runs(), run(numbers, { plan: `${runPlan}drop: [extra]\n` }));
    const spoilt = rows(500).replace("0.", "rijgeheim");
    await admin.refused(422, "prediction_not_a_number", "POST", runs(), run(spoilt));
    assert.equal((await admin.get(path())).items.length, before + 1);
    await assertNoRowsLeft();
  });

  test("what is wrong with a run is said at once, in the place where it is", async () => {
    /** @param {Record<string, unknown>} query */
    const faults = async (query) =>
      (await admin.refused(422, "invalid_request", "POST", runs(), run(rows(100), query))).errors.map((each) => [each.pointer, each.code]);
    assert.deepEqual(await faults({ application_version: "9", file_name: "x".repeat(201), plan: undefined }), [
      ["/application_version", "unknown_value"], ["/file_name", "too_long"], ["/plan", "missing_field"],
    ]);
    assert.deepEqual(await faults({ plan: "score: [" }), [["/plan", "content_invalid"]]);
    assert.deepEqual(await faults({ plan: "outcome: uitkomst\nthreshold: 2\n" }), [["/score", "missing_field"], ["/threshold", "threshold_not_a_share"]]);
    assert.deepEqual(await faults({ plan: `${runPlan}bootstrap: 2001\n` }), [["/bootstrap", "out_of_range"]]);
    const missing = await admin.refused(422, "prediction_column_missing", "POST", runs(), run(rows(100), { plan: "score: [kans]\noutcome: uitkomst\n" }));
    assert.match(missing.detail, /kans/);
    await admin.refused(422, "file_empty", "POST", runs(), run(""));
  });

  test("a file above two gigabytes is refused before a byte of it is read", async () => {
    const answer = await /** @type {Promise<{status: number, text: string}>} */ (
      new Promise((resolve, reject) => {
        const query = new URLSearchParams({ application_version: "2.0", file_name: "groot.csv", plan: runPlan });
        const sent = request(`${house.server.address}${runs()}?${query}`, {
          method: "POST",
          agent: false,
          headers: {
            Cookie: admin.cookie, "X-CSRF-Token": admin.csrf, "Content-Type": "application/octet-stream",
            "Content-Length": 2_000_000_001, "Accept-Language": "nl",
          },
        }, (incoming) => {
          let text = "";
          incoming.on("data", (part) => (text += part));
          incoming.once("end", () => {
            sent.destroy();
            resolve({ status: incoming.statusCode ?? 0, text });
          });
        });
        sent.once("error", reject);
        sent.flushHeaders();
      })
    );
    assert.equal(answer.status, 413);
    assert.equal(JSON.parse(answer.text).code, "body_too_large");
    assert.match(JSON.parse(answer.text).detail, /\w.*\./);
  });

  test("rows of which half arrives are gone when the connection is", async () => {
    const query = new URLSearchParams({ application_version: "2.0", file_name: "half.csv", plan: runPlan });
    const sent = request(`${house.server.address}${runs()}?${query}`, {
      method: "POST",
      agent: false,
      headers: { Cookie: admin.cookie, "X-CSRF-Token": admin.csrf, "Content-Type": "application/octet-stream", "Content-Length": 1_000_000 },
    });
    sent.on("error", () => {});
    sent.write(rows(1_000));
    await until(() => nameless(house.server.pid).length === 1, "the rows to arrive");
    sent.destroy();
    await assertNoRowsLeft();
  });

  test("who may not add a validation does not run one, and another organisation sees nothing of it", async () => {
    const reader = await member(admin, "Iemand Kijker", ["reader"]);
    await reader.refused(403, "forbidden", "POST", runs(), run(rows(100)));
    const other = await found(house.server, "Ziekenhuis Verderop", "beheer@verderop.example");
    await other.refused(404, "not_found", "POST", runs(), run(rows(100)));
    const { secret } = await admin.post("/api/v1/tokens", { name: "rijen", permissions: ["register_write"], valid_days: 30 });
    const script = new Client(house.server.address);
    const ask = run(rows(500));
    const made = await script.succeed("POST", runs(), { ...ask, headers: { ...ask.headers, Authorization: `Bearer ${secret}` } });
    assert.equal(made.summary.n, 500);
  });
});
