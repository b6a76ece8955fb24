import assert from "node:assert/strict";
import { before, test } from "node:test";
import { departments, found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

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

  test("the command line checks an instrument and shows an assessment", async () => {
    const listed = await house.server.place.run(["assess", "list", "--organisation", "Ziekenhuis Vragen", "--json"]);
    assert.equal(listed.code, 0, listed.stderr);
    const { items } = JSON.parse(listed.stdout);
    assert.ok(items.length > 5);
    const shown = await house.server.place.run(["assess", "show", items[0].id, "--organisation", "Ziekenhuis Vragen"]);
    assert.equal(shown.code, 0, shown.stderr);
  });
});
