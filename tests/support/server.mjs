/**
 * @file The real program, started as a hospital would start it.
 */
import assert from "node:assert/strict";
import { get } from "node:http";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { after, before, describe } from "node:test";
import { fileURLToPath } from "node:url";
import { run, start, temporaryFolder, until } from "./endings.mjs";
import { holdCluster } from "./postgres.mjs";

const tests = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The program under test: REGIE_BINARY, relative to tests/, or what script/build leaves. */
export const program = resolve(tests, process.env.REGIE_BINARY ?? "../build/release/regie");

/** @typedef {"sqlite" | "postgresql"} Engine */
/** @type {readonly Engine[]} */
export const engines = ["sqlite", "postgresql"];

/** An environment without settings of whoever runs the tests. */
export function plainEnvironment(extra = {}) {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(REGIE_|LC_|LANG$|LANGUAGE$|PG|NODE_TEST_CONTEXT$)/.test(name),
    ),
  );
  return { ...environment, LC_ALL: "C", ...extra };
}

/**
 * Runs one command of the program to its end.
 * @param {string[]} args
 * @param {{env?: Record<string, string>, input?: string, cwd?: string, as?: string, inside?: import("./endings.mjs").Inside}} [options]
 */
export function regie(args, { env, ...options } = {}) {
  return run(program, args, { cwd: "/", ...options, env: plainEnvironment(env) });
}

/** @param {string} address */
function isHealthy(address) {
  return new Promise((resolve) => {
    get(`${address}/health`, { agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).once("error", () => resolve(false));
  });
}

/**
 * @typedef {object} Place
 * @property {string} data
 * @property {Engine} engine
 * @property {import("./endings.mjs").Inside} [inside] where programs must run to see it
 * @property {string[]} flags that name folder and database to any command
 * @property {(args: string[], options?: Parameters<typeof regie>[1]) => ReturnType<typeof regie>} run a command on them
 * @property {(sql: string) => Promise<string>} sql straight into the database, behind the program's back
 * @property {(file: string) => Promise<void>} sqlFile the same with all statements of a file
 * @property {() => Promise<void>} remove
 */

/**
 * An empty data folder and database.
 * @param {Engine} engine
 * @param {object} [options]
 * @param {import("./postgres.mjs").Cluster} [options.cluster] to use instead of the shared one
 * @param {string} [options.tablespace] of that cluster
 * @param {import("./small_disk.mjs").SmallDisk} [options.disk] to put the data folder on
 * @returns {Promise<Place>}
 */
export async function makePlace(engine, { cluster, tablespace, disk } = {}) {
  const { folder, remove } = disk ?? temporaryFolder("data");
  const held = engine === "sqlite" ? undefined : cluster ? { cluster, release() {} } : await holdCluster();
  const address = await held?.cluster.createdb(tablespace && `TABLESPACE ${tablespace}`);
  const flags = ["--data", folder, ...(address ? ["--database", address] : [])];
  return {
    data: folder,
    engine,
    flags,
    inside: disk?.inside,
    run: (args, options) => regie([...args, ...flags], { inside: disk?.inside, ...options }),
    async sql(sql) {
      if (held && address) return held.cluster.query(address, sql);
      const args = ["-bail", "-cmd", ".timeout 10000", join(folder, "regie.sqlite"), sql];
      const answer = await run("sqlite3", args, { inside: disk?.inside });
      if (answer.code !== 0) throw new Error(`sqlite3: ${answer.stderr}`);
      return answer.stdout.trimEnd();
    },
    async sqlFile(file) {
      const done = address
        ? await run("psql", ["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-d", address, "-f", file])
        : await run("sqlite3", ["-bail", join(folder, "regie.sqlite"), `.read ${file}`], { inside: disk?.inside });
      if (done.code !== 0) throw new Error(`${file}: ${done.stderr.slice(0, 1_000)}`);
    },
    async remove() {
      remove();
      if (held && address && !cluster) await held.cluster.dropdb(address);
      await held?.release();
    },
  };
}

/**
 * @typedef {object} Server
 * @property {string} address such as http://localhost:12345
 * @property {number} port
 * @property {Place} place
 * @property {number} pid
 * @property {() => string} output everything that it printed
 * @property {() => Promise<void>} kill with SIGKILL, if it still runs; what it was started on stays
 * @property {() => Promise<void>} stop also removes the place when it was made for this server
 */

/**
 * Starts `regie serve` and waits until it answers.
 * @param {object} [options]
 * @param {Engine} [options.database]
 * @param {boolean} [options.example] with the example hospital
 * @param {Place} [options.place] an existing one, which then stays
 * @param {string[]} [options.flags]
 * @param {Record<string, string>} [options.env]
 * @param {string} [options.logLevel]
 * @param {import("./endings.mjs").Inside} [options.inside]
 * @returns {Promise<Server>}
 */
export async function startServer({ database = "sqlite", example = false, place, flags = [], env, inside, logLevel = "warning" } = {}) {
  const at = place ?? (await makePlace(database));
  const child = start(
    program,
    ["serve", ...at.flags, "--port", "0", "--log-level", logLevel, ...(example ? ["--example"] : []), ...flags],
    { cwd: "/", env: plainEnvironment(env), inside: inside ?? at.inside, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (part) => (output += part));
  child.stderr?.setEncoding("utf8").on("data", (part) => (output += part));
  let ended = false;
  /** @type {Promise<number | null>} */
  const exit = new Promise((resolve) =>
    child.once("close", (code) => {
      ended = true;
      resolve(code);
    }),
  );
  const address = await until(async () => {
    if (ended) throw new Error(`regie serve ended: ${output}`);
    const found = /https?:\/\/\S+:\d+/.exec(output);
    return found && output.includes("\n") && (await isHealthy(found[0])) ? found[0] : undefined;
  }, "regie serve to answer").catch(async (error) => {
    // A cluster that nobody gives back would keep the tests from ending.
    child.kill("SIGKILL");
    if (!place) await at.remove();
    throw error;
  });
  return {
    address,
    port: Number(new URL(address).port),
    pid: child.pid ?? 0,
    place: at,
    output: () => output,
    async kill() {
      child.kill("SIGKILL");
      await exit;
    },
    async stop() {
      const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
      child.kill("SIGTERM");
      const code = await exit;
      clearTimeout(late);
      if (!place) await at.remove();
      assert.equal(code, 0, `regie serve did not stop well: ${output}`);
    },
  };
}

/**
 * Declares the same tests for both databases, each with a server of its own.
 * @param {string} subject
 * @param {(house: {server: Server, engine: Engine}) => void} declare
 * @param {{example?: boolean, flags?: string[]}} [options]
 */
export function onBothDatabases(subject, declare, options = {}) {
  for (const engine of engines)
    describe(`${subject}, on ${engine === "sqlite" ? "SQLite" : "PostgreSQL"}`, () => {
      const house = /** @type {{server: Server, engine: Engine}} */ ({ engine });
      before(async () => {
        house.server = await startServer({ database: engine, ...options });
      });
      after(async () => {
        await house.server?.stop();
      });
      declare(house);
    });
}
