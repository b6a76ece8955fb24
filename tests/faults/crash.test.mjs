import assert from "node:assert/strict";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.mjs";
import { until } from "../support/endings.mjs";
import { found, signedIn } from "../support/hospital.mjs";
import { startPostgres } from "../support/postgres.mjs";
import { engines, makePlace, startServer } from "../support/server.mjs";
import { Answerer, checkWhole, Writer } from "../support/writers.mjs";

/** @typedef {import("../support/server.mjs").Server} Server */
/** @typedef {import("../support/server.mjs").Place} Place */

const many = process.env.REGIE_FAULTS === "many";
const kills = { regie: many ? 400 : 10, postgresql: many ? 200 : 5 };
/** A database is used for so many kills, so that checking it stays quick. */
const killsPerPlace = 50;

const seed = Number(process.env.REGIE_SEED ?? Date.now() % 1_000_000);

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(/** @type {number} */ start) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = numbersFrom(seed);
const wait = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Six people; the first fills in an assessment, the others keep the register. @param {Server} server */
async function staff(server) {
  const admin = await found(server, "Ziekenhuis Storing", "beheer@storing.example");
  /** @type {(Answerer | Writer)[]} */ const writers = [];
  for (let index = 0; index < 6; ++index) {
    const client = await signedIn(server, "beheer@storing.example");
    const Kind = index === 0 ? Answerer : Writer;
    writers.push(new Kind(client, `Schrijver ${index}`, numbersFrom(seed + index)));
  }
  return { admin, writers };
}

/** The same people go on at a server that was started anew. @param {Client[]} clients @param {Server} server */
function moveTo(clients, server) {
  for (const client of clients) client.address = server.address;
}

describe(`Regie is killed while people write (REGIE_SEED=${seed})`, () => {
  for (const engine of engines)
    test(`whatever was acknowledged is there after ${kills.regie} kills, on ${engine}`, async (t) => {
      const cluster = engine === "postgresql" ? await startPostgres({ durable: true }) : undefined;
      t.after(() => cluster?.stop());
      let acknowledged = 0;
      let answered = 0;
      let interrupted = 0;
      for (let left = kills.regie; left > 0; left -= killsPerPlace) {
        const place = await makePlace(engine, { cluster });
        let server = await startServer({ place });
        t.after(async () => {
          await server.kill();
          await place.remove();
        });
        const { admin, writers } = await staff(server);
        for (let kill = 0; kill < Math.min(left, killsPerPlace); ++kill) {
          let stop = false;
          const writing = Promise.all(writers.map((writer) => writer.write(() => stop)));
          await wait(20 + random() * 300);
          await server.kill();
          stop = true;
          await writing;
          await checkWhole(place);
          server = await startServer({ place });
          moveTo([admin, ...writers.map((writer) => writer.client)], server);
          await Promise.all(writers.map((writer) => writer.check()));
        }
        await Promise.all(writers.map((writer) => writer.check("all")));
        for (const writer of writers) {
          acknowledged += writer.acknowledged;
          interrupted += writer.uncertain;
          if (writer instanceof Answerer) answered += writer.acknowledged;
        }
        await server.stop();
      }
      assert.ok(acknowledged > kills.regie && interrupted >= kills.regie, `${acknowledged} and ${interrupted}`);
      assert.ok(answered > 0, "answers of an assessment were acknowledged too");
    });
});

describe(`PostgreSQL is killed while people write (REGIE_SEED=${seed})`, () => {
  /** @type {import("../support/postgres.mjs").Cluster} */ let cluster;
  before(async () => {
    cluster = await startPostgres({ durable: true });
  });
  after(() => cluster.stop());

  test(`Regie answers 503 meanwhile and goes on by itself, ${kills.postgresql} times`, async (t) => {
    const place = await makePlace("postgresql", { cluster });
    const server = await startServer({ place });
    t.after(async () => {
      await server.kill();
      await place.remove();
    });
    const { admin, writers } = await staff(server);
    let acknowledged = 0;
    for (let kill = 0; kill < kills.postgresql; ++kill) {
      let stop = false;
      const writing = Promise.all(writers.map((writer) => writer.write(() => stop)));
      await wait(50 + random() * 300);
      await cluster.crash();
      const answers = await Promise.all(
        ["/api/v1/applications", "/health", "/api/v1/session"].map((path) => admin.send("GET", path, { failing: true })),
      );
      for (const { status, headers, body } of answers) {
        assert.deepEqual([status, body.code], [503, "service_unavailable"]);
        assert.match(body.detail, /Regie cannot do this now\. Nothing was saved\./);
        assert.ok(Number(headers["retry-after"]) > 0);
      }
      await cluster.restart();
      await until(
        async () => (await admin.send("GET", "/health", { failing: true })).status === 200,
        "Regie to find its database again",
      );
      const before = writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
      await until(
        async () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0) > before,
        "people to write again",
      );
      stop = true;
      await writing;
      await Promise.all(writers.map((writer) => writer.check()));
      await checkWhole(place);
      acknowledged = before;
    }
    assert.ok(acknowledged > 0);
    await Promise.all(writers.map((writer) => writer.check("all")));
    await server.stop();
  });
});
