import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Client } from "../support/client.mjs";
import { startPostgres } from "../support/postgres.mjs";
import { enrol, foundHub, invite, makeKey, openRound, packageFor, post, signedText } from "../support/sector.mjs";
import { engines, makePlace, startServer } from "../support/server.mjs";

const hospitals = 200;
const senders = 20;
const kills = 5;
const wait = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @typedef {import("../support/server.mjs").Server} Server */

/** A round of 200 hospitals, each with its package ready. @param {Server} server */
async function prepared(server) {
  const hub = await foundHub(server, "Sectororganisatie Storing", "hub@storing.example");
  const anybody = new Client(server.address);
  const keys = new Map();
  for (let number = 0; number < hospitals; ++number) {
    const { code, member } = await invite(hub, `Ziekenhuis ${number}`);
    const key = makeKey();
    assert.equal((await enrol(anybody, code, key)).status, 200);
    keys.set(member.id, key);
  }
  const round = await openRound(hub, [...keys.keys()]);
  const texts = [...keys].map(([member, key]) => {
    const content = packageFor(round, member);
    return { id: content.id, member, text: signedText(content, key) };
  });
  return { hub, round, texts };
}

describe("The hub is killed while hospitals send", () => {
  for (const engine of engines)
    test(`no package with a receipt is lost, and none counts twice, on ${engine}`, async (t) => {
      const cluster = engine === "postgresql" ? await startPostgres({ durable: true }) : undefined;
      t.after(() => cluster?.stop());
      const place = await makePlace(engine, { cluster });
      let server = await startServer({ place });
      t.after(async () => {
        await server.kill();
        await place.remove();
      });
      const { hub, round, texts } = await prepared(server);
      const hubId = hub.session.organisation.id;
      /** @type {Map<string, any>} */
      const receipts = new Map();
      const waiting = [...texts];
      let interrupted = 0;
      /** Sends until there is nothing left, and again whatever got no receipt. */
      const sender = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          try {
            const answer = await post(new Client(server.address), hubId, next.text);
            assert.equal(answer.status, 200, JSON.stringify(answer.body));
            receipts.set(next.id, answer.body);
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error;
            interrupted += 1;
            waiting.push(next);
            await wait(20);
          }
        }
      };
      const all = Promise.all(Array.from({ length: senders }, sender));
      for (let kill = 0; kill < kills; ++kill) {
        const goal = Math.min(hospitals, receipts.size + hospitals / (kills + 1));
        while (receipts.size < goal) await wait(5);
        await server.kill();
        server = await startServer({ place });
      }
      await all;
      assert.equal(receipts.size, hospitals);
      assert.ok(interrupted > 0, "no kill met a sender");

      hub.address = server.address;
      const response = await hub.get(`/api/v1/sector/rounds/${round.id}/response`);
      assert.deepEqual([response.round.sent, response.items.length], [hospitals, hospitals]);
      for (const { member, id } of texts) {
        const { items } = await hub.get(`/api/v1/sector/rounds/${round.id}/submissions`, { member });
        assert.deepEqual(items.map((/** @type {any} */ each) => each.id), [id]);
        assert.equal(items[0].sha256, receipts.get(id).receipt.sha256);
      }
      // What is sent once more gets the receipt that was given first, also across a kill.
      for (const { id, text } of texts.slice(0, 10))
        assert.deepEqual((await post(new Client(server.address), hubId, text)).body, receipts.get(id));
      assert.equal((await place.run(["audit", "verify"])).code, 0);
    });
});
