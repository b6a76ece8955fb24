/**
 * @file A sector body, hospitals that answer its questions, and packages made without Regie.
 */
import assert from "node:assert/strict";
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { password, signedIn } from "./hospital.mjs";

/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./server.mjs").Server} Server */

export const instrument = "ai-monitor-2026";
export const traits = { type: "general", ambition: "follower", region: "noord", size: "small" };

/** Founds a sector body, whose administrator is signed in. @param {Server} server @param {string} name @param {string} email */
export async function foundHub(server, name, email) {
  const args = ["user", "add", "--email", email, "--name", `Beheer ${name}`, "--organisation", name, "--role", "administrator"];
  const added = await server.place.run([...args, "--new-organisation", "--sector-body", "--password-stdin"], { input: `${password}\n` });
  assert.equal(added.code, 0, added.stderr);
  return signedIn(server, email);
}

/** A round that takes packages, with these members. @param {Client} hub @param {string[]} members @param {Record<string, unknown>} [parts] */
export async function openRound(hub, members, parts = {}) {
  const draft = await hub.post("/api/v1/sector/rounds", {
    title: "Ronde 2026",
    instrument_id: instrument,
    year: 2026,
    opens_on: "2026-01-01",
    closes_on: "2026-12-31",
    ...parts,
  });
  await hub.post(`/api/v1/sector/rounds/${draft.id}/invitations`, { members });
  return hub.put(`/api/v1/sector/rounds/${draft.id}/status`, { status: "open" }, draft.version);
}

/** A member with a code to enrol with. @param {Client} hub @param {string} name */
export async function invite(hub, name) {
  const member = await hub.post("/api/v1/sector/members", { name, traits });
  return hub.post(`/api/v1/sector/members/${member.id}/code`);
}

/** The one text of a JSON document. @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

export const hash = (/** @type {unknown} */ value) => createHash("sha256").update(canonical(value)).digest("hex");

/** A key as another program would make it. */
export function makeKey() {
  const { privateKey } = generateKeyPairSync("ed25519");
  const key = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }));
  return {
    public: createPublicKey(key).export({ format: "jwk" }).x ?? "",
    /** @param {"package" | "request"} what @param {string} text */
    sign: (what, text) => sign(null, Buffer.from(`regie.${what}.1\n${text}`), key).toString("base64url"),
  };
}

/** @typedef {ReturnType<typeof makeKey>} Key */

/** Enrols without a Regie. @param {Client} anybody @param {string} code @param {Key} key */
export const enrol = (anybody, code, key) =>
  anybody.send("POST", "/api/v1/sector/exchange/enrolments", {
    body: { code, public_key: key.public, signature: key.sign("request", code) },
  });

let number = 0;
/** A UUID of version 7 that was not used before. */
export const newId = () => `0199c0de-0000-7000-8000-${String(Date.now() * 100 + (number++ % 100)).padStart(12, "0").slice(-12)}`;

/**
 * A package for a round of a member.
 * @param {any} round
 * @param {string} member
 * @param {Record<string, unknown>} [parts]
 */
export const packageFor = (round, member, parts = {}) => ({
  format: 1,
  id: newId(),
  round_id: round.id,
  instrument_id: round.instrument_id,
  instrument_version: round.instrument_version,
  created_at: new Date().toISOString().replace("Z", "000Z"),
  replaces: null,
  response: { organisation: member, year: round.year, traits, answers: [{ link_id: "q03", values: ["ja"] }] },
  ...parts,
});

/** @param {any} content @param {Key} key */
export const signedText = (content, key) => canonical({ package: content, signature: key.sign("package", canonical(content)) });

/** @param {Client} anybody @param {string} hub id @param {string} text */
export const post = (anybody, hub, text) =>
  anybody.send("POST", `/api/v1/sector/exchange/${hub}/packages`, {
    raw: text,
    headers: { "Content-Type": "application/octet-stream" },
  });

/**
 * Adds hospitals to an open round that send at once, each with a key of its own.
 * @param {Client} hub
 * @param {any} round
 * @param {number} count
 * @param {typeof traits} [of] their traits
 */
export async function fill(hub, round, count, of = traits) {
  const members = [];
  for (let each = 0; each < count; ++each) {
    const member = await hub.post("/api/v1/sector/members", { name: `Ziekenhuis ${newId()}`, traits: of });
    const { code } = await hub.post(`/api/v1/sector/members/${member.id}/code`);
    members.push({ id: member.id, code, key: makeKey() });
  }
  await hub.post(`/api/v1/sector/rounds/${round.id}/invitations`, { members: members.map(({ id }) => id) });
  for (const { id, code, key } of members) {
    assert.equal((await enrol(hub, code, key)).status, 200);
    const response = { organisation: id, year: round.year, traits: of, answers: [{ link_id: "q03", values: ["ja"] }] };
    const sent = await post(hub, hub.session.organisation.id, signedText(packageFor(round, id, { response }), key));
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
  }
  return members;
}

/** Closes a round. @param {Client} hub @param {any} round @returns {Promise<any>} */
export async function close(hub, round) {
  const { version } = (await hub.get("/api/v1/sector/rounds")).items.find((/** @type {any} */ each) => each.id === round.id);
  return hub.put(`/api/v1/sector/rounds/${round.id}/status`, { status: "closed" }, version);
}

/** Every question of an instrument by linkId. @param {any[]} items @returns {Map<string, any>} */
export function questionsOf(items) {
  return new Map(items.flatMap((item) => [[item.link_id, item], ...questionsOf(item.items)]));
}

/** An answer that fits. @param {any} item */
function someAnswer(item) {
  if (item.options.length > 0) return [item.options[0].value];
  if (item.type === "boolean") return [true];
  if (item.type === "integer" || item.type === "decimal") return [item.minimum ?? 1];
  return ["Vrije tekst"];
}

/** Answers whatever is still required, and completes. @param {Client} client @param {string} id */
export async function fillIn(client, id) {
  const path = `/api/v1/assessments/${id}`;
  let assessment = await client.get(path);
  const questions = questionsOf((await client.get(`/api/v1/instruments/${assessment.instrument_id}`)).items);
  while (assessment.state.missing.length > 0) {
    for (const { link_id } of assessment.state.missing)
      await client.put(`${path}/answers`, { link_id, values: someAnswer(questions.get(link_id)) }, 0);
    assessment = await client.get(path);
  }
  return client.post(`${path}/completion`);
}
