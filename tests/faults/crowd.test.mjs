import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { found } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { startServer } from "../support/server.mjs";
import { memoryOf, pour, wireTo } from "../support/wire.mjs";

/** @typedef {import("../support/wire.mjs").Wire} Wire */

const host = "Host: localhost\r\n";
const megabyte = Buffer.alloc(1_000_000, "a");
/** What a fault may cost in memory: a body within the limit and the buffers around it. */
const boundKilobytes = 40_000;

describe("A crowd and its bad manners", () => {
  /** @type {import("../support/server.mjs").Server} */ let server;
  /** @type {import("../support/client.mjs").Client} */ let admin;
  before(async () => {
    // As Debian starts a program: few descriptors, and the right to take more.
    server = await startServer({ inside: { enter: ["prlimit", "--nofile=1024:8192", "--"] } });
    admin = await found(server, "Ziekenhuis Drukte", "beheer@drukte.example");
  });
  after(() => server.stop());

  /** @param {number} count @returns {Promise<Wire[]>} */
  async function wires(count) {
    const made = [];
    for (let index = 0; index < count; ++index) made.push(await wireTo(server.port));
    return made;
  }

  async function aNormalDay() {
    const { total } = await admin.get("/api/v1/applications");
    await admin.post("/api/v1/applications", { record: record(`Gewoon ${total}`) });
    assert.equal((await admin.get("/health")).status, "ok");
    assert.equal((await admin.get("/api/v1/session")).account_id, admin.id);
  }

  test("a thousand idle connections and five hundred slow clients do not stop a request, and the slow are cut with an answer", async () => {
    const idle = await wires(1_000);
    const slowHeaders = await wires(250);
    const slowBodies = await wires(250);
    const header = `GET /health HTTP/1.1\r\n${host}X-Long: ${"z".repeat(5_000)}\r\n\r\n`;
    const login = `POST /api/v1/session HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n`;
    for (const wire of slowBodies) wire.socket.write(login);
    let at = 0;
    const drip = setInterval(() => {
      for (const wire of slowHeaders) if (!wire.isClosed() && wire.status() === 0) wire.socket.write(header.charAt(at));
      for (const wire of slowBodies) if (!wire.isClosed() && wire.status() === 0) wire.socket.write(" ");
      at += 1;
    }, 250);
    try {
      await aNormalDay();
      assert.equal(idle.filter((wire) => wire.isClosed()).length, 0, "idle connections that gave way");
      // A header may take ten seconds and a body thirty.
      await Promise.all(slowHeaders.map((wire) => wire.closed));
      await aNormalDay();
      await Promise.all(slowBodies.map((wire) => wire.closed));
      await aNormalDay();
    } finally {
      clearInterval(drip);
      for (const wire of [...idle, ...slowHeaders, ...slowBodies]) wire.leave();
    }
    for (const wire of [...slowHeaders, ...slowBodies]) {
      assert.equal(wire.status(), 408);
      assert.match(wire.received(), /"code":"request_timeout"/);
    }
  });

  /** Sends all at once and gives the status of the answer. @param {string} bytes */
  async function statusOf(bytes) {
    const [wire] = await wires(1);
    assert.ok(wire);
    wire.socket.write(bytes);
    await wire.closed;
    assert.match(wire.received(), /application\/problem\+json/);
    return wire.status();
  }

  test("a length together with chunks is refused with 400, however it is written", async () => {
    for (const pair of [
      "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
      "transfer-encoding: CHUNKED\r\ncontent-length: 0\r\n",
      "Content-Length: 4\r\nContent-Length: 5\r\n",
      "Transfer-Encoding: gzip, chunked\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    ])
      assert.equal(
        await statusOf(`POST /api/v1/session HTTP/1.1\r\n${host}Content-Type: application/json\r\n${pair}\r\n0\r\n\r\n`),
        400,
        pair,
      );
  });

  test("a flood of headers is refused with 431", async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `X-${index}: ${index}\r\n`).join("");
    assert.equal(await statusOf(`GET /health HTTP/1.1\r\n${host}${many}\r\n`), 431);
    assert.equal(await statusOf(`GET /health HTTP/1.1\r\n${host}X-Long: ${"z".repeat(100_000)}\r\n\r\n`), 431);
  });

  /** Pours it out over four connections and gives the statuses. @param {string} opening @param {Buffer} piece */
  async function floodsWith(opening, piece) {
    const all = await wires(4);
    await Promise.all(
      all.map(async (wire) => {
        wire.socket.write(opening);
        await pour(wire, piece, 400);
        await wire.closed;
      }),
    );
    return all.map((wire) => wire.status());
  }

  test("four hundred megabytes without a newline, or as one body, are refused in bounded memory", async () => {
    await aNormalDay();
    const before = memoryOf(server.pid, "VmHWM");
    const chunk = Buffer.concat([Buffer.from(`${megabyte.length.toString(16)}\r\n`), megabyte, Buffer.from("\r\n")]);
    const post = `POST /api/v1/session HTTP/1.1\r\n${host}Content-Type: application/json\r\n`;
    assert.deepEqual(await floodsWith("", megabyte), [431, 431, 431, 431], "no newline");
    assert.deepEqual(await floodsWith(`GET /${"x".repeat(10)}`, megabyte), [431, 431, 431, 431], "no end of the target");
    assert.deepEqual(await floodsWith(`${post}Content-Length: 400000000\r\n\r\n`, megabyte), [413, 413, 413, 413]);
    const grownByRefusal = memoryOf(server.pid, "VmHWM") - before;
    assert.ok(grownByRefusal < boundKilobytes, `grew by ${grownByRefusal} kB`);
    // Its length is not told, so each of the four is kept up to the limit of 16 MB.
    assert.deepEqual(await floodsWith(`${post}Transfer-Encoding: chunked\r\n\r\n`, chunk), [413, 413, 413, 413]);
    const grown = memoryOf(server.pid, "VmHWM") - before;
    assert.ok(grown < boundKilobytes + 4 * 2 * 16_800, `grew by ${grown} kB`);
    await aNormalDay();
  });
});
