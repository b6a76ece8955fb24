import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { before, test } from "node:test";
import { found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const inDays = (/** @type {number} */ days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

onBothDatabases("Gates and decisions", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let board;
  /** @type {Client} */ let reviewer;
  /** @type {Client} */ let reader;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Poort", "beheer@poort.example");
    board = await member(admin, "Bea Board", ["ai_board_member"]);
    reviewer = await member(admin, "Cas Toets", ["reviewer"]);
    reader = await member(admin, "Lies Lezer", ["reader"]);
  });

  /** An idea that has all that its gate asks, or not its owner. @param {string} name @param {boolean} [complete] */
  const idea = (name, complete = true) =>
    admin.post("/api/v1/applications", {
      record: record(name, {
        identity: { problem: "Foto's wachten", problem_owner: "De spoedeisende hulp", intended_purpose: "Breuken zoeken" },
        kind: { domain: "medical", technology: "rules" },
        data: { personal_data: ["health"] },
        people: complete ? { accountable_owner: { name: "Eva Eigenaar" } } : {},
      }),
      phase: "idea",
    });
  const gate = (/** @type {string} */ id) => reader.get(`/api/v1/applications/${id}/gate`);
  const go = { phase: "idea", verdict: "go", reason: "Past bij het plan", conditions: [] };

  test("the gate says what is met, what is missing, who is asked and since when", async () => {
    const { id } = await idea("Breuken zoeken", false);
    const seen = await gate(id);
    assert.deepEqual([seen.phase, seen.to_phase, seen.state, seen.met, seen.missing], ["idea", "exploration", "open", 5, 1]);
    for (const each of seen.requirements) assert.ok(each.text.nl && each.text.en, each.id);
    assert.deepEqual(seen.allowed, { decide: false, add_document: false, meet_condition: false });
    assert.ok((await board.get("/api/v1/gates")).items.some((/** @type {any} */ each) => each.application_id === id));
  });

  test("a go moves the card, seals what was known, and is proved by its hash and the audit trail", async () => {
    const application = await idea("Knobbels zoeken");
    const path = `/api/v1/applications/${application.id}/decisions`;
    await reader.refused(403, "forbidden", "POST", path, { body: go, version: application.version });
    await admin.refused(403, "forbidden", "POST", path, { body: go, version: application.version });
    await board.refused(412, "version_conflict", "POST", path, { body: go, version: application.version + 1 });
    await board.refused(409, "gate_not_open", "POST", path, { body: { ...go, phase: "development" }, version: application.version });
    const decision = await board.post(path, go, application.version);
    assert.equal((await reader.get(`/api/v1/applications/${application.id}`)).phase, "exploration");
    const sealed = await reader.get(`/api/v1/decisions/${decision.id}`);
    assert.deepEqual([sealed.intact, sealed.faults], [true, []]);
    assert.equal(createHash("sha256").update(sealed.snapshot).digest("hex"), decision.sha256);
    const snapshot = JSON.parse(sealed.snapshot);
    assert.equal(snapshot.application.phase, "idea");
    assert.equal(snapshot.application.record.identity.name, "Knobbels zoeken");
    assert.equal(snapshot.gate.requirements.length, 6)
    assert.ok(snapshot.facts.some((/** @type {any} */ fact) => fact.id === "portfolio.total" && fact.value >= 1));
    const made = (await trail(admin)).find((/** @type {any} */ each) => each.action === "decision.made");
    assert.equal(JSON.parse(made?.details ?? "{}").sha256, decision.sha256);
    const checked = await house.server.place.run(["decision", "verify", decision.id, "--json"]);
    assert.equal(checked.code, 0, checked.stderr);
    assert.deepEqual(JSON.parse(checked.stdout).items.map((/** @type {any} */ each) => [each.id, each.intact]), [[decision.id, true]]);
    const unknown = await house.server.place.run(["decision", "verify", "00000000-0000-7000-8000-000000000000"]);
    assert.equal(unknown.code, 66);
  });

  test("what is missing is waived until a day, or becomes a condition with an owner and a date", async () => {
    const application = await idea("Intekenen", false);
    const path = `/api/v1/applications/${application.id}`;
    const refused = await board.refused(409, "requirements_missing", "POST", `${path}/decisions`, { body: go, version: application.version });
    assert.match(refused.detail ?? "", /1/);
    const waiver = { phase: "idea", requirement: "idea-owner", reason: "", expires_on: inDays(-1) };
    const problem = await board.refused(422, "invalid_request", "POST", `${path}/gate/waivers`, { body: waiver });
    assert.deepEqual((problem.errors ?? []).map((/** @type {any} */ each) => each.pointer).sort(), ["/expires_on", "/reason"]);
    await reviewer.refused(403, "forbidden", "POST", `${path}/gate/waivers`, { body: { ...waiver, reason: "x", expires_on: inDays(9) } });
    const waived = await board.post(`${path}/gate/waivers`, { ...waiver, reason: "Volgt in maart", expires_on: inDays(30) });
    assert.deepEqual([waived.state, waived.waived, waived.waivers[0].granted_by], ["ready", 1, "Bea Board"]);
    const conditions = [{ text: "Zoek een eigenaar", owner: "Afdelingshoofd", due_on: inDays(20) }];
    const decision = await board.post(`${path}/decisions`, { ...go, verdict: "go_with_conditions", conditions }, application.version);
    const open = (await reader.get("/api/v1/gates")).conditions.find((/** @type {any} */ each) => each.decision_id === decision.id);
    assert.deepEqual([open.text, open.overdue], ["Zoek een eigenaar", false]);
    await board.post(`/api/v1/decisions/${decision.id}/conditions`, { number: 1, note: "Eva is het geworden" });
    await board.refused(409, "condition_closed", "POST", `/api/v1/decisions/${decision.id}/conditions`, { body: { number: 1, note: "Nog eens" } });
  });

  test("a sign-off and a document keep who and when, and an objection needs its reason", async () => {
    const application = await admin.post("/api/v1/applications", { record: record("Triage"), phase: "exploration" });
    const path = `/api/v1/applications/${application.id}/gate`;
    const signature = { phase: "exploration", discipline: "ciso", verdict: "objected", remark: null };
    await reviewer.refused(403, "discipline_not_held", "POST", `${path}/signatures`, { body: signature });
    await admin.put(`/api/v1/accounts/${reviewer.id}/disciplines`, { disciplines: ["ciso"] });
    await reviewer.refused(422, "invalid_request", "POST", `${path}/signatures`, { body: signature });
    await reader.refused(403, "forbidden", "POST", `${path}/signatures`, { body: { ...signature, verdict: "agreed" } });
    const signed = await reviewer.post(`${path}/signatures`, { ...signature, verdict: "agreed" });
    const ciso = signed.requirements.find((/** @type {any} */ each) => each.discipline === "ciso");
    assert.deepEqual([ciso.state, ciso.by], ["met", "Cas Toets"]);
    const document = { kind: "value_case", title: "Raming", link: "javascript:alert(1)" };
    await board.refused(422, "invalid_request", "POST", `${path}/documents`, { body: document });
    const added = await board.post(`${path}/documents`, { ...document, link: "https://voorbeeld.example/raming" });
    assert.equal(added.requirements.find((/** @type {any} */ each) => each.document === "value_case").state, "met");
  });

  test("a material change opens the gate again, and the next decision closes it", async () => {
    const application = await idea("Spraak");
    const path = `/api/v1/applications/${application.id}`;
    await board.post(`${path}/decisions`, go, application.version);
    const moved = await board.get(path);
    moved.record.identity.intended_purpose = "Iets heel anders";
    const changed = await board.put(path, moved.record, moved.version);
    const reopened = await gate(application.id);
    assert.deepEqual([reopened.state, reopened.phase, reopened.to_phase], ["reopened", "idea", null]);
    assert.deepEqual(reopened.changes, [{ field: "purpose", before: "Breuken zoeken", after: "Iets heel anders" }]);
    assert.equal((await board.get("/api/v1/gates")).items[0].state, "reopened");
    await board.post(`${path}/decisions`, go, changed.version);
    const closed = await gate(application.id);
    assert.deepEqual([closed.phase, closed.changes, closed.current_phase], ["exploration", [], "exploration"]);
    assert.equal(closed.decisions[1].superseded_by, closed.decisions[0].id);
  });

  test("gates that are binding stop a move forward by hand, and never one back or out", async () => {
    const setting = await admin.get("/api/v1/gates/setting");
    await board.refused(403, "forbidden", "PUT", "/api/v1/gates/setting", { body: { binding: true }, version: setting.version });
    const application = await admin.post("/api/v1/applications", { record: record("Planning"), phase: "development" });
    const path = `/api/v1/applications/${application.id}/phase`;
    const move = (/** @type {string} */ phase) => ({ phase, reason: "Omdat het moet", on: null });
    const bound = await admin.put("/api/v1/gates/setting", { binding: true }, setting.version);
    await board.refused(409, "gate_binding", "POST", path, { body: move("pilot_technical"), version: application.version });
    const back = await board.post(path, move("exploration"), application.version);
    const out = await board.post(path, move("stopped"), back.version);
    await board.refused(409, "gate_binding", "POST", path, { body: move("operation"), version: out.version });
    await admin.put("/api/v1/gates/setting", { binding: false }, bound.version);
    const again = await board.post(path, move("development"), out.version);
    const forward = await board.post(path, move("pilot_technical"), again.version);
    assert.equal(forward.phase, "pilot_technical");
    assert.equal((await gate(application.id)).moved_without_decision, true);
  });

  test("another hospital sees none of it", async () => {
    const application = await idea("Geheim");
    const decision = await board.post(`/api/v1/applications/${application.id}/decisions`, go, application.version);
    const other = await found(house.server, "Ziekenhuis Elders", "beheer@elders.example");
    await other.refused(404, "not_found", "GET", `/api/v1/decisions/${decision.id}`);
    await other.refused(404, "not_found", "GET", `/api/v1/applications/${application.id}/gate`);
    assert.deepEqual((await other.get("/api/v1/gates")).items, []);
  });
});
