/**
 * @file What a hospital does that takes answers, results and decisions that fit each other, so that a
 * body made from the API document alone does not get there.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./endings.mjs";
import { record } from "./record.mjs";
import { canonical, close, enrol, fill, fillIn, makeKey, openRound, packageFor, post, signedText, traits } from "./sector.mjs";
import { canary } from "./walk.mjs";

/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./server.mjs").Place} Place */

const root = fileURLToPath(new URL("../..", import.meta.url));

const own = (/** @type {string} */ version) => `
id: eigen-lijst
version: "${version}"
title: {nl: "${canary}", en: "${canary}"}
summary: {nl: "${canary}", en: "${canary}"}
subject: organisation
source: {title: "${canary}", publisher: "${canary}"}
checked_on: 2026-11-24
items:
  - linkId: group
    type: group
    repeats: true
    text: {nl: "${canary}", en: "${canary}"}
    items:
      - {linkId: question, type: text, text: {nl: "${canary}", en: "${canary}"}}
`;

/** @param {Client} client @param {string} path @param {string} content @param {Record<string, string>} [query] */
async function upload(client, path, content, query = {}) {
  const answer = await client.send("POST", path, {
    raw: Buffer.from(content),
    headers: { "Content-Type": "application/octet-stream" },
    query,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

/** Fills in, signs, reopens, moves, compares and exchanges assessments. @param {Client} client */
export async function assess(client) {
  await upload(client, "/api/v1/instruments", own("1"));
  const subject = { kind: "organisation", id: null, version: null };
  const begin = (/** @type {string} */ instrument_id) =>
    client.post("/api/v1/assessments", { instrument_id, subject, title: `${canary} lijst` });
  const base = await begin("base-in-order");
  await client.put(
    `/api/v1/assessments/${base.id}/answers`,
    { link_id: "infrastructure-gap", values: [`${canary} ontbreekt`] },
    0,
  );
  await client.get(`/api/v1/assessments/${base.id}`);
  const other = await begin("eigen-lijst");
  const path = `/api/v1/assessments/${other.id}`;
  const { instances } = await client.post(`${path}/groups`, { link_id: "group" });
  await client.post(`${path}/groups/removal`, { number: instances[0].number });
  await client.put(`/api/v1/accounts/${client.id}/disciplines`, { disciplines: ["dpo", "ciso"] });
  await client.post(`${path}/completion`);
  await client.post(`${path}/signatures`, { discipline: "dpo", verdict: "agreed", remark: canary });
  await client.post(`${path}/reopening`, { reason: canary });
  await upload(client, "/api/v1/instruments", own("2"));
  await client.get(`${path}/move`);
  await client.post(`${path}/move`, { to_version: "2" });
  await client.get(`/api/v1/assessments/${base.id}/comparison`, { with: (await begin("base-in-order")).id });
  await client.get(`${path}/history`);
  await client.get("/api/v1/instruments/eigen-lijst");
  await client.get("/api/v1/instruments/eigen-lijst/export");
  const out = await client.send("GET", `/api/v1/assessments/${base.id}/export`, { query: { format: "fhir_r4" } });
  await upload(client, "/api/v1/assessments/import", out.bytes.toString(), { subject_kind: "organisation" });
}

/** Classifies an application, meets duties, and accepts a newer edition of the law. @param {Client} client @param {Place} place */
export async function liveByTheLaw(client, place) {
  const parts = { kind: { technology: "generative", origin: "bought" }, data: { personal_data: ["health"] } };
  const { id, version } = await client.post("/api/v1/applications", { record: record(`${canary} spraak`, parts) });
  const given = [];
  let walk = await client.post("/api/v1/law/walk", { tree: "ai-act", application_id: id, answers: [] });
  for (let step = 0; walk.question && step < 20; ++step) {
    const { id: node, suggested, answers: offered } = walk.question;
    const none = offered.find((/** @type {any} */ each) => ["none", "no"].includes(each.id));
    given.push({ node, answers: suggested.length > 0 ? suggested : [none.id] });
    walk = await client.post("/api/v1/law/walk", { tree: "ai-act", application_id: id, answers: given });
  }
  await client.put(`/api/v1/applications/${id}/law`, { tree: "ai-act", answers: given, note: canary }, version);
  const met = { state: "met", met_on: "2026-01-15", met_by: canary, note: canary, evidence: [] };
  await client.put(`/api/v1/applications/${id}/law/duty`, { duty: "gdpr-30-records", ...met }, 0);
  await client.put("/api/v1/law/duty", { duty: "ai-act-4-literacy", ...met }, 0);
  await client.put("/api/v1/law/setting", { public_body: true }, (await client.get("/api/v1/law")).version);
  await client.get("/api/v1/law/deadlines", { duty: "ai-act-73-incidents", from: "2028-02-01T09:30:00Z" });

  const newer = temporaryFolder("wet");
  const folder = join(newer.folder, "content");
  mkdirSync(folder);
  for (const part of ["trees", "law"]) cpSync(join(root, "content", part), join(folder, part), { recursive: true });
  const edition = join(folder, "law/edition.yaml");
  writeFileSync(edition, readFileSync(edition, "utf8").replace('version: "2026.1"', 'version: "2026.10"'));
  const imported = await place.run(["law", "import", folder]);
  assert.equal(imported.code, 0, imported.stderr);
  newer.remove();
  const change = await client.get("/api/v1/law/change");
  await client.post("/api/v1/law/change", { edition: change.to.id });
}

/** Makes an idea of something on the market. @param {Client} client */
export async function shop(client) {
  const [first] = (await client.get("/api/v1/market")).items;
  await client.get(`/api/v1/market/${first.id}`);
  await client.post(`/api/v1/market/${first.id}/idea`);
}

/** Adds a validation. @param {Client} client */
export async function validate(client) {
  const versions = [{ version: "1.0" }];
  const { id } = await client.post("/api/v1/applications", { record: record(`${canary} borst`, { data: { versions } }) });
  const result = JSON.parse(readFileSync(join(root, "tests/data/validation/breast-cancer.json"), "utf8"));
  const claims = [{ measure: "auroc", value: 0.9, source: canary }];
  const { summary } = await client.post(`/api/v1/applications/${id}/validations`, { application_version: "1.0", claims, result });
  await client.get(`/api/v1/validations/${summary.id}`);
  await client.get(`/api/v1/validations/${summary.id}/report`, { language: "nl" });
  await client.get(`/api/v1/validations/${summary.id}/card`);
  const rows = Array.from({ length: 400 }, (_, row) => `0.${100 + ((row * 37) % 800)},${(row * 37) % 800 > (row * 53) % 700 ? 1 : 0}`);
  const plan = `score: [score]\noutcome: outcome\nagreed_by: ${canary}\n`;
  const query = { application_version: "1.0", file_name: `${canary}.csv`, plan };
  await upload(client, `/api/v1/applications/${id}/validation-runs`, `score,outcome\n${rows.join("\n")}\n`, query);
}

/** Keeps a file that proves something, and opens it. @param {Client} client */
export async function prove(client) {
  const file = await client.succeed("POST", "/api/v1/evidence", {
    raw: Buffer.from(`${canary} verslag`),
    query: { name: `${canary}.txt` },
    headers: { "Content-Type": "application/octet-stream" },
  });
  await client.send("GET", file.link);
}

/** Waives, signs, adds a document and decides. @param {Client} client a member of the AI board */
export async function decide(client) {
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const parts = {
    identity: { problem: canary, problem_owner: canary, intended_purpose: canary },
    kind: { domain: "medical" },
  };
  const idea = await client.post("/api/v1/applications", { record: record(`${canary} breuken`, parts), phase: "idea" });
  const path = `/api/v1/applications/${idea.id}`;
  await client.get(`${path}/gate`);
  await client.post(`${path}/gate/waivers`, { phase: "idea", requirement: "idea-owner", reason: canary, expires_on: soon });
  const decision = await client.post(
    `${path}/decisions`,
    { phase: "idea", verdict: "go_with_conditions", reason: canary, conditions: [{ text: canary, owner: canary, due_on: soon }] },
    idea.version,
  );
  await client.get(`/api/v1/decisions/${decision.id}`);
  await client.post(`/api/v1/decisions/${decision.id}/conditions`, { number: 1, note: canary });
  await client.post(`${path}/gate/signatures`, { phase: "exploration", discipline: "ciso", verdict: "agreed", remark: canary });
  await client.post(`${path}/gate/documents`, { kind: "value_case", title: canary, link: "https://voorbeeld.example/raming" });
  const moved = await client.get(path);
  await client.post(`${path}/phase`, { phase: "development", reason: canary, on: null }, moved.version);
  const { version } = await client.get("/api/v1/gates/setting");
  await client.put("/api/v1/gates/setting", { binding: true }, version);
}

/** Is a sector body, and a hospital that takes part in its round. @param {Client} client @param {Place} place */
export async function takePart(client, place) {
  const organisation = client.session.organisation.id;
  await place.sql(`UPDATE organisation SET kind = 'sector_body' WHERE id = '${organisation}'`);
  const named = (/** @type {string} */ name) => ({ name: `${canary} ${name}`, traits: { ...traits, region: canary } });
  const ours = await client.post("/api/v1/sector/members", named("wij"));
  const theirs = await client.post("/api/v1/sector/members", named("zij"));
  await client.put(`/api/v1/sector/members/${theirs.id}`, named("anderen"), theirs.version);
  const round = await openRound(client, [ours.id, theirs.id], { title: `${canary} ronde` });

  const key = makeKey();
  await enrol(client, (await client.post(`/api/v1/sector/members/${theirs.id}/code`)).code, key);
  const request = { hub_id: organisation, member_id: theirs.id, at: new Date().toISOString().replace("Z", "000Z"), started: [round.id] };
  await client.post("/api/v1/sector/exchange/rounds", { request, signature: key.sign("request", canonical(request)) });
  const response = { organisation: theirs.id, year: round.year, traits: { ...traits, region: canary }, answers: [] };
  await post(client, organisation, signedText(packageFor(round, theirs.id, { response }), key));

  const { code } = await client.post(`/api/v1/sector/members/${ours.id}/code`);
  await client.post("/api/v1/sector/enrolments", { address: client.address, code });
  await client.post("/api/v1/sector/offered-rounds/refresh");
  const offered = `/api/v1/sector/offered-rounds/${round.id}`;
  await fillIn(client, (await client.post(`${offered}/assessment`)).assessment_id);
  const first = await client.post(`${offered}/packages`);
  const { receipt } = await client.post(`/api/v1/sector/packages/${first.id}/delivery`);
  await client.post(`/api/v1/sector/packages/${first.id}/receipt`, receipt);
  const second = await client.post(`${offered}/packages`);
  const file = await client.send("GET", `/api/v1/sector/packages/${second.id}/file`);
  await client.send("POST", "/api/v1/sector/submissions/import", {
    raw: file.bytes,
    headers: { "Content-Type": "application/octet-stream" },
  });
  await client.get(`/api/v1/sector/packages/${second.id}`);
  await client.get(`/api/v1/sector/rounds/${round.id}/submissions`, { member: ours.id });
  await client.get(`/api/v1/sector/rounds/${round.id}/response`);

  const others = await fill(client, round, 4, { ...traits, region: canary });
  assert.equal(others.length, 4);
  await close(client, round);
  const { version } = (await client.get("/api/v1/sector/rounds")).items.find((/** @type {any} */ each) => each.id === round.id);
  await client.post(`/api/v1/sector/rounds/${round.id}/publication`, { crossed: [] }, version);
  await client.get(`/api/v1/sector/rounds/${round.id}/publication`, { by: ["region"] });
  await client.send("GET", `/api/v1/sector/rounds/${round.id}/publication/file`);
  await client.send("GET", `/api/v1/sector/rounds/${round.id}/publication/report`);
  const asked = { hub_id: organisation, member_id: theirs.id, at: new Date().toISOString().replace("Z", "000Z"), round_id: round.id };
  await client.post("/api/v1/sector/exchange/publications", { request: asked, signature: key.sign("request", canonical(asked)) });
  await client.post("/api/v1/sector/offered-rounds/refresh");
  await client.get(`${offered}/publication`);
  await client.send("GET", `${offered}/publication/report`);
  await client.get(`${offered}/comparison`);
}
