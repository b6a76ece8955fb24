/**
 * @file Whatever a test starts ends with the test, also when it fails or is interrupted.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** @type {Set<() => void>} */
const endings = new Set();

function endAll() {
  for (const end of [...endings].reverse()) {
    endings.delete(end);
    try {
      end();
    } catch {
      // The rest must end too.
    }
  }
}

process.on("exit", endAll);
for (const [signal, number] of /** @type {[NodeJS.Signals, number][]} */ ([
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
]))
  process.once(signal, () => process.exit(128 + number));

/**
 * Does something when this process ends in whatever way; it must not wait for anything.
 * @param {() => void} end
 * @returns {() => void} takes it back
 */
export function atEnd(end) {
  endings.add(end);
  return () => endings.delete(end);
}

/**
 * A new empty folder that is gone when this process is.
 * @param {string} name
 */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `regie-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const forget = atEnd(remove);
  return {
    folder,
    remove: () => {
      forget();
      remove();
    },
  };
}

const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((file) => existsSync(file));

/**
 * A world of its own for a program, such as one with a small disk.
 * @typedef {object} Inside
 * @property {string[]} enter what to put before a command, so that it runs there
 */

/**
 * Starts a program that ends when this process ends: by us, or else by the kernel.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & {as?: string, signal?: string, inside?: Inside}} [options]
 *   `as`: the user to run it as; `signal`: what the kernel sends when this process is gone
 */
export function start(program, args, { as, signal = "KILL", inside, ...options } = {}) {
  const privileges = ["--pdeathsig", signal];
  if (as) privileges.push("--reuid", as, "--regid", as, "--init-groups");
  const [first = program, ...rest] = [
    ...(inside?.enter ?? []),
    ...(setpriv ? [setpriv, ...privileges, "--"] : []),
    program,
    ...args,
  ];
  const child = spawn(first, rest, options);
  const forget = atEnd(() => {
    child.kill("SIGKILL");
  });
  child.once("exit", forget);
  return child;
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & {as?: string, input?: string, inside?: Inside}} [options]
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
export function run(program, args, { input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (part) => (stdout += part));
    child.stderr?.setEncoding("utf8").on("data", (part) => (stderr += part));
    child.stdin?.on("error", () => {}); // it may end without reading
    child.stdin?.end(input ?? "");
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Waits until something is so.
 * @template T
 * @param {() => Promise<T | undefined | false>} attempt
 * @param {string} what
 * @param {number} [seconds]
 * @param {() => string} [details] for who reads that it did not come
 * @returns {Promise<T>}
 */
export async function until(attempt, what, seconds = 20, details = () => "") {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const found = await attempt();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited ${seconds} seconds for ${what}\n${details()}`.trimEnd());
}
