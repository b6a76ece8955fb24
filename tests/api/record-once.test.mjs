/**
 * @file Record once, use everywhere: what one room finds, the others know without anybody typing it again.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { found, member } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

onBothDatabases("What is recorded once", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let reviewer;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Eenmaal", "beheer@eenmaal.example");
    reviewer = await member(admin, "Esra Toets", ["reviewer"]);
  });

  test("a completed pre-scan fills in the register, by whom may assess and not write in it", async () => {
    const application = await admin.post("/api/v1/applications", { record: record("Bedden tellen"), phase: "exploration" });
    const path = `/api/v1/applications/${application.id}`;
    assert.equal(application.record.law.dpia, "not_assessed");
    await reviewer.refused(403, "forbidden", "PUT", path, { body: application.record, version: application.version });
    const scan = await reviewer.post("/api/v1/assessments", {
      instrument_id: "dpia-prescan",
      subject: { kind: "application", id: application.id, version: null },
    });
    const answers = [
      { link_id: "purpose", values: ["Weten hoeveel bedden vrij zijn"] },
      { link_id: "personal-data", values: ["none"] },
      { link_id: "existing-dpia", values: ["none"] },
    ];
    for (const answer of answers) await reviewer.put(`/api/v1/assessments/${scan.id}/answers`, answer, 0);
    const done = await reviewer.post(`/api/v1/assessments/${scan.id}/completion`);
    assert.equal(done.outcome.id, "no_personal_data");
    const after = await admin.get(path);
    assert.equal(after.record.law.dpia, "not_needed");
    assert.ok(after.version > application.version);
    const [latest] = (await admin.get(`${path}/history`)).items;
    assert.deepEqual([latest.kind, latest.by], ["changed", "Esra Toets"]);
    assert.deepEqual(latest.changes.map((/** @type {any} */ each) => each.pointer), ["/law/dpia"]);
  });

  test("every fact has its line in the list of facts, and no other", async () => {
    const listed = readFileSync(new URL("../../docs/facts.md", import.meta.url), "utf8").matchAll(/^- `(.+)`$/gm);
    const ids = (await reviewer.get("/api/v1/facts")).items.map((/** @type {any} */ each) => each.id);
    assert.deepEqual([...listed].map(([, id]) => id).sort(), ids.sort());
  });

  test("facts count what other rooms know, each with its base, and leave out what has ended", async () => {
    const value = async (/** @type {string} */ id) => {
      const fact = (await reviewer.get("/api/v1/facts")).items.find((/** @type {any} */ each) => each.id === id);
      assert.ok(fact, id);
      return [fact.value, fact.base];
    };
    assert.deepEqual(await value("assessment.completed_past_year"), [1, 1]);
    assert.deepEqual(await value("assessment.assessed_share"), [1, 1]);
    assert.deepEqual(await value("law.duties_met"), [0, 0]);
    const application = await admin.post("/api/v1/applications", {
      record: record("Brieven schrijven", { data: { personal_data: ["health"] } }),
      phase: "operation",
    });
    const duty = { duty: "gdpr-30-records", state: "met", met_on: null, met_by: null, note: "Nummer 12", evidence: [] };
    await admin.put(`/api/v1/applications/${application.id}/law/duty`, duty, 0);
    assert.deepEqual(await value("law.duties_met"), [1, 1]);
    assert.deepEqual(await value("assessment.assessed_share"), [0.5, 2]);
    assert.deepEqual(await value("validation.validated_share"), [0, 2]);
    await admin.post(`/api/v1/applications/${application.id}/phase`, { phase: "retired", reason: "Te duur", on: null }, application.version);
    assert.deepEqual(await value("law.duties_met"), [0, 0]);
  });
});
