/**
 * @file A private PostgreSQL for the tests: its own folder, its own port, gone afterwards. It sorts
 * as people in the Netherlands do, which is not how bytes sort: what relies on the order of a
 * database without saying which, shows.
 */
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { run, start, temporaryFolder, until } from "./endings.mjs";

const programs = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"].find(
  (folder) => existsSync(join(folder, "postgres")),
);

/** PostgreSQL refuses to run as root. */
async function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    if (uid.code === 0) return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("there is no user postgres or nobody to run PostgreSQL as");
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * The processes that a process started. @param {number} parent
 * @returns {number[]}
 */
function childrenOf(parent) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        // The name stands in brackets and may hold anything.
        const [, rest = ""] = /\) \S (.*)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
        return rest.startsWith(`${parent} `);
      } catch {
        return false; // it ended meanwhile
      }
    })
    .map(Number);
}

/**
 * @typedef {object} Cluster
 * @property {(options?: string) => Promise<string>} createdb gives the address of a new empty database
 * @property {(name: string, disk: import("./small_disk.mjs").SmallDisk) => Promise<void>} tablespace puts one there
 * @property {(address: string) => Promise<void>} dropdb also when somebody still uses it
 * @property {(address: string, sql: string) => Promise<string>} query what psql prints, unaligned
 * @property {() => Promise<void>} crash kills every process of it with SIGKILL, at once
 * @property {() => Promise<void>} restart after a crash, on the same port
 * @property {() => Promise<void>} stop
 */

/** @param {string} to @param {string} sql */
async function query(to, sql) {
  const answer = await run("psql", ["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-At", "-d", to, "-c", sql]);
  if (answer.code !== 0) throw new Error(`psql: ${answer.stderr}`);
  return answer.stdout.trimEnd();
}

/** @param {string} admin @param {string} address */
async function dropDatabase(admin, address) {
  await query(admin, `DROP DATABASE ${address.slice(address.lastIndexOf("/") + 1)} WITH (FORCE)`);
}

/** What makes the tests fast: their data need not outlive the machine. */
const careless = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/**
 * @param {object} [options]
 * @param {boolean} [options.durable] true: as a hospital runs it, safe when it is killed
 * @param {import("./endings.mjs").Inside} [options.inside] where the server itself runs
 * @returns {Promise<Cluster>}
 */
export async function startPostgres({ durable = false, inside } = {}) {
  if (!programs) throw new Error("PostgreSQL is not installed (Debian: postgresql-15)");
  const user = await unprivilegedUser();
  const { folder, remove } = temporaryFolder("postgresql");
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const made = await run(
    join(programs, "initdb"),
    [
      "--pgdata", data, "--username", "regie", "--auth", "trust", "--no-sync", "--encoding", "UTF8",
      "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "nl",
    ],
    { as: user?.name, cwd: folder },
  );
  if (made.code !== 0) throw new Error(`initdb: ${made.stderr}`);

  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1", unix_socket_directories: folder, port, shared_buffers: durable ? "128MB" : "32MB",
    // One sync of the file system before recovery, or a slow disk spends half a minute on a thousand files.
    max_connections: 60, recovery_init_sync_method: "syncfs", ...(durable ? {} : careless),
  };
  /** @type {import("node:child_process").ChildProcess} */ let child;
  /** @type {Promise<void>} */ let ended;
  async function launch() {
    const log = openSync(join(folder, "log"), "a");
    child = start(
      join(/** @type {string} */ (programs), "postgres"),
      ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      { as: user?.name, inside, signal: "INT", cwd: folder, stdio: ["ignore", log, log] },
    );
    closeSync(log);
    ended = new Promise((resolve) => child.once("exit", () => resolve()));
    await until(
      async () => (await run("psql", ["--no-psqlrc", "-At", "-d", address("postgres"), "-c", "SELECT 1"])).code === 0,
      "PostgreSQL to answer",
      60,
      () => readFileSync(join(folder, "log"), "utf8").slice(-2_000),
    );
  }

  const address = (/** @type {string} */ database) => `postgresql://regie@127.0.0.1:${port}/${database}`;
  await launch();

  let databases = 0;
  return {
    async createdb(options = "") {
      databases += 1;
      const name = `regie_${databases}`;
      await query(address("postgres"), `CREATE DATABASE ${name} ${options}`);
      return address(name);
    },
    dropdb: (database) => dropDatabase(address("postgres"), database),
    async tablespace(name, { folder: disk, seenFromHere }) {
      mkdirSync(join(seenFromHere, "tables"));
      if (user) chownSync(join(seenFromHere, "tables"), user.uid, user.gid);
      await query(address("postgres"), `CREATE TABLESPACE ${name} LOCATION '${disk}/tables'`);
    },
    query,
    async crash() {
      const postmaster = child.pid ?? 0;
      // Stopped first, so that it can neither start nor warn anybody meanwhile.
      child.kill("SIGSTOP");
      const all = childrenOf(postmaster);
      for (const pid of [postmaster, ...all])
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // It ended by itself.
        }
      await ended;
      await until(async () => all.every((pid) => !existsSync(`/proc/${pid}`)), "PostgreSQL's processes to be gone");
    },
    restart: launch,
    async stop() {
      child.kill("SIGINT");
      await ended;
      remove();
    },
  };
}

/**
 * The cluster that script/test started for all tests, as far as they may use it.
 * @param {string} server its address without a database
 * @returns {Promise<Pick<Cluster, "createdb" | "dropdb" | "query" | "stop">>}
 */
async function joinPostgres(server) {
  const admin = `${server}/postgres`;
  return {
    async createdb(options = "") {
      const name = `regie_api_${process.pid}_${(joined += 1)}`;
      const dutch = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'nl' LOCALE 'C.UTF-8'";
      await query(admin, `CREATE DATABASE ${name} ${dutch} ${options}`);
      return `${server}/${name}`;
    },
    dropdb: (address) => dropDatabase(admin, address),
    query,
    async stop() {},
  };
}
let joined = 0;

/** @type {ReturnType<typeof joinPostgres> | undefined} */
let shared;
let users = 0;

/** The one cluster of this process; it stops when nobody holds it any more. */
export async function holdCluster() {
  users += 1;
  const server = process.env.REGIE_TEST_POSTGRES;
  shared ??= server ? joinPostgres(server) : startPostgres();
  const cluster = await shared;
  return {
    cluster,
    async release() {
      users -= 1;
      if (users > 0) return;
      shared = undefined;
      await cluster.stop();
    },
  };
}
