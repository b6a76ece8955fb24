/**
 * @file The AI Monitor fills itself from what the hospital recorded elsewhere.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

onBothDatabases(
  "The AI Monitor",
  (house) => {
    /** @type {Client} */ let anna;
    /** @type {any} */ let monitor;
    const answer = (/** @type {string} */ id) => monitor.answers.find((/** @type {any} */ each) => each.link_id === id);
    const values = (/** @type {string} */ id) => answer(id)?.values;

    before(async () => {
      const printed = /(\S+@\S+) met wachtwoord (\S+)/.exec(house.server.output());
      assert.ok(printed, house.server.output());
      anna = new Client(house.server.address);
      await anna.signIn(printed[1] ?? "", printed[2] ?? "");
      monitor = await anna.post("/api/v1/assessments", {
        instrument_id: "ai-monitor-2026",
        subject: { kind: "organisation", id: null, version: null },
      });
    });

    test("arrives with seven in ten of its questions answered, each with its source", () => {
      const { questions, answered } = monitor.state;
      assert.ok(questions > 45, `${questions} questions`);
      assert.ok(answered / questions >= 0.7, `${answered} of ${questions} answered`);
      for (const each of monitor.answers) {
        assert.ok(["fact", "assessment"].includes(each.computed.origin), each.link_id);
        assert.match(each.computed.from, /^[a-z_-]+[./]/, each.link_id);
        assert.deepEqual(each.values, each.computed.values);
        if (each.computed.origin === "fact") assert.ok(each.computed.base > 0, `${each.link_id} without its base`);
      }
    });

    test("adds up phases, and chooses by what is in use", async () => {
      const facts = Object.fromEntries(
        (await anna.get("/api/v1/facts")).items.map((/** @type {any} */ each) => [each.id, each]),
      );
      const count = (/** @type {string[]} */ ...ids) => ids.reduce((sum, id) => sum + facts[`portfolio.${id}`].value, 0);
      assert.deepEqual(values("q12-idee-verkenning"), [count("in_phase.idea", "in_phase.exploration")]);
      assert.deepEqual(values("q12-pilot"), [count("in_phase.pilot_technical", "in_phase.pilot_clinical")]);
      assert.equal(answer("q12-pilot").computed.from, "portfolio.in_phase.pilot_technical, portfolio.in_phase.pilot_clinical");
      assert.deepEqual(values("q18"), [Math.round(facts["portfolio.generative_share"].value * 1000) / 10]);
      assert.deepEqual([values("q16"), values("q17")], [["ja"], ["ja"]]);
      assert.deepEqual(values("q19"), ["implementatie"], "one is in implementation, another in a pilot");
      assert.deepEqual(values("q22"), ["verkenning"]);
      assert.deepEqual(values("q23"), ["ja"]);
      assert.deepEqual(values("q21"), [28.9], "11 of 38 intended users");
      assert.deepEqual(values("q13"), ["administratie", "diagnostiek", "coderen"]);
      const used = ["administration", "diagnostics", "coding"].map((process) => `portfolio.used_in_process.${process}`);
      assert.equal(answer("q13").computed.from, used.join(", "), "only what decided");
      assert.deepEqual(values("q07"), ["ja"]);
      assert.deepEqual(values("q08"), ["cmio_cnio"]);
    });

    test("takes over what readiness says, and what was expected and measured of each aim", () => {
      assert.deepEqual(values("q03"), ["ja"]);
      assert.deepEqual(values("q05"), ["eigen_omgeving", "spelregels"]);
      assert.deepEqual(values("q06"), ["workshops", "per_toepassing", "elearning", "communicatie"]);
      assert.deepEqual(values("q27-financieel"), ["partly"]);
      assert.deepEqual(values("q25-medewerkers"), ["positief"]);
      assert.deepEqual(values("q25-gelijkheid"), ["neutraal"]);
      assert.deepEqual(values("q26-kosten"), ["neutraal"]);
      assert.equal(answer("q26-uitkomsten").computed.base, 1, "one application was measured on outcomes");
    });

    test("follows the register when it is computed again, and keeps what a person overruled", async () => {
      const path = `/api/v1/assessments/${monitor.id}`;
      await anna.put(`${path}/answers`, { link_id: "q23", values: ["niet_bepaald"], overruled: "De jurist kijkt nog." }, 1);
      await anna.post("/api/v1/applications", {
        phase: "operation",
        record: record("Agent voor declaraties", {
          kind: { technology: "agent" },
          impacts: [{ aim: "equity", expected: "very_negative", realised: null, measured_on: null, basis: "Voorbeeld" }],
        }),
      });
      monitor = await anna.post(`${path}/prefill`);
      assert.deepEqual(values("q22"), ["beheer"]);
      assert.deepEqual(values("q25-gelijkheid"), ["negatief"], "0, 0, -1 and -2 are -0.75 on average");
      assert.deepEqual(values("q23"), ["niet_bepaald"]);
      assert.deepEqual(answer("q23").computed.values, ["ja"]);
    });

    test("answers nothing for a hospital of which nothing is known", async () => {
      const [, other] = anna.session.organisations;
      await anna.put("/api/v1/session/organisation", { organisation_id: other.id });
      const empty = await anna.post("/api/v1/assessments", {
        instrument_id: "ai-monitor-2026",
        subject: { kind: "organisation", id: null, version: null },
      });
      const answered = empty.answers.map((/** @type {any} */ each) => each.link_id);
      assert.deepEqual(answered.filter((/** @type {string} */ id) => !/^q(07|08|12)/.test(id)), []);
    });
  },
  { example: true },
);
