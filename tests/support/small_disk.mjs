/**
 * @file A small disk of its own, in a private view of the file system: it is gone when the last
 * program that sees it is, however the test ends. Anybody may make one; no root is needed.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { start, temporaryFolder, until } from "./endings.mjs";

/**
 * @typedef {object} SmallDisk
 * @property {string} folder as the programs inside see it
 * @property {import("./endings.mjs").Inside} inside
 * @property {string} seenFromHere the same folder for us outside
 * @property {() => void} fill until nothing more fits
 * @property {() => void} makeRoom removes what filled it
 * @property {() => void} remove
 */

/**
 * @param {number} megabytes
 * @param {{mode?: string}} [options]
 * @returns {Promise<SmallDisk>}
 */
export async function makeSmallDisk(megabytes, { mode = "0700" } = {}) {
  const { folder, remove } = temporaryFolder("disk");
  const isRoot = process.getuid?.() === 0;
  // Who is not root may mount in a user namespace, and keeps the own name there.
  const apart = isRoot ? ["--mount"] : ["--mount", "--user", "--map-current-user", "--keep-caps"];
  const script = 'mount -t tmpfs -o "size=$1m,mode=$2" none "$3" && echo ready && exec sleep infinity';
  const keeper = start("unshare", [...apart, "sh", "-c", script, "sh", String(megabytes), mode, folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  keeper.stdout?.setEncoding("utf8").on("data", (part) => (said += part));
  keeper.stderr?.setEncoding("utf8").on("data", (part) => (said += part));
  let ended = false;
  keeper.once("exit", () => (ended = true));
  await until(async () => {
    if (ended) throw new Error(`no small disk can be mounted: ${said}`);
    return said.includes("ready");
  }, "a small disk");
  const seenFromHere = join("/proc", String(keeper.pid), "root", folder);
  const enter = ["nsenter", "--target", String(keeper.pid), "--mount"];
  if (!isRoot) enter.push("--user", "--preserve-credentials");
  const ballast = join(seenFromHere, "ballast");
  return {
    folder,
    seenFromHere,
    inside: { enter: [...enter, "--"] },
    fill() {
      for (let piece = 1 << 20; piece >= 512; piece /= 2)
        try {
          for (;;) writeFileSync(ballast, Buffer.alloc(piece), { flag: "a" });
        } catch (error) {
          if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOSPC") throw error;
        }
    },
    makeRoom: () => rmSync(ballast),
    remove() {
      keeper.kill("SIGKILL");
      remove();
    },
  };
}
