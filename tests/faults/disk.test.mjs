import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { describe, test } from "node:test";
import { found } from "../support/hospital.mjs";
import { startPostgres } from "../support/postgres.mjs";
import { makePlace, startServer } from "../support/server.mjs";
import { makeSmallDisk } from "../support/small_disk.mjs";
import { checkWhole, Writer, written } from "../support/writers.mjs";

const full = "Regie's disk is full. Nothing was saved. Ask the administrator to make room, then try again.";

/** Writes so many times, and all of it is acknowledged. @param {Writer} writer @param {number} times */
async function writeWell(writer, times) {
  const before = writer.acknowledged;
  let left = times;
  await writer.write(() => left-- <= 0);
  assert.equal(writer.acknowledged, before + times);
  await writer.check();
}

/**
 * Adds until the disk is full, and gives what was refused and how.
 * @param {Writer} writer
 */
async function addUntilFull({ client }) {
  for (let attempt = 0; attempt < 2_000; ++attempt) {
    const name = `Past niet ${attempt}`;
    const answer = await client.send("POST", "/api/v1/applications", {
      body: { record: written(name, "x".repeat(1_500)) },
      failing: true,
    });
    if (answer.status !== 201) return { name, answer };
  }
  return assert.fail("the disk never was full");
}

/** @typedef {import("node:test").TestContext} TestContext */

/**
 * The same on both databases: work, a full disk, work again.
 * @param {TestContext} t
 * @param {import("../support/server.mjs").Place} place
 * @param {import("../support/small_disk.mjs").SmallDisk} disk
 */
async function livesThroughAFullDisk(t, place, disk) {
  t.after(() => place.remove());
  const server = await startServer({ place });
  t.after(() => server.kill());
  const client = await found(server, "Ziekenhuis Vol", "beheer@vol.example");
  const writer = new Writer(client, "Schrijver", Math.random);
  await writeWell(writer, 20);

  disk.fill();
  const { name, answer } = await addUntilFull(writer);
  assert.deepEqual([answer.status, answer.body.code, answer.body.detail], [507, "storage_full", full]);
  await client.get("/health");
  await writer.check();
  const { items } = await client.get("/api/v1/applications", { search: name });
  assert.deepEqual(items.filter((each) => each.name === name), [], "what was refused is not there");

  disk.makeRoom();
  await writeWell(writer, 20);
  await checkWhole(place);
  await server.stop();
  await checkWhole(place);
}

describe("A full disk gives a clear answer, loses nothing, writes nothing by half, and needs no restart when there is room", () => {
  test("on SQLite", async (t) => {
    const disk = await makeSmallDisk(8);
    await livesThroughAFullDisk(t, await makePlace("sqlite", { disk }), disk);
  });

  test("on PostgreSQL, with its tables on the full disk", async (t) => {
    const disk = await makeSmallDisk(24, { mode: "0755" });
    t.after(() => disk.remove());
    const cluster = await startPostgres({ durable: true, inside: disk.inside });
    t.after(() => cluster.stop());
    await cluster.tablespace("small", disk);
    await livesThroughAFullDisk(t, await makePlace("postgresql", { cluster, tablespace: "small" }), disk);
  });
});

describe("A database file that goes away", () => {
  test("is answered with 503 and not made anew, and Regie goes on by itself when it is back", async (t) => {
    const place = await makePlace("sqlite");
    t.after(() => place.remove());
    const server = await startServer({ place });
    t.after(() => server.kill());
    const client = await found(server, "Ziekenhuis Weg", "beheer@weg.example");
    const writer = new Writer(client, "Schrijver", Math.random);
    for (let time = 0; time < 3; ++time) {
      await writeWell(writer, 10);
      renameSync(place.data, `${place.data}-elsewhere`);
      for (const [method, path] of [["GET", "/api/v1/applications"], ["POST", "/api/v1/applications"], ["GET", "/health"]])
        for (let again = 0; again < 6; ++again) {
          const body = method === "POST" ? { record: written("Gaat nergens heen") } : undefined;
          const answer = await client.send(method ?? "", path ?? "", { body, failing: true });
          assert.deepEqual([answer.status, answer.body.code], [503, "service_unavailable"], `${method} ${path}`);
          assert.ok(Number(answer.headers["retry-after"]) > 0);
        }
      renameSync(`${place.data}-elsewhere`, place.data);
      await writer.check();
    }
    await writeWell(writer, 10);
    assert.equal((await client.get("/api/v1/applications", { search: "Gaat nergens heen" })).total, 0);
    await server.stop();
    await checkWhole(place);
  });
});
