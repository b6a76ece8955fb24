/**
 * @file What is measured, one function each. Times are in milliseconds unless said otherwise.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { run } from "../tests/support/endings.mjs";
import { signedIn } from "../tests/support/hospital.mjs";
import { plainEnvironment, program, startServer } from "../tests/support/server.mjs";
import { memoryOf } from "../tests/support/wire.mjs";
import { administrator, organisation } from "./hospital.mjs";

/** @typedef {import("../tests/support/server.mjs").Place} Place */
/** @typedef {import("../tests/support/server.mjs").Server} Server */
/** @typedef {{p50: number, p95: number, p99: number, rate: number, requests: number, failed: number}} Load */

export const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const report = fileURLToPath(new URL("load.lua", import.meta.url));

/** @param {() => Promise<unknown>} work */
export async function timed(work) {
  const began = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/** The middle one of several tries. @param {number} times @param {() => Promise<number>} once */
export async function median(times, once) {
  const all = [];
  for (let time = 0; time < times; ++time) all.push(await once());
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

/**
 * Eight clients that ask the same again as soon as they have an answer.
 * @param {Server} server
 * @param {string} path
 * @param {string} [cookie]
 * @returns {Promise<Load>}
 */
export async function load(server, path, cookie) {
  const headers = cookie ? ["-H", `Cookie: ${cookie}`] : [];
  const address = `http://127.0.0.1:${server.port}${path}`;
  const done = await run("wrk", ["-t1", "-c8", `-d${seconds}s`, "--timeout", "20s", ...headers, "-s", report, address]);
  const line = done.stdout.split("\n").find((each) => each.startsWith("{"));
  assert.ok(line, `wrk: ${done.stdout}${done.stderr}`);
  const found = /** @type {Load} */ (JSON.parse(line));
  assert.equal(found.failed, 0, `${path}: ${line}`);
  return found;
}

/** The questions that people ask most, and what they may take. */
export const questions = {
  list: { path: "/api/v1/applications", target: 20 },
  search: { path: "/api/v1/applications?search=r%C3%B6ntgen+foto", target: 20 },
  "search without a find": { path: "/api/v1/applications?search=zebrapad", target: 20 },
  filter: { path: "/api/v1/applications?technology=machine_learning&phase=operation&sort=updated_at&direction=descending", target: 20 },
  "needs attention": { path: "/api/v1/applications?attention=unclassified&attention=no_owner", target: 20 },
  "last page": { path: "/api/v1/applications?offset=900&sort=supplier", target: 20 },
  overview: { path: "/api/v1/overview", target: 30 },
};

/**
 * @param {Place} place
 * @returns {Promise<{first: number, found: Record<string, Load>}>}
 */
export async function askAll(place) {
  const server = await startServer({ place });
  try {
    const client = await signedIn(server, administrator);
    // The first list reads the whole register into memory; wrk would spread that over its percentiles.
    const first = await timed(() => client.get(questions.list.path));
    /** @type {Record<string, Load>} */
    const found = {};
    for (const [name, { path }] of Object.entries(questions)) found[name] = await load(server, path, client.cookie);
    return { first, found };
  } finally {
    await server.kill();
  }
}

/** Requests a second: an answer of about 1 KB with session and permission, and the HTTP layer alone. @param {Place} place */
export async function throughput(place) {
  const server = await startServer({ place });
  try {
    const client = await signedIn(server, administrator);
    const path = "/api/v1/session";
    const bytes = (await client.send("GET", path)).bytes.length;
    const api = await load(server, path, client.cookie);
    const bare = await load(server, "/icon.svg");
    return { bytes, api, bare };
  } finally {
    await server.kill();
  }
}

/** From starting the program to its first answer. @param {Place} place */
export function startUp(place) {
  return median(7, async () => {
    const child = spawn(program, ["serve", ...place.flags, "--port", "0", "--log-level", "warning"], {
      env: plainEnvironment(), stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      return await timed(async () => {
        let output = "";
        const address = await new Promise((resolve, reject) => {
          child.stdout?.on("data", (part) => {
            output += part;
            const found = /http:\/\/\S+:(\d+)/.exec(output);
            if (found) resolve(`http://127.0.0.1:${found[1]}`);
          });
          child.once("exit", () => reject(new Error("it ended")));
        });
        assert.equal((await fetch(`${address}/health`)).status, 200);
      });
    } finally {
      child.kill("SIGKILL");
    }
  });
}

/** What starting any program and asking it something takes at least. */
export const startFloor = () => median(7, () => timed(() => run(program, ["version"], { env: plainEnvironment() })));

/** Megabytes resident: a while after the start, and after it has answered the questions. @param {Place} place */
export async function memory(place) {
  const server = await startServer({ place });
  try {
    const client = await signedIn(server, administrator);
    await client.get("/api/v1/applications");
    const idle = memoryOf(server.pid, "VmRSS") / 1024;
    for (const { path } of Object.values(questions)) await load(server, path, client.cookie);
    return { idle, busy: memoryOf(server.pid, "VmRSS") / 1024 };
  } finally {
    await server.kill();
  }
}

/** The whole register in each form, through the API. @param {Place} place */
export async function exports(place) {
  const server = await startServer({ place });
  try {
    const client = await signedIn(server, administrator);
    /** @type {Record<string, number>} */
    const found = {};
    for (const format of ["csv", "xlsx", "json"])
      found[format] = await median(3, () =>
        timed(async () => {
          const answer = await client.exchangeOnly("GET", `/api/v1/applications/export?whole=true&format=${format}`);
          assert.equal(answer.status, 200);
        }),
      );
    return found;
  } finally {
    await server.kill();
  }
}

/** The rows themselves out of the database, without Regie. @param {Place} place */
export const exportFloor = (place) =>
  median(3, () =>
    timed(() =>
      place.sql(
        `SELECT document FROM application WHERE organisation_id = (SELECT id FROM organisation WHERE name = '${organisation}')`,
      ),
    ),
  );

/** The same rows again, for which everything is looked up and nothing changes. @param {Place} place @param {string} file */
export const importAgain = (place, file) =>
  timed(async () => {
    const done = await place.run(["import", file, "--organisation", organisation, "--json"]);
    assert.equal(done.code, 0, done.stderr);
  });

/** Megabytes on disk. @param {Place} place */
export async function size(place) {
  if (place.engine === "postgresql") return Number(await place.sql("SELECT pg_database_size(current_database())")) / 2 ** 20;
  await place.sql("PRAGMA wal_checkpoint(TRUNCATE)");
  return statSync(join(place.data, "regie.sqlite")).size / 2 ** 20;
}
