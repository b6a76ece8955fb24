import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { temporaryFolder } from "../support/endings.mjs";
import { departments, found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases, regie } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const organisation = { kind: "organisation", id: null, version: null };

/** An instrument of the hospital itself. */
const own = (/** @type {Record<string, string>} */ parts = {}) => `
id: ${parts.id ?? "eigen-lijst"}
version: "${parts.version ?? "1"}"
title: {nl: "Eigen lijst", en: "Own list"}
summary: {nl: "Van het ziekenhuis zelf.", en: "Of the hospital itself."}
subject: ${parts.subject ?? "application"}
source: {title: "Eigen lijst", publisher: "Ziekenhuis Voorbeeld"}
checked_on: 2026-11-24
signoffs: [dpo]
items:
  - linkId: purpose
    type: text
    text: {nl: "Waarvoor?", en: "What for?"}
    prefill: [{field: /identity/problem}]
  - linkId: patients
    type: boolean
    required: true
    text: {nl: "Raakt het patiënten?", en: "Does it touch patients?"}
  - linkId: patients-which
    type: string
    required: true
    text: {nl: "Welke?", en: "Which?"}
    enableWhen: [{question: patients, operator: "=", answer: true}]
  - linkId: risks
    type: group
    repeats: true
    text: {nl: "Risico's", en: "Risks"}
    items:
      - {linkId: risk, type: string, text: {nl: "Wat kan er misgaan?", en: "What can go wrong?"}}
      - linkId: risk-size
        type: integer
        minimum: 0
        maximum: 10
        text: {nl: "Hoe erg?", en: "How bad?"}
${parts.more ?? ""}
scores:
  - {id: worst, title: {nl: "Ergste", en: "Worst"}, max: {of: [risk-size]}}
outcomes:
  - {id: watch, text: {nl: "Let op", en: "Watch"}, when: {any: [{score: worst, operator: ">=", value: 5}, {question: patients, operator: "=", answer: true}]}}
  - {id: fine, text: {nl: "Goed", en: "Fine"}}
`;

onBothDatabases("Assessments", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let reviewer;
  /** @type {any} */ let application;

  const upload = (/** @type {Client} */ client, /** @type {string} */ path, /** @type {string} */ text, query = {}) =>
    client.send("POST", path, { raw: Buffer.from(text), headers: { "Content-Type": "application/octet-stream" }, query });
  const begin = (/** @type {string} */ instrument_id, subject = organisation, client = admin) =>
    client.post("/api/v1/assessments", { instrument_id, subject });
  const answer = (/** @type {any} */ assessment, /** @type {any} */ change, version = 0, client = admin) =>
    client.put(`/api/v1/assessments/${assessment.id}/answers`, { values: [], ...change }, version);
  const asked = (/** @type {any} */ state) => state.items.map((/** @type {any} */ each) => each.link_id);

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Vragen", "beheer@vragen.example");
    reviewer = await member(admin, "Rian Toetser", ["reviewer"]);
    application = await admin.post("/api/v1/applications", {
      record: record("Drukte voorspellen", {
        identity: { problem: "De SEH loopt vol." },
        data: { versions: [{ version: "2.1", since: null, change: null }] },
      }),
      phase: "operation",
    });
    const added = await upload(admin, "/api/v1/instruments", own());
    assert.equal(added.status, 201, JSON.stringify(added.body));
  });

  test("an instrument is listed and shown with its questions", async () => {
    const { items } = await reviewer.get("/api/v1/instruments");
    const base = items.find((/** @type {any} */ each) => each.id === "base-in-order");
    assert.ok(base.questions >= 6 && !base.own);
    assert.equal(items.find((/** @type {any} */ each) => each.id === "eigen-lijst").own, true);
    const whole = await reviewer.get("/api/v1/instruments/base-in-order");
    assert.equal(whole.items[0].items[0].options.length, 4);
    await reviewer.refused(404, "not_found", "GET", "/api/v1/instruments/bestaat-niet");
  });

  test("answers come to scores and an outcome, hidden questions leave, and come back as they were", async () => {
    const assessment = await begin("base-in-order");
    assert.ok(!asked(assessment.state).includes("infrastructure-gap"));
    const partly = await answer(assessment, { link_id: "infrastructure", values: ["partly"] });
    assert.ok(asked(partly.state).includes("infrastructure-gap"));
    await answer(assessment, { link_id: "infrastructure-gap", values: ["Rekenkracht"] });
    const fully = await answer(assessment, { link_id: "infrastructure", values: ["fully"] }, 1);
    assert.ok(!asked(fully.state).includes("infrastructure-gap"));
    for (const link_id of ["data-quality", "interoperability", "security", "ehr"])
      await answer(assessment, { link_id, values: ["mostly"] });
    const done = await admin.get(`/api/v1/assessments/${assessment.id}`);
    const score = done.state.scores.find((/** @type {any} */ each) => each.id === "parts_in_order");
    assert.deepEqual([score.value, score.answered, score.asked, score.band.id], [5, 5, 5, "high"]);
    assert.equal(done.state.outcome.id, "ready");
    const exported = await admin.send("GET", `/api/v1/assessments/${assessment.id}/export`, { query: { format: "json" } });
    assert.ok(!exported.bytes.toString().includes("Rekenkracht"), "what is hidden leaves");
    const again = await answer(assessment, { link_id: "infrastructure", values: ["partly"] }, 2);
    assert.ok(asked(again.state).includes("infrastructure-gap"));
    const kept = (await admin.get(`/api/v1/assessments/${assessment.id}`)).answers;
    assert.deepEqual(kept.find((/** @type {any} */ each) => each.link_id === "infrastructure-gap").values, ["Rekenkracht"]);
  });

  test("a fact fills in a number, marked as computed, and is overruled with a reason only", async () => {
    const assessment = await begin("base-in-order");
    const computed = assessment.answers.find((/** @type {any} */ each) => each.link_id === "applications-in-operation");
    assert.deepEqual([computed.origin, computed.values, computed.computed.base], ["fact", [1], 1]);
    const change = { link_id: "applications-in-operation", values: [3] };
    const path = `/api/v1/assessments/${assessment.id}/answers`;
    const refusal = await admin.refused(422, "invalid_request", "PUT", path, { body: change, version: 1 });
    assert.deepEqual([refusal.errors[0].pointer, refusal.errors[0].code], ["/overruled", "reason_required"]);
    const overruled = await answer(assessment, { ...change, overruled: "Twee staan nog niet in het register." }, 1);
    assert.equal(overruled.answer.origin, "person");
    assert.deepEqual(overruled.answer.computed.values, [1]);
  });

  test("two people in one questionnaire lose nothing, and only the same question conflicts, with both values", async () => {
    const assessment = await begin("base-in-order");
    await Promise.all([
      answer(assessment, { link_id: "infrastructure", values: ["partly"] }, 0, admin),
      answer(assessment, { link_id: "security", values: ["fully"] }, 0, reviewer),
    ]);
    await answer(assessment, { link_id: "ehr", values: ["partly"] }, 0, reviewer);
    const path = `/api/v1/assessments/${assessment.id}/answers`;
    const refusal = await admin.refused(412, "version_conflict", "PUT", path, {
      body: { link_id: "ehr", values: ["fully"] },
      version: 0,
    });
    assert.match(refusal.errors[0].detail, /Rian Toetser.*partly/);
    const { answers } = await admin.get(`/api/v1/assessments/${assessment.id}`);
    const by = Object.fromEntries(answers.map((/** @type {any} */ each) => [each.link_id, each.by]));
    assert.deepEqual([by["security"], by["ehr"]], ["Rian Toetser", "Rian Toetser"]);
    const { items } = await admin.get(`/api/v1/assessments/${assessment.id}/history`);
    assert.equal(items.filter((/** @type {any} */ each) => each.kind === "answered").length, 3);
  });

  test("an answer that does not fit is refused with the reason, and nothing is kept", async () => {
    const assessment = await begin("base-in-order");
    const path = `/api/v1/assessments/${assessment.id}/answers`;
    for (const [change, pointer] of /** @type {[any, string][]} */ ([
      [{ link_id: "ehr", values: ["perhaps"] }, "/values/0"],
      [{ link_id: "ehr", values: ["fully", "partly"] }, "/values"],
      [{ link_id: "ehr", values: ["fully"], not_applicable: "Geen EPD" }, "/not_applicable"],
      [{ link_id: "nowhere", values: ["x"] }, "/link_id"],
      [{ link_id: "ehr", values: ["fully"], instance: 3 }, "/instance"],
      [{ link_id: "applications-in-operation", values: [-1] }, "/values/0"],
    ])) {
      const refusal = await admin.refused(422, "invalid_request", "PUT", path, { body: change, version: 0 });
      assert.equal(refusal.errors[0].pointer, pointer);
    }
    const { answers } = await admin.get(`/api/v1/assessments/${assessment.id}`);
    assert.deepEqual(answers.map((/** @type {any} */ each) => each.link_id), ["applications-in-operation"]);
  });

  test("groups repeat, a field fills in, and a required question that is hidden never blocks", async () => {
    const assessment = await begin("eigen-lijst", { ...organisation, kind: "application", id: application.id });
    assert.deepEqual(assessment.answers.find((/** @type {any} */ each) => each.link_id === "purpose").values, ["De SEH loopt vol."]);
    const path = `/api/v1/assessments/${assessment.id}`;
    const incomplete = await admin.refused(409, "assessment_incomplete", "POST", `${path}/completion`);
    assert.deepEqual(incomplete.errors.map((each) => each.pointer), ["/patients"]);
    await answer(assessment, { link_id: "patients", values: [false] });
    const first = (await admin.post(`${path}/groups`, { link_id: "risks" })).instances[0].number;
    const second = (await admin.post(`${path}/groups`, { link_id: "risks" })).instances[1].number;
    await answer(assessment, { link_id: "risk-size", instance: first, values: [3] });
    const { state } = await answer(assessment, { link_id: "risk-size", instance: second, values: [7] });
    assert.deepEqual([state.scores[0].value, state.outcome.id], [7, "watch"]);
    const fewer = await admin.post(`${path}/groups/removal`, { number: second });
    assert.deepEqual([fewer.state.scores[0].value, fewer.state.outcome.id], [3, "fine"]);
    const completed = await admin.post(`${path}/completion`);
    assert.deepEqual([completed.status, completed.completed_by], ["completed", admin.session.name]);
    await admin.refused(409, "assessment_closed", "PUT", `${path}/answers`, { body: { link_id: "patients", values: [true] }, version: 1 });
  });

  test("who holds a discipline signs what is completed; opening it again needs a reason and ends the signature", async () => {
    const assessment = await begin("eigen-lijst", { ...organisation, kind: "application", id: application.id });
    const path = `/api/v1/assessments/${assessment.id}`;
    await answer(assessment, { link_id: "patients", values: [false] });
    const body = { discipline: "dpo", verdict: "agreed" };
    await reviewer.refused(403, "discipline_not_held", "POST", `${path}/signatures`, { body });
    await admin.put(`/api/v1/accounts/${reviewer.id}/disciplines`, { disciplines: ["dpo"] });
    const holders = (await admin.get("/api/v1/disciplines")).items.find((/** @type {any} */ each) => each.discipline === "dpo");
    assert.deepEqual(holders.people.map((/** @type {any} */ each) => each.name), ["Rian Toetser"]);
    await reviewer.refused(409, "assessment_open", "POST", `${path}/signatures`, { body });
    await admin.post(`${path}/completion`);
    const signed = await reviewer.post(`${path}/signatures`, body);
    assert.deepEqual([signed.signatures[0].by, signed.signatures[0].current], ["Rian Toetser", true]);
    await admin.refused(422, "invalid_request", "POST", `${path}/reopening`, { body: { reason: " " } });
    const open = await admin.post(`${path}/reopening`, { reason: "Nieuwe versie" });
    assert.deepEqual([open.status, open.signatures[0].current], ["open", false]);
    assert.ok((await trail(admin, { subject_id: assessment.id })).some((each) => each.action === "assessment.signed"));
  });

  test("people comment and show evidence; a file that is not there is refused", async () => {
    const assessment = await begin("base-in-order");
    const path = `/api/v1/assessments/${assessment.id}`;
    await reviewer.post(`${path}/comments`, { link_id: "ehr", text: "Vraag het de CMIO." });
    const file = await admin.send("POST", "/api/v1/evidence", {
      raw: Buffer.from("meting"),
      headers: { "Content-Type": "application/octet-stream" },
      query: { name: "meting.txt" },
    });
    await admin.post(`${path}/evidence`, { link_id: "ehr", title: "Meting", link: file.body.link });
    await admin.refused(422, "invalid_request", "POST", `${path}/evidence`, {
      body: { link_id: "ehr", title: "Weg", link: "/api/v1/evidence/00000000-0000-7000-8000-000000000000" },
    });
    const { notes } = await admin.get(path);
    assert.deepEqual(notes.map((/** @type {any} */ each) => [each.text, each.by]), [
      ["Vraag het de CMIO.", "Rian Toetser"],
      ["Meting", admin.session.name],
    ]);
  });

  test("a newer version shows first what carries over, is new and is set aside, and loses nothing", async () => {
    assert.equal((await upload(admin, "/api/v1/instruments", own({ id: "verhuis", version: "1" }))).status, 201);
    const assessment = await begin("verhuis", { ...organisation, kind: "application", id: application.id });
    await answer(assessment, { link_id: "patients", values: [true] });
    await answer(assessment, { link_id: "patients-which", values: ["Op de SEH"] });
    const newer = own({ id: "verhuis", version: "2", more: "  - {linkId: extra, type: string, text: {nl: \"Nog iets?\", en: \"Anything else?\"}}" })
      .replace("linkId: patients-which\n    type: string", "linkId: patients-which\n    type: integer");
    assert.equal((await upload(admin, "/api/v1/instruments", newer)).status, 201);
    const path = `/api/v1/assessments/${assessment.id}`;
    assert.equal((await admin.get(path)).newer_version, "2");
    const preview = await admin.get(`${path}/move`);
    const ids = (/** @type {any[]} */ list) => list.map((each) => each.link_id);
    assert.deepEqual(ids(preview.carries_over), ["patients", "purpose"]);
    assert.deepEqual([ids(preview.added), ids(preview.set_aside)], [["extra"], ["patients-which"]]);
    const moved = await admin.post(`${path}/move`, { to_version: "2" });
    assert.deepEqual([moved.instrument_version, moved.newer_version], ["2", null]);
    assert.deepEqual(moved.kept.map((/** @type {any} */ each) => [each.from_version, each.answer.values]), [["1", ["Op de SEH"]]]);
    await admin.refused(409, "instrument_version_same", "POST", `${path}/move`, { body: { to_version: "2" } });
  });

  test("two assessments are compared question by question", async () => {
    const before = await begin("base-in-order");
    const after = await begin("base-in-order");
    await answer(before, { link_id: "ehr", values: ["partly"] });
    await answer(after, { link_id: "ehr", values: ["fully"] });
    const comparison = await admin.get(`/api/v1/assessments/${before.id}/comparison`, { with: after.id });
    assert.equal(comparison.differing, 1);
    const score = comparison.scores.find((/** @type {any} */ each) => each.id === "parts_in_order");
    assert.deepEqual([score.first, score.second, score.change], [0, 1, 1]);
  });

  test("an upload that is not right is refused whole, with every fault and its line", async () => {
    const broken = own({ id: "stuk" }).replace("question: patients, operator", "question: nowhere, operator").replace("max: {of: [risk-size]}", "max: {of: [risk]}");
    const preview = await upload(admin, "/api/v1/instruments/preview", broken);
    assert.equal(preview.body.instrument, null);
    assert.ok(preview.body.faults.length >= 2 && preview.body.faults.every((/** @type {any} */ each) => each.line > 1));
    const refusal = await upload(admin, "/api/v1/instruments", broken);
    assert.deepEqual([refusal.status, refusal.body.code], [422, "instrument_invalid"]);
    assert.equal(refusal.body.errors.length, preview.body.faults.length);
    await admin.refused(404, "not_found", "GET", "/api/v1/instruments/stuk");
    const taken = await upload(admin, "/api/v1/instruments", own({ id: "base-in-order" }));
    assert.equal(taken.body.code, "instrument_shipped");
    assert.equal((await upload(admin, "/api/v1/instruments", own())).body.code, "already_exists");
    assert.equal((await upload(reviewer, "/api/v1/instruments", own({ id: "mag-niet" }))).status, 403);
  });

  test("an assessment goes out as XLSX and FHIR, and comes in again from FHIR", async () => {
    const subject = { ...organisation, kind: "application", id: application.id };
    const assessment = await begin("eigen-lijst", subject);
    const path = `/api/v1/assessments/${assessment.id}`;
    await answer(assessment, { link_id: "patients", values: [true] });
    const { instances } = await admin.post(`${path}/groups`, { link_id: "risks" });
    await answer(assessment, { link_id: "risk", instance: instances[0].number, values: ["Fout beeld"] });
    const book = await admin.send("GET", `${path}/export`, { query: { format: "xlsx", language: "en" } });
    assert.equal(book.bytes.subarray(0, 2).toString(), "PK");
    const response = await admin.send("GET", `${path}/export`, { query: { format: "fhir_r4" } });
    const resource = JSON.parse(response.bytes.toString());
    assert.equal(resource.resourceType, "QuestionnaireResponse");
    const taken = await upload(admin, "/api/v1/assessments/import", JSON.stringify(resource), {
      subject_kind: "application",
      subject_id: application.id,
    });
    assert.equal(taken.status, 201, JSON.stringify(taken.body));
    assert.deepEqual(taken.body.notices, []);
    const plain = (/** @type {any} */ each) => each.answers.map((/** @type {any} */ one) => [one.link_id, one.values]).sort();
    assert.deepEqual(plain(taken.body.assessment), plain(await admin.get(path)));
    for (const release of ["r4", "r5"]) {
      const questionnaire = await admin.send("GET", "/api/v1/instruments/base-in-order/export", { query: { release } });
      const made = JSON.parse(questionnaire.bytes.toString());
      assert.equal(made.item[0].item[0].type, release === "r4" ? "choice" : "coding");
    }
  });

  test("another hospital takes over a DPIA, and answers only what is its own", async () => {
    const mine = await begin("dpia", { ...organisation, kind: "application", id: application.id });
    await answer(mine, { link_id: "data-subjects", values: ["patients"] });
    await answer(mine, { link_id: "controller", values: ["Ziekenhuis Vragen"] });
    await answer(mine, { link_id: "problem", values: ["Mensen wachten te lang."], overruled: "Preciezer" }, 1);
    const file = await admin.send("GET", `/api/v1/assessments/${mine.id}/export`, { query: { format: "shared" } });
    const text = file.bytes.toString();
    for (const secret of [admin.session.name, "Drukte voorspellen", application.id, "controller"])
      assert.ok(!text.includes(secret), `${secret} leaves the hospital`);

    const other = await found(house.server, "Ziekenhuis Overname", "beheer@overname.example");
    const theirs = await other.post("/api/v1/applications", {
      record: record("Voorspeller", { identity: { intended_purpose: "Bedden plannen" } }),
    });
    const taken = await upload(other, "/api/v1/assessments/import", text, { subject_kind: "application", subject_id: theirs.id });
    assert.equal(taken.status, 201, JSON.stringify(taken.body));
    assert.deepEqual(taken.body.notices, []);
    const { id, answers, state } = taken.body.assessment;
    const given = (/** @type {string} */ link) => answers.find((/** @type {any} */ each) => each.link_id === link);
    assert.deepEqual(given("data-subjects").values, ["patients"]);
    assert.deepEqual([given("problem").origin, given("problem").computed.from], ["other_hospital", "Ziekenhuis Vragen"]);
    assert.deepEqual([given("purpose").origin, given("purpose").values], ["field", ["Bedden plannen"]], "the own register knows better");
    assert.equal(given("controller"), undefined);
    assert.ok(state.missing.some((/** @type {any} */ each) => each.link_id === "controller"));
    const differs = { link_id: "data-subjects", values: ["children"] };
    const path = `/api/v1/assessments/${id}/answers`;
    await other.refused(422, "invalid_request", "PUT", path, { body: differs, version: 1 });
    await other.put(path, { ...differs, overruled: "Wij behandelen kinderen." }, 1);
  });

  test("rights follow the subject: an owner assesses the own application, a department its own", async () => {
    const rooms = await departments(admin, ["Radiologie", "Apotheek"]);
    const lead = await member(admin, "Hoofd Radiologie", [{ role: "department_lead", department: rooms["Radiologie"] }]);
    const mine = await admin.post("/api/v1/applications", { record: record("Van de radiologie", { kind: { departments: [rooms["Radiologie"]] } }) });
    await begin("eigen-lijst", { ...organisation, kind: "application", id: mine.id }, lead);
    const body = { instrument_id: "eigen-lijst", subject: { kind: "application", id: application.id, version: null } };
    await lead.refused(403, "forbidden", "POST", "/api/v1/assessments", { body });
    await lead.refused(403, "forbidden", "POST", "/api/v1/assessments", { body: { instrument_id: "base-in-order", subject: organisation } });
    const wrong = await admin.refused(422, "invalid_request", "POST", "/api/v1/assessments", { body: { instrument_id: "eigen-lijst", subject: organisation } });
    assert.deepEqual([wrong.errors[0].pointer, wrong.errors[0].code], ["/subject/kind", "subject_kind_wrong"]);
  });

  test("facts carry value, base, moment and origin, for the hospital or a department", async () => {
    const { items } = await reviewer.get("/api/v1/facts");
    const fact = (/** @type {string} */ id) => items.find((/** @type {any} */ each) => each.id === id);
    const { total } = await admin.get("/api/v1/applications");
    assert.deepEqual([fact("portfolio.total").value, fact("portfolio.total").base], [total, total]);
    assert.equal(fact("portfolio.in_phase.operation").value, 1);
    assert.equal(fact("portfolio.dpia_completed_share").unit, "share");
    assert.ok(fact("portfolio.total").origin.nl && fact("portfolio.total").at);
    const { items: all } = await admin.get("/api/v1/departments");
    const room = all.find((/** @type {any} */ each) => each.name === "Radiologie");
    const there = await reviewer.get("/api/v1/facts", { department: room.id });
    assert.equal(there.items.find((/** @type {any} */ each) => each.id === "portfolio.total").value, 1);
    await reviewer.refused(422, "invalid_request", "GET", "/api/v1/facts", { query: { department: "weg" } });
  });

  const hospital = ["--organisation", "Ziekenhuis Vragen"];
  const english = { LC_ALL: "en_GB.UTF-8" };
  /** @param {string[]} args */
  async function said(...args) {
    const done = await house.server.place.run([...args, "--json"]);
    assert.deepEqual([done.code, done.stderr], [0, ""], args.join(" "));
    return JSON.parse(done.stdout);
  }
  /** Without a database: these read files only. @param {string[]} args */
  const plain = (...args) => regie(["instrument", ...args], { env: english });

  test("the command line checks instruments, and says file, line and reason of what is wrong", async () => {
    const listed = JSON.parse((await plain("list", "--json")).stdout);
    const ids = listed.map((/** @type {any} */ each) => each.id);
    assert.ok(ids.includes("board-mindmap") && ids.includes("dpia"));
    assert.match((await plain("list")).stdout, /^base-in-order 2026\.1 {2}Is our base in order\?$/m);
    assert.match((await plain("check")).stdout, new RegExp(`^${ids.length} instruments are right\n$`));
    const place = temporaryFolder("instrument");
    const [right, wrong] = [join(place.folder, "goed.yaml"), join(place.folder, "fout.yaml")];
    writeFileSync(right, own());
    writeFileSync(wrong, own().replace("question: patients, operator", "question: nowhere, operator"));
    assert.match((await plain("check", right)).stdout, /goed\.yaml: eigen-lijst 1 is right\n$/);
    const refused = await plain("check", right, wrong);
    assert.equal(refused.code, 65);
    const line = own().split("\n").findIndex((each) => each.includes("enableWhen")) + 1;
    assert.match(refused.stderr, new RegExp(`^\\S+fout\\.yaml:${line}: /items/2/enableWhen/0\\S*: Question nowhere does not exist`, "m"));
    const report = JSON.parse((await plain("check", wrong, "--json")).stdout);
    assert.deepEqual([report[0].instrument, report[0].faults[0].line], ["", line]);
    assert.equal((await plain("check", join(place.folder, "weg.yaml"))).code, 66);
    place.remove();
  });

  test("each command explains itself in Dutch and in English", async () => {
    for (const [command, dutch, inEnglish] of /** @type {[string[], RegExp, RegExp][]} */ ([
      [["instrument", "add"], /Neem een eigen instrument in gebruik\./, /Puts an instrument of your own to use\./],
      [["assess", "start"], /Begin een beoordeling\./, /Begins an assessment\./],
      [["assess", "answer"], /--overruled[^\n]*Waarom het anders is dan berekend/, /--overruled[^\n]*Why it differs/],
      [["assess", "import"], /antwoorden uit FHIR/, /answers from FHIR/],
    ])) {
      assert.match((await regie([...command, "--help"])).stdout, dutch);
      assert.match((await regie([...command, "--help"], { env: english })).stdout, inEnglish);
    }
  });

  test("the command line adds an instrument and hands one on", async () => {
    const place = temporaryFolder("instrument");
    const file = join(place.folder, "lijst.yaml");
    writeFileSync(file, own({ id: "van-de-opdracht", subject: "organisation" }).replace(/ {4}prefill.*\n/, ""));
    const added = await said("instrument", "add", file, ...hospital);
    assert.deepEqual([added.id, added.version], ["van-de-opdracht", "1"]);
    assert.equal((await admin.get("/api/v1/instruments/van-de-opdracht")).items.length, 4);
    assert.ok((await trail(admin, { action: "instrument.added" })).some((each) => each.subject_id === "van-de-opdracht"));
    assert.equal((await house.server.place.run(["instrument", "add", file, ...hospital])).code, 65, "it is there already");
    const out = join(place.folder, "uit.json");
    const exported = await house.server.place.run(["instrument", "export", "van-de-opdracht", "--format", "r4", "--output", out, ...hospital]);
    assert.equal(exported.code, 0, exported.stderr);
    assert.equal(JSON.parse(readFileSync(out, "utf8")).resourceType, "Questionnaire");
    writeFileSync(file, "id: [");
    const refused = await house.server.place.run(["instrument", "add", file, ...hospital], { env: english });
    assert.equal(refused.code, 65);
    assert.match(refused.stderr, /line 1|line 2/i);
    place.remove();
  });

  test("the command line begins, answers, completes, opens again, exports and takes over an assessment", async () => {
    const begun = await said("assess", "start", "eigen-lijst", "--subject", application.id, "--title", "Opdracht", ...hospital);
    assert.deepEqual([begun.title, begun.subject.id, begun.status], ["Opdracht", application.id, "open"]);
    const { id } = begun;
    const incomplete = await house.server.place.run(["assess", "complete", id, ...hospital], { env: english });
    assert.notEqual(incomplete.code, 0);
    assert.match(incomplete.stderr, /\/patients: /);
    const given = (/** @type {any} */ shown, /** @type {string} */ link) => shown.answers.find((/** @type {any} */ each) => each.link_id === link);
    assert.deepEqual(given(await said("assess", "answer", id, "patients", "true", ...hospital), "patients").values, [true]);
    await said("assess", "answer", id, "patients-which", "12", ...hospital);
    const changed = await said("assess", "answer", id, "patients-which", "Op de SEH", ...hospital);
    assert.deepEqual([given(changed, "patients-which").values, given(changed, "patients-which").version], [["Op de SEH"], 2]);
    const why = ["--overruled", "Preciezer"];
    assert.equal(given(await said("assess", "answer", id, "purpose", "Bedden", ...why, ...hospital), "purpose").overruled, "Preciezer");
    const wrong = await house.server.place.run(["assess", "answer", id, "patients", "misschien", ...hospital]);
    assert.equal(wrong.code, 65, wrong.stderr);
    assert.equal((await said("assess", "complete", id, ...hospital)).status, "completed");
    const shown = await house.server.place.run(["assess", "show", id, ...hospital], { env: english });
    assert.match(shown.stdout, /Own list: Drukte voorspellen \(completed, 3\/3\)/);
    assert.match(shown.stdout, /^ {2}Watch$/m);
    assert.equal((await said("assess", "reopen", id, "--reason", "Nog eens kijken", ...hospital)).status, "open");
    const { items } = await said("assess", "list", ...hospital);
    assert.ok(items.some((/** @type {any} */ each) => each.id === id));

    const place = temporaryFolder("beoordeling");
    const out = join(place.folder, "uit.json");
    const exported = await house.server.place.run(["assess", "export", id, "--format", "fhir_r4", "--output", out, ...hospital]);
    assert.equal(exported.code, 0, exported.stderr);
    const taken = await said("assess", "import", out, "--subject", application.id, ...hospital);
    assert.deepEqual(taken.notices, []);
    assert.deepEqual(given(taken.assessment, "patients-which").values, ["Op de SEH"]);
    const odd = JSON.parse(readFileSync(out, "utf8"));
    writeFileSync(out, JSON.stringify({ ...odd, author: { display: "Verzonnen" }, subject: { reference: "Patient/1" } }));
    const told = await house.server.place.run(["assess", "import", out, "--subject", application.id, ...hospital], { env: english });
    assert.equal(told.code, 0);
    assert.equal(told.stderr, "Part author was not taken over.\nPart subject was not taken over.\n");
    const book = await house.server.place.run(["assess", "export", id, ...hospital]);
    assert.equal(book.stdout.slice(0, 2), "PK");
    assert.equal((await house.server.place.run(["assess", "export", id, "--format", "pdf", ...hospital])).code, 65);
    place.remove();
  });
});
