import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/endings.mjs";
import { departments, found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const content = join(dirname(fileURLToPath(import.meta.url)), "../../content");

/** `kind: ai_system; role: uses, changes` as answers. @param {string} text */
const answers = (text) =>
  text.split(";").map((part) => {
    const [node = "", chosen = ""] = part.split(":").map((each) => each.trim());
    return { node, answers: chosen.split(",").map((each) => each.trim()) };
  });

const triage = answers(
  "kind: ai_system; exempt: none; role: uses; practices: none; product: none; sensitive_use: emergency; profiling: yes; openness: none",
);
const device = answers(
  "kind: ai_system; exempt: none; role: uses; practices: none; product: device; notified_body: yes; sensitive_use: none; openness: none",
);

onBothDatabases("The law", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let reader;
  /** @type {Record<string, string>} */ let rooms;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Wet", "beheer@wet.example");
    reader = await member(admin, "Lies Lezer", ["reader"]);
    rooms = await departments(admin, ["Spoedeisende hulp"]);
  });

  /** @param {string} name @param {Record<string, any>} [parts] */
  const add = (name, parts) => admin.post("/api/v1/applications", { record: record(name, parts) });
  /** @param {any} application @param {string} tree @param {any[]} given */
  const classify = (application, tree, given, who = admin) =>
    who.put(`/api/v1/applications/${application.id}/law`, { tree, answers: given, note: null }, application.version);
  /** @param {any} law @param {string} id */
  const duty = (law, id) => law.duties.find((/** @type {any} */ each) => each.id === id);

  test("every act, article and duty says where it comes from and when it was checked", async () => {
    const acts = await reader.get("/api/v1/law/acts");
    assert.deepEqual(
      acts.items.map((/** @type {any} */ each) => each.id).sort(),
      ["ai-act", "cybersecurity", "gdpr", "mdr", "nen", "public-sector", "wabvpz", "wgbo"],
    );
    for (const act of acts.items)
      for (const each of act.duties) {
        assert.ok(each.source.title && each.source.publisher, each.id);
        assert.match(each.checked_on, /^2026-/);
        assert.ok(each.text.nl && each.text.en && each.evidence_hint.nl, each.id);
      }
    const trees = await reader.get("/api/v1/law/trees");
    assert.deepEqual(trees.items.map((/** @type {any} */ each) => each.id), ["ai-act", "dpia-needed", "mdr"]);
  });

  test("the questions are asked one by one, with what the register knows, and saving nothing", async () => {
    const application = await add("Chatbot voor afspraken", {
      kind: { technology: "generative", origin: "bought" },
      law: { medical_device: "no" },
    });
    const ask = { tree: "ai-act", application_id: application.id };
    let walk = await reader.post("/api/v1/law/walk", { ...ask, answers: [] });
    /** @type {any[]} */ const given = [];
    const asked = [];
    for (let step = 0; walk.question && step < 20; ++step) {
      asked.push(walk.question.id);
      const none = walk.question.answers.find((/** @type {any} */ each) => ["none", "no"].includes(each.id));
      const chosen = walk.question.suggested.length > 0 ? walk.question.suggested : [none.id];
      given.push({ node: walk.question.id, answers: chosen });
      walk = await reader.post("/api/v1/law/walk", { ...ask, answers: given });
    }
    assert.deepEqual(asked, ["kind", "exempt", "role", "practices", "product", "sensitive_use", "openness"]);
    assert.equal(walk.outcome.id, "open_about_it");
    assert.deepEqual(walk.path.map((/** @type {any} */ each) => each.node), asked);
    assert.ok(walk.duties.some((/** @type {any} */ each) => each.id === "ai-act-4-literacy"));
    assert.ok(walk.changes.some((/** @type {any} */ each) => each.pointer === "/law/risk_class"));
    const law = await reader.get(`/api/v1/applications/${application.id}/law`);
    assert.deepEqual(law.classifications, []);
    assert.equal((await reader.get(`/api/v1/applications/${application.id}`)).record.law.risk_class, "not_classified");
  });

  test("an outcome fills in the register, binds its duties from their day, and is kept with its path", async () => {
    const application = await add("Triage op de SEH", {
      kind: { departments: [rooms["Spoedeisende hulp"]], domain: "medical" },
      data: { personal_data: ["health"] },
    });
    const law = await classify(application, "ai-act", triage);
    assert.equal(law.version, application.version + 1);
    const [classified] = law.classifications;
    assert.equal(classified.outcome.id, "high_risk_use");
    assert.equal(classified.path.length, triage.length);
    assert.equal(classified.path[5].texts[0].nl, "Spoedmeldingen beoordelen of spoedpatiënten sorteren");
    assert.deepEqual(law.unanswered.map((/** @type {any} */ each) => each.id), ["mdr"]);
    assert.deepEqual(law.from_register.map((/** @type {any} */ each) => each.id), ["dpia-needed"]);
    assert.equal(duty(law, "ai-act-26-logs").starts_on, "2027-12-02");
    assert.ok(duty(law, "ai-act-27-rights").unsure.nl);
    assert.equal(duty(law, "ai-act-9-risk"), undefined, "a provider's duty");
    assert.equal(duty(law, "gdpr-13-inform").in_force, true);

    const { record: stored, version } = await reader.get(`/api/v1/applications/${application.id}`);
    assert.deepEqual(
      [stored.law.risk_class, stored.law.ai_act_route, stored.law.ai_act_point, stored.law.ai_act_roles],
      ["high", "annex_iii", "5(d)", ["deployer"]],
    );
    const again = await classify({ ...application, version }, "ai-act", device);
    assert.equal(duty(again, "ai-act-26-logs").starts_on, "2028-08-02");
    assert.equal(duty(again, "ai-act-27-rights"), undefined, "not for devices under Annex I");
    const history = await reader.get(`/api/v1/applications/${application.id}/law/history`);
    assert.deepEqual(
      history.items.map((/** @type {any} */ each) => each.outcome.nl),
      ["Hoog risico, als product (bijlage I)", "Hoog risico, door het gebruik (bijlage III)"],
    );
    const entries = await trail(admin, { action: "law.classified" });
    assert.equal(entries.length, 2);
  });

  test("answers that are not right are refused whole, and so is who may not or comes late", async () => {
    const application = await add("Half beantwoord");
    const path = `/api/v1/applications/${application.id}/law`;
    const put = { version: application.version };
    const half = await admin.refused(422, "invalid_request", "PUT", path, {
      ...put,
      body: { tree: "ai-act", answers: triage.slice(0, 3), note: null },
    });
    assert.deepEqual(half.errors.map(({ pointer, code }) => [pointer, code]), [["/answers", "answer_missing"]]);
    const wrong = await admin.refused(422, "invalid_request", "PUT", path, {
      ...put,
      body: { tree: "ai-act", answers: answers("kind: green; role: none, uses; where: here"), note: null },
    });
    assert.deepEqual(
      wrong.errors.map(({ pointer, code }) => [pointer, code]),
      [
        ["/answers/0/answers/0", "unknown_reference"],
        ["/answers/1/answers", "answers_exclude"],
        ["/answers/2/node", "unknown_reference"],
      ],
    );
    await admin.refused(422, "invalid_request", "PUT", path, { ...put, body: { tree: "wet", answers: [], note: null } });
    await reader.refused(403, "forbidden", "PUT", path, { ...put, body: { tree: "ai-act", answers: triage, note: null } });
    const elsewhere = await member(admin, "Wim Elders", [{ role: "contributor", department: rooms["Spoedeisende hulp"] ?? "" }]);
    await elsewhere.refused(403, "forbidden", "PUT", path, { ...put, body: { tree: "ai-act", answers: triage, note: null } });
    await admin.refused(412, "version_conflict", "PUT", path, {
      version: 7,
      body: { tree: "ai-act", answers: triage, note: null },
    });
    const law = await reader.get(path);
    assert.deepEqual([law.classifications, law.version], [[], application.version]);
  });

  test("a duty is recorded with date, person and evidence, once for each version", async () => {
    const application = await add("Opname van gesprekken", { data: { personal_data: ["health"] } });
    const path = `/api/v1/applications/${application.id}/law/duty`;
    const body = { duty: "gdpr-30-records", state: "met", met_on: "2026-01-15", met_by: "Fenna Voorbeeld", note: null };
    const bare = await admin.refused(422, "invalid_request", "PUT", path, { version: 0, body: { ...body, evidence: [] } });
    assert.deepEqual(bare.errors.map(({ pointer }) => pointer), ["/evidence"]);
    const evidence = [{ title: "Verwerkingsregister", link: "https://intranet.example/avg/12" }];
    const saved = await admin.put(path, { ...body, evidence }, 0);
    assert.deepEqual([saved.version, saved.state, saved.late], [1, "met", false]);
    await admin.refused(412, "version_conflict", "PUT", path, { version: 0, body: { ...body, evidence } });
    const next = await admin.put(path, { ...body, state: "in_progress", evidence }, 1);
    assert.deepEqual([next.version, next.late], [2, true]);
    const why = await admin.refused(422, "invalid_request", "PUT", path, {
      version: 2,
      body: { ...body, state: "not_applicable", evidence: [{ title: "", link: "javascript:alert(1)" }] },
    });
    assert.deepEqual(
      why.errors.map(({ pointer, code }) => [pointer, code]),
      [
        ["/note", "reason_required"],
        ["/evidence/0/title", "missing_field"],
        ["/evidence/0/link", "not_a_link"],
      ],
    );
    await admin.refused(422, "invalid_request", "PUT", path, { version: 0, body: { ...body, duty: "ai-act-9-risk", evidence } });
    await reader.refused(403, "forbidden", "PUT", path, { version: 2, body: { ...body, evidence } });
    const law = await reader.get(`/api/v1/applications/${application.id}/law`);
    assert.equal(duty(law, "gdpr-30-records").state, "in_progress");
  });

  test("a DPIA that is done comes back for review", async () => {
    const application = await add("Voorspeller", { data: { personal_data: ["health"] }, law: { dpia: "completed" } });
    const saved = await admin.put(
      `/api/v1/applications/${application.id}/law/duty`,
      { duty: "gdpr-35-dpia", state: "met", met_on: "2022-03-31", met_by: null, note: "DPIA 2022", evidence: [] },
      0,
    );
    assert.deepEqual([saved.next_review_on, saved.late], ["2025-03-31", true]);
  });

  test("terms are computed from a moment", async () => {
    const terms = await reader.get("/api/v1/law/deadlines", { duty: "ai-act-73-incidents", from: "2028-02-01T09:30:00Z" });
    assert.deepEqual(
      terms.items.map((/** @type {any} */ each) => [each.id, each.ends_at]),
      [
        ["incident", "2028-02-16T09:30:00.000000Z"],
        ["death", "2028-02-11T09:30:00.000000Z"],
        ["widespread", "2028-02-03T09:30:00.000000Z"],
      ],
    );
    await reader.refused(422, "invalid_request", "GET", "/api/v1/law/deadlines", { query: { duty: "geen" } });
  });

  test("the hospital sees what comes when, for how many applications, and what it must do itself", async () => {
    const law = await reader.get("/api/v1/law");
    const days = law.timeline.map((/** @type {any} */ each) => each.starts_on);
    assert.deepEqual(days, [...days].sort((a, b) => (a ?? "9").localeCompare(b ?? "9")));
    const dpia = law.timeline.find((/** @type {any} */ each) => each.duty.id === "gdpr-35-dpia");
    assert.deepEqual([dpia.applications, dpia.met], [1, 1]);
    assert.ok(duty(law, "ai-act-4-literacy") && duty(law, "nen-7510-system"));
    assert.equal(duty(law, "public-woo-open"), undefined);
    assert.ok(law.unanswered.find((/** @type {any} */ each) => each.tree.id === "mdr").applications > 0);

    const saved = await admin.put(
      "/api/v1/law/duty",
      { duty: "ai-act-4-literacy", state: "met", met_on: "2026-11-01", met_by: null, note: "Scholing gegeven", evidence: [] },
      0,
    );
    assert.equal(saved.next_review_on, "2027-11-01");
    const { version } = await reader.get("/api/v1/law");
    const open = await admin.put("/api/v1/law/setting", { public_body: true }, version);
    assert.ok(open.public_body && duty(open, "public-woo-open"));
    await admin.refused(412, "version_conflict", "PUT", "/api/v1/law/setting", { version, body: { public_body: false } });
    await reader.refused(403, "forbidden", "PUT", "/api/v1/law/setting", { version, body: { public_body: false } });
  });

  test("a newer edition is listed for each application before it is accepted, and then holds", async () => {
    const place = temporaryFolder("wet");
    const folder = join(place.folder, "content");
    mkdirSync(folder);
    for (const part of ["trees", "law"]) cpSync(join(content, part), join(folder, part), { recursive: true });
    const change = (/** @type {string} */ file, /** @type {(text: string) => string} */ how) => {
      const before = readFileSync(join(folder, file), "utf8");
      const after = how(before);
      assert.notEqual(after, before, file);
      writeFileSync(join(folder, file), after);
    };
    const organisation = ["--organisation", "Ziekenhuis Wet"];
    const older = await house.server.place.run(["law", "import", folder]);
    change("law/ai-act.yaml", (text) => text.replace("day: 2027-12-02}, {day: 2028-08-02}]", "day: 2028-12-02}, {day: 2029-08-02}]"));
    const same = await house.server.place.run(["law", "import", folder]);
    assert.deepEqual([older.code, same.code], [0, 65], "as new as it was, or another one of the same number");
    change("law/edition.yaml", (text) => text.replace('version: "2026.1"', 'version: "2026.10"'));
    const diff = await house.server.place.run(["law", "diff", folder, "--json", ...organisation]);
    assert.equal(diff.code, 0, diff.stderr);
    const preview = JSON.parse(diff.stdout);
    assert.ok(preview.waiting && preview.total > 0);
    const imported = await house.server.place.run(["law", "import", folder]);
    assert.equal(imported.code, 0, imported.stderr);

    const waiting = await reader.get("/api/v1/law/change");
    assert.deepEqual([waiting.from.version, waiting.to.version, waiting.total], ["2026.1", "2026.10", preview.total]);
    const [first] = waiting.items;
    assert.equal(first.name, "Triage op de SEH");
    const logs = first.changes.find((/** @type {any} */ each) => each.what.nl.startsWith("Bewaar logboeken"));
    assert.deepEqual([logs.kind, logs.before.nl, logs.after.nl], ["start_changed", "2028-08-02", "2029-08-02"]);
    assert.equal(logs.because.nl, "De datum is anders.");
    assert.equal(duty(await reader.get(`/api/v1/applications/${first.id}/law`), "ai-act-26-logs").starts_on, "2028-08-02");
    assert.equal((await reader.get("/api/v1/law")).change_waiting, true);

    await reader.refused(403, "forbidden", "POST", "/api/v1/law/change", { body: { edition: waiting.to.id } });
    await admin.refused(409, "edition_changed", "POST", "/api/v1/law/change", { body: { edition: waiting.from.id } });
    const accepted = await admin.post("/api/v1/law/change", { edition: waiting.to.id });
    assert.equal(accepted.waiting, false);
    assert.equal(duty(await reader.get(`/api/v1/applications/${first.id}/law`), "ai-act-26-logs").starts_on, "2029-08-02");
    const [entry] = await trail(admin, { action: "law.accepted" });
    assert.equal(entry.subject_label, "2026.10");
    place.remove();
  });

  test("the command line lists and checks, and names file, line and reason of what is wrong", async () => {
    const listed = await house.server.place.run(["law", "list", "--json"]);
    assert.equal(listed.code, 0, listed.stderr);
    assert.ok(JSON.parse(listed.stdout).trees.every((/** @type {any} */ each) => each.paths > 50));
    const place = temporaryFolder("wet");
    for (const part of ["trees", "law"]) cpSync(join(content, part), join(place.folder, part), { recursive: true });
    const file = join(place.folder, "trees/mdr.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("to: vital", "to: nergens"));
    const refused = await house.server.place.run(["law", "check", place.folder]);
    assert.equal(refused.code, 65, refused.stderr);
    assert.match(refused.stderr, /trees\/mdr\.yaml/);
    assert.match(refused.stderr, /no question or outcome nergens/);
    place.remove();
  });
});
