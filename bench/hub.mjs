/**
 * @file A sector body under load: packages a second, each on disk before its receipt, and the pages
 * of a publication.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { Client } from "../tests/support/client.mjs";
import { signedIn } from "../tests/support/hospital.mjs";
import { enrol, foundHub, makeKey, newId, openRound, packageFor, signedText } from "../tests/support/sector.mjs";
import { startServer } from "../tests/support/server.mjs";
import { median, timed } from "./measure.mjs";

const hospitals = 200;
const packages = 5; // of each: the first, and corrections of it
const senders = 16;

/** @typedef {import("../tests/support/server.mjs").Place} Place */

/** What an invented hospital answered to the whole questionnaire. @param {Client} example */
async function someResponse(example) {
  const [round] = (await example.get("/api/v1/sector/rounds")).items;
  const { items } = await example.get(`/api/v1/sector/rounds/${round.id}/response`);
  const { member_id: member } = items.find((/** @type {any} */ each) => each.state === "sent");
  const [sent] = (await example.get(`/api/v1/sector/rounds/${round.id}/submissions`, { member })).items;
  return { round, response: sent.document.package.response };
}

/** For each hospital its packages in the order in which they must come. @param {Client} hub @param {any} response */
async function prepare(hub, response) {
  const members = [];
  for (let number = 0; number < hospitals; ++number) {
    const { id } = await hub.post("/api/v1/sector/members", { name: `Ziekenhuis ${number}`, traits: response.traits });
    const { code } = await hub.post(`/api/v1/sector/members/${id}/code`);
    const key = makeKey();
    assert.equal((await enrol(hub, code, key)).status, 200);
    members.push({ id, key });
  }
  const round = await openRound(hub, members.map(({ id }) => id));
  return members.map(({ id, key }) => {
    /** @type {string | null} */
    let replaces = null;
    return Array.from({ length: packages }, () => {
      const content = packageFor(round, id, { id: newId(), replaces, response: { ...response, organisation: id } });
      replaces = content.id;
      return signedText(content, key);
    });
  });
}

/** Without checking answers against the API document, which would measure that. @param {Agent} agent @param {URL} address @param {string} text @returns {Promise<number>} */
const send = (agent, address, text) =>
  new Promise((resolve, reject) => {
    const headers = { "Content-Type": "application/octet-stream", "Content-Length": Buffer.byteLength(text) };
    const asked = request(address, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.on("error", reject);
    asked.end(text);
  });

/** Packages a second, their size, and milliseconds of the publication's pages. @param {Place} place */
export async function hub(place) {
  const server = await startServer({ place, flags: ["--hub"] });
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  try {
    const secret = readFileSync(join(place.data, "example-password.txt"), "utf8").trim();
    const example = await signedIn(server, "sanne@voorbeeld.example", secret);
    const { round, response } = await someResponse(example);
    const body = await foundHub(server, "Sectororganisatie Meting", "hub@meting.example");
    const lists = await prepare(body, response);
    const address = new URL(`/api/v1/sector/exchange/${body.session.organisation.id}/packages`, server.address);
    const bytes = Buffer.byteLength(lists[0]?.[0] ?? "");
    const waiting = [...lists];
    const sender = async () => {
      for (let texts = waiting.shift(); texts; texts = waiting.shift())
        for (const text of texts) assert.equal(await send(agent, address, text), 200);
    };
    const took = await timed(() => Promise.all(Array.from({ length: senders }, sender)));
    const path = `/api/v1/sector/rounds/${round.id}/publication`;
    /** @type {Record<string, number>} */
    const pages = {};
    for (const [name, query] of /** @type {const} */ ([["all", {}], ["by type", { by: ["type"] }], ["one question", { question: "q04" }]])) {
      const text = new URLSearchParams(/** @type {any} */ (query)).toString();
      const ask = () => fetch(`${server.address}${path}?${text}`, { headers: { Cookie: example.cookie ?? "" } }).then((answer) => answer.arrayBuffer());
      await ask();
      pages[name] = await median(15, () => timed(ask));
    }
    return { rate: (hospitals * packages * 1000) / took, bytes, pages };
  } finally {
    agent.destroy();
    await server.kill();
  }
}
