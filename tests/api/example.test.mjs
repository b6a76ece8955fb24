import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** Names of the example's applications by key, as its file gives them. */
const names = Object.fromEntries(
  readFileSync(new URL("../../content/example/hospital.yaml", import.meta.url), "utf8")
    .split(/^applications:$/m)[1]
    ?.split(/^ {2}- key: /m)
    .slice(1)
    .map((part) => [/^\w+/.exec(part)?.[0], /^ {6}identity:\n {8}name: "(.*)"$/m.exec(part)?.[1]]) ?? [],
);

onBothDatabases(
  "The example hospital",
  (house) => {
    /** @type {Client} */ let anna;

    before(async () => {
      const printed = /(\S+@\S+) met wachtwoord (\S+)/.exec(house.server.output());
      assert.ok(printed, house.server.output());
      anna = new Client(house.server.address);
      await anna.signIn(printed[1] ?? "", printed[2] ?? "");
    });

    const listed = async (/** @type {Record<string, unknown>} */ query) =>
      (await anna.get("/api/v1/applications", { limit: 500, ...query })).items.map((each) => each.name).sort();
    const named = (/** @type {string[]} */ ...keys) =>
      keys.map((key) => names[key] ?? assert.fail(`the example has no ${key}`)).sort();

    test("says plainly that it is an example", async () => {
      assert.equal((await anna.get("/health")).example, true);
      assert.equal(anna.session.organisation.name, "Ziekenhuis Voorbeeld");
      assert.deepEqual(anna.session.organisations.map((each) => each.is_example), [true, true]);
    });

    test("shows about twenty applications, spread like the national average", async () => {
      const all = await listed({ ended: true });
      assert.deepEqual(all, Object.values(names).sort());
      const overview = await anna.get("/api/v1/overview");
      assert.equal(overview.total, all.length - 3);
      for (const each of overview.comparison) assert.ok(Math.abs(each.count - each.national_mean) <= 1, each.monitor_phase);
      assert.deepEqual(await listed({ phase: ["stopped", "rejected", "retired"] }), named("claim_rules", "no_show", "mood_camera"));
    });

    test("asks for attention where its file says it does", async () => {
      const ideas = named("plain_language_letter", "meeting_minutes");
      assert.deepEqual(await listed({ attention: "overlapping" }), named("speech_outpatient", "speech_emergency"));
      assert.deepEqual(await listed({ attention: "no_owner" }), [...named("postoperative_infection"), ...ideas].sort());
      assert.deepEqual(
        await listed({ attention: "aged" }),
        named("lung_nodules", "discharge_date", "postoperative_infection", "staff_scheduling"),
      );
      assert.deepEqual(await listed({ attention: "contract_ending" }), named("icd10_coding", "speech_outpatient"));
      assert.deepEqual(await listed({ attention: "idea_waiting" }), ideas);
      const stuck = await listed({ attention: "stuck" });
      for (const name of named("lung_nodules", "ed_crowding", "claim_analysis", "technical_service")) assert.ok(stuck.includes(name), name);
      const unclassified = await listed({ attention: "unclassified" });
      for (const name of named("referral_summary", "patient_messages", "technical_service")) assert.ok(unclassified.includes(name), name);
    });

    test("counts on the overview what the register lists", async () => {
      const overview = await anna.get("/api/v1/overview");
      for (const { attention, count } of overview.attention)
        assert.equal(count, (await listed({ attention })).length, attention);
      for (const { phase, count } of overview.phases) assert.equal(count, (await listed({ phase })).length, phase);
      assert.equal(overview.medical_devices, (await listed({ medical_device: ["yes", "in_house"] })).length);
      assert.equal(overview.high_risk, (await listed({ risk_class: "high" })).length);
      assert.equal(overview.in_use, (await listed({ phase: ["implementation", "scaling", "operation"] })).length);
      const [first] = overview.waiting;
      assert.ok(overview.waiting.every((each, index, all) => index === 0 || each.waiting_days <= all[index - 1].waiting_days));
      assert.ok(first.waiting_days > 0 && overview.waiting.length <= 10);
    });

    test("has two years of history in its funnel, and every page of it is as the API document says", async () => {
      const { months, durations } = await anna.get("/api/v1/funnel/flow", { months: 24 });
      assert.equal(months.length, 24);
      assert.ok(months.filter((month) => month.entered > 0).length > 5);
      assert.ok(durations.filter((each) => each.completed > 0).length === 8);
      for (const { id, name } of (await anna.get("/api/v1/applications", { ended: true, limit: 500 })).items) {
        const application = await anna.get(`/api/v1/applications/${id}`);
        assert.equal(application.record.identity.name, name);
        const { items } = await anna.get(`/api/v1/applications/${id}/history`);
        assert.equal(items.at(-1).kind, "created");
        assert.equal(items.find((each) => each.to_phase !== null).to_phase, application.phase);
      }
      assert.equal((await anna.get("/api/v1/overlaps")).items.length, 1);
    });

    test("its second organisation is empty, and knows nothing of the first", async () => {
      const clinic = anna.session.organisations.find((each) => each.name === "Kliniek Voorbeeld");
      await anna.actFor(clinic.id);
      assert.equal((await anna.get("/api/v1/applications", { ended: true })).total, 0);
      assert.deepEqual((await anna.get("/api/v1/departments")).items, []);
    });
  },
  { example: true },
);
