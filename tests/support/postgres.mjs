/**
 * @file A private PostgreSQL for the tests: its own folder, its own port, gone afterwards. It sorts
 * as people in the Netherlands do, which is not how bytes sort: what relies on the order of a
 * database without saying which, shows.
 */
import { chownSync, closeSync, existsSync, openSync } from "node:fs";
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
 * @typedef {object} Cluster
 * @property {() => Promise<string>} createdb gives the address of a new empty database
 * @property {(address: string, sql: string) => Promise<string>} query what psql prints, unaligned
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<Cluster>} */
export async function startPostgres() {
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
  const log = openSync(join(folder, "log"), "a");
  const settings = {
    listen_addresses: "127.0.0.1", unix_socket_directories: folder, port, fsync: "off",
    full_page_writes: "off", synchronous_commit: "off", shared_buffers: "32MB", max_connections: 60,
  };
  const child = start(
    join(programs, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { as: user?.name, signal: "INT", cwd: folder, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("exit", () => resolve()));

  const address = (/** @type {string} */ database) => `postgresql://regie@127.0.0.1:${port}/${database}`;
  /** @param {string} to @param {string} sql */
  async function query(to, sql) {
    const answer = await run("psql", ["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-At", "-d", to, "-c", sql]);
    if (answer.code !== 0) throw new Error(`psql: ${answer.stderr}`);
    return answer.stdout.trimEnd();
  }
  await until(
    async () => (await run("psql", ["--no-psqlrc", "-At", "-d", address("postgres"), "-c", "SELECT 1"])).code === 0,
    "PostgreSQL to answer",
  );

  let databases = 0;
  return {
    async createdb() {
      databases += 1;
      const name = `regie_${databases}`;
      await query(address("postgres"), `CREATE DATABASE ${name}`);
      return address(name);
    },
    query,
    async stop() {
      child.kill("SIGINT");
      await ended;
      remove();
    },
  };
}

/** @type {Promise<Cluster> | undefined} */
let shared;
let users = 0;

/** The one cluster of this process; it stops when nobody holds it any more. */
export async function holdCluster() {
  users += 1;
  shared ??= startPostgres();
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
