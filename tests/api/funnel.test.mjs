import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found, member } from "../support/hospital.mjs";
import { dayFromToday, record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

const funnel = ["idea", "exploration", "development", "pilot_technical", "pilot_clinical", "implementation", "scaling", "operation"];
const day = 86_400_000_000;

/** The day `on` (1 to 28) of the month that is so many months ago. */
function dayOf(/** @type {number} */ monthsAgo, /** @type {number} */ on) {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, on)).toISOString().slice(0, 10);
}
const daysBetween = (/** @type {string} */ from, /** @type {string} */ to) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

onBothDatabases("The funnel", (house) => {
  /** @type {Client} */ let admin;
  let hospitals = 0;

  /** A hospital of its own for each test that counts. */
  async function newHospital() {
    hospitals += 1;
    return found(house.server, `Ziekenhuis ${hospitals}`, `beheer${hospitals}@trechter.example`);
  }

  before(async () => {
    admin = await newHospital();
  });

  /**
   * @param {Client} client @param {string} name @param {string} [phase] @param {string} [since]
   * @param {Record<string, any>} [parts]
   */
  const add = (client, name, phase = "idea", since = undefined, parts = {}) =>
    client.post("/api/v1/applications", { record: record(name, parts), phase, ...(since && { phase_since: since }) });

  /** Moves it through phases, each on a day. @param {Client} client @param {any} application @param {[string, string][]} moves */
  async function move(client, application, ...moves) {
    let { version } = application;
    let moved;
    for (const [phase, on] of moves) {
      moved = await client.post(`/api/v1/applications/${application.id}/phase`, { phase, on, reason: `naar ${phase}` }, version);
      version = moved.version;
    }
    return moved;
  }

  test("a move keeps who, when, why, and from where to where", async () => {
    const made = await add(admin, "Beweegt", "idea", dayFromToday(-20));
    const path = `/api/v1/applications/${made.id}`;
    const mover = await member(admin, "Mo Beweegt", ["ai_board_member"]);
    const moved = await mover.post(`${path}/phase`, { phase: "development", reason: "  Twee weken geleden besloten.  ", on: dayFromToday(-14) }, 1);
    assert.deepEqual(
      [moved.phase, moved.phase_since, moved.version, moved.updated_by, moved.record],
      ["development", `${dayFromToday(-14)}T00:00:00.000000Z`, 2, "Mo Beweegt", made.record],
    );
    const back = await admin.post(`${path}/phase`, { phase: "exploration", reason: "Terug: eerst vergelijken" }, 2);
    assert.ok(Date.now() - Date.parse(back.phase_since) < 60_000, "today is now");
    const [second, first, created] = (await admin.get(`${path}/history`)).items;
    assert.deepEqual(
      [first.kind, first.by, first.from_phase, first.to_phase, first.reason, first.version, first.at],
      ["moved", "Mo Beweegt", "idea", "development", "Twee weken geleden besloten.", 2, moved.phase_since],
    );
    assert.deepEqual([second.from_phase, second.to_phase, second.at], ["development", "exploration", back.phase_since]);
    assert.deepEqual([created.kind, created.to_phase], ["created", "idea"]);
    assert.deepEqual(await admin.get(path), back);
  });

  test("a move without a reason, in the future, or before the present phase is refused with every fault", async () => {
    const made = await add(admin, "Blijft staan", "exploration", dayFromToday(-10));
    const path = `/api/v1/applications/${made.id}`;
    const cases = [
      [{ phase: "development", reason: "  " }, ["/reason reason_required"]],
      [{ phase: "development", reason: "r".repeat(2001) }, ["/reason too_long"]],
      [{ phase: "development", reason: "goed", on: dayFromToday(1) }, ["/on date_in_future"]],
      [{ phase: "development", reason: "goed", on: dayFromToday(-11) }, ["/on date_before_phase"]],
      [{ phase: "development", reason: "", on: dayFromToday(-11) }, ["/on date_before_phase", "/reason reason_required"]],
      [{ phase: "development", reason: "", on: dayFromToday(400) }, ["/on date_in_future", "/reason reason_required"]],
    ];
    for (const [body, expected] of cases) {
      const problem = await admin.refused(422, "invalid_request", "POST", `${path}/phase`, { body, version: 1 });
      assert.deepEqual(problem.errors.map((fault) => `${fault.pointer} ${fault.code}`).sort(), expected);
    }
    const early = await admin.refused(422, "invalid_request", "POST", `${path}/phase`, {
      body: { phase: "development", reason: "goed", on: dayFromToday(-11) },
      version: 1,
    });
    assert.match(early.errors[0]?.detail ?? "", new RegExp(dayFromToday(-10)));
    await admin.refused(409, "already_in_phase", "POST", `${path}/phase`, { body: { phase: "exploration", reason: "nog eens" }, version: 1 });
    assert.deepEqual(await admin.get(path), made);
    assert.equal((await admin.get(`${path}/history`)).items.length, 1);
    const sameDay = await move(admin, made, ["development", dayFromToday(-10)]);
    assert.equal(sameDay.phase_since, made.phase_since, "on the first day of the present phase it may move");
  });

  test("what has ended leaves the register's view, and can be taken up again", async () => {
    const hospital = await newHospital();
    for (const phase of ["stopped", "rejected", "retired"]) {
      const made = await add(hospital, `Wordt ${phase}`, "pilot_technical");
      const ended = await hospital.post(`/api/v1/applications/${made.id}/phase`, { phase, reason: "klaar ermee" }, 1);
      assert.equal((await hospital.get("/api/v1/applications")).total, 0);
      assert.equal((await hospital.get("/api/v1/applications", { ended: true, search: phase })).total, 1);
      assert.equal((await hospital.get("/api/v1/funnel")).columns.flatMap((column) => column.cards).length, 0);
      assert.equal((await hospital.get("/api/v1/overview")).total, 0);
      assert.equal(ended.allowed.confirm, false);
      const again = await hospital.post(`/api/v1/applications/${made.id}/phase`, { phase: "exploration", reason: "toch" }, 2);
      assert.deepEqual([again.phase, again.version, (await hospital.get("/api/v1/applications")).total], ["exploration", 3, 1]);
      await hospital.post(`/api/v1/applications/${made.id}/phase`, { phase, reason: "nu echt" }, 3);
    }
  });

  test("the board shows each phase with its cards, longest there first, and what is ageing", async () => {
    const hospital = await newHospital();
    const limits = Object.fromEntries((await hospital.get("/api/v1/catalog")).phases.map((phase) => [phase.id, phase.ageing_after_days]));
    const limit = limits["exploration"];
    const jong = await add(hospital, "Jong", "exploration", dayFromToday(-3));
    const net = await add(hospital, "Net niet", "exploration", dayFromToday(-limit));
    const oud = await add(hospital, "Oud", "exploration", dayFromToday(-limit - 1));
    await add(hospital, "Pilot", "pilot_clinical", dayFromToday(-1));
    await add(hospital, "Invoering", "implementation");
    await add(hospital, "Opschaling", "scaling");
    await add(hospital, "Klaar", "operation");
    await add(hospital, "Weg", "retired");
    const board = await hospital.get("/api/v1/funnel");
    assert.deepEqual(board.columns.map((column) => column.phase), funnel);
    assert.deepEqual(board.columns.map((column) => column.count), [0, 3, 0, 0, 1, 1, 1, 1]);
    assert.equal(board.work_in_progress, 5, "exploration up to and including implementation");
    for (const column of board.columns) {
      assert.equal(column.ageing_after_days, limits[column.phase]);
      assert.equal(column.cards.length, column.count);
    }
    assert.deepEqual(
      board.columns[1].cards.map((card) => [card.name, card.days_in_phase, card.ageing, card.version, card.may_move]),
      [["Oud", limit + 1, true, 1, true], ["Net niet", limit, false, 1, true], ["Jong", 3, false, 1, true]],
    );
    assert.deepEqual(board.columns[1].cards.map((card) => card.id), [oud.id, net.id, jong.id]);
    const stuck = (await hospital.get("/api/v1/applications", { attention: "stuck" })).items.map((each) => each.name);
    assert.ok(stuck.includes("Oud") && !stuck.includes("Jong"));
  });

  test("the flow counts each month as one would by hand", async () => {
    const hospital = await newHospital();
    // months ago          5     4     3     2     1     0
    // A  idea             x --> exploration(4) ----> development(2) -------->
    // B  exploration            x --> rejected(3)
    // C  operation        x (long before) ----------------> retired(1)
    // D  idea                                   x(2) -> exploration(2) -> idea(1)
    // E  scaling                                              x(0)
    const a = await add(hospital, "A", "idea", dayOf(5, 10));
    await move(hospital, a, ["exploration", dayOf(4, 9)], ["development", dayOf(2, 20)]);
    const b = await add(hospital, "B", "exploration", dayOf(4, 1));
    await move(hospital, b, ["rejected", dayOf(3, 28)]);
    const c = await add(hospital, "C", "operation", dayOf(30, 1));
    await move(hospital, c, ["retired", dayOf(1, 15)]);
    const d = await add(hospital, "D", "idea", dayOf(2, 2));
    await move(hospital, d, ["exploration", dayOf(2, 12)], ["idea", dayOf(1, 1)]);
    await add(hospital, "E", "scaling");
    const flow = await hospital.get("/api/v1/funnel/flow", { months: 6 });
    const shown = flow.months.map((month) => [
      month.month,
      month.counts.filter((each) => each.count > 0).map((each) => `${each.phase} ${each.count}`).join(", "),
      month.entered,
      month.ended,
    ]);
    assert.deepEqual(shown, [
      [dayOf(5, 1).slice(0, 7), "idea 1, operation 1", 1, 0],
      [dayOf(4, 1).slice(0, 7), "exploration 2, operation 1", 1, 0],
      [dayOf(3, 1).slice(0, 7), "exploration 1, operation 1", 0, 1],
      [dayOf(2, 1).slice(0, 7), "exploration 1, development 1, operation 1", 1, 0],
      [dayOf(1, 1).slice(0, 7), "idea 1, development 1", 0, 1],
      [dayOf(0, 1).slice(0, 7), "idea 1, development 1, scaling 1", 1, 0],
    ]);
    for (const month of flow.months) assert.deepEqual(month.counts.map((each) => each.phase), funnel);
    assert.equal((await hospital.get("/api/v1/funnel/flow")).months.length, 24);
    assert.deepEqual((await hospital.get("/api/v1/funnel/flow", { months: 1 })).months, flow.months.slice(-1));
    const durations = (/** @type {any} */ each) =>
      each.durations
        .filter((duration) => duration.completed > 0)
        .map((duration) => [duration.phase, duration.completed, duration.median_days, duration.moved_on, duration.ended]);
    assert.deepEqual(durations(flow), [
      ["idea", 2, (daysBetween(dayOf(5, 10), dayOf(4, 9)) + 10) / 2, 2, 0],
      [
        "exploration", 3,
        [daysBetween(dayOf(4, 9), dayOf(2, 20)), daysBetween(dayOf(4, 1), dayOf(3, 28)), daysBetween(dayOf(2, 12), dayOf(1, 1))]
          .sort((x, y) => x - y)[1],
        1, 1,
      ],
      ["operation", 1, daysBetween(dayOf(30, 1), dayOf(1, 15)), 0, 1],
    ]);
    assert.ok(flow.durations.every((each) => each.completed > 0 || (each.median_days ?? null) === null), "no median without a stay");
    assert.deepEqual(durations(await hospital.get("/api/v1/funnel/flow", { months: 1 })), []);
    assert.deepEqual(durations(await hospital.get("/api/v1/funnel/flow", { months: 2 })).map((each) => each[0]), ["exploration", "operation"]);
  });

  test("anyone brings an idea in, sees it back, and the clock runs until it is answered", async () => {
    const hospital = await newHospital();
    const reader = await member(hospital, "Nora Nacht", ["reader"], `nora${hospitals}@trechter.example`);
    const idea = await reader.post("/api/v1/ideas", {
      name: " Te veel telefoon ", problem: "De balie kan niet alles opnemen.", problem_owner: "Patiënten", idea: "Een stem die opneemt", drivers: ["workload"],
    });
    assert.deepEqual(
      [idea.name, idea.problem, idea.phase, idea.intake.submitted_by, idea.intake.submitted_by_id, idea.intake.waiting_days, idea.intake.answered_at ?? null],
      ["Te veel telefoon", "De balie kan niet alles opnemen.", "idea", "Nora Nacht", reader.id, 0, null],
    );
    const own = await hospital.post("/api/v1/ideas", { name: "Van een ander", problem: "p", problem_owner: "w", drivers: [] });
    assert.deepEqual((await reader.get("/api/v1/ideas")).items, [idea]);
    assert.deepEqual((await hospital.get("/api/v1/ideas", { scope: "mine" })).items.map((each) => each.id), [own.id]);

    await house.server.place.sql(
      `UPDATE application SET submitted_at = submitted_at - ${12 * day + 1000}, phase_since = phase_since - ${12 * day} WHERE id = '${idea.id}'`,
    );
    const waiting = (await hospital.get("/api/v1/ideas", { scope: "waiting" })).items;
    assert.deepEqual(waiting.map((each) => [each.id, each.intake.waiting_days]), [[idea.id, 12], [own.id, 0]]);
    const overview = await hospital.get("/api/v1/overview");
    assert.equal(overview.attention.find((each) => each.attention === "idea_waiting").count, 2);
    assert.deepEqual(
      overview.waiting.map((each) => [each.id, each.is_idea, each.waiting_days, each.name]),
      [[idea.id, true, 12, "Te veel telefoon"], [own.id, true, 0, "Van een ander"]],
    );
    const application = await hospital.get(`/api/v1/applications/${idea.id}`);
    assert.deepEqual(
      [application.record.identity.summary, application.record.identity.problem_owner, application.record.kind.drivers],
      ["Een stem die opneemt", "Patiënten", ["workload"]],
    );
    assert.deepEqual(application.intake.waiting_days, 12);

    await hospital.put(`/api/v1/applications/${idea.id}`, { ...application.record, care: { ...application.record.care, labels: ["balie"] } }, 1);
    assert.equal((await hospital.get("/api/v1/ideas", { scope: "waiting" })).items.length, 2, "editing is no answer");
    await hospital.post(`/api/v1/applications/${idea.id}/phase`, { phase: "exploration", reason: "Goed idee, we gaan kijken." }, 2);
    const [answered] = (await reader.get("/api/v1/ideas")).items;
    assert.deepEqual(
      [answered.phase, answered.intake.answer, answered.intake.waiting_days],
      ["exploration", "Goed idee, we gaan kijken.", 12],
    );
    assert.ok(Date.now() - Date.parse(answered.intake.answered_at) < 60_000);
    await hospital.post(`/api/v1/applications/${idea.id}/phase`, { phase: "rejected", reason: "Toch niet." }, 3);
    const [later] = (await reader.get("/api/v1/ideas")).items;
    assert.deepEqual([later.intake.answer, later.intake.answered_at], ["Goed idee, we gaan kijken.", answered.intake.answered_at]);
    assert.deepEqual((await hospital.get("/api/v1/ideas", { scope: "waiting" })).items.map((each) => each.id), [own.id]);
    await house.server.place.sql(`UPDATE application SET answered_at = answered_at - ${5 * day} WHERE id = '${idea.id}'`);
    assert.equal((await reader.get("/api/v1/ideas")).items[0].intake.waiting_days, 7, "the clock stopped at the answer");
  });

  test("the overview counts what the register holds, beside the national figures", async () => {
    const hospital = await newHospital();
    const catalog = await hospital.get("/api/v1/catalog");
    const stay = (/** @type {string} */ phase) => catalog.phases.find((each) => each.id === phase).ageing_after_days;
    await add(hospital, "1", "idea", dayFromToday(-stay("idea") - 5));
    await add(hospital, "2", "idea", undefined, { people: { accountable_owner: { name: "O", account_id: null } } });
    await add(hospital, "3", "exploration");
    await add(hospital, "4", "development", undefined, { law: { risk_class: "high", medical_device: "yes" } });
    await add(hospital, "5", "pilot_technical", undefined, { law: { risk_class: "high", medical_device: "in_house" } });
    await add(hospital, "6", "pilot_clinical", undefined, { law: { risk_class: "minimal", medical_device: "no" } });
    await add(hospital, "7", "implementation", undefined, { supply: { contract_ends_on: dayFromToday(catalog.contract_warning_days) } });
    await add(hospital, "8", "scaling", undefined, { supply: { contract_ends_on: dayFromToday(catalog.contract_warning_days + 1) } });
    await add(hospital, "9", "operation", undefined, { care: { next_review_on: dayFromToday(0) } });
    await add(hospital, "10", "operation", undefined, { care: { next_review_on: dayFromToday(1) } });
    await add(hospital, "11", "retired", undefined, { law: { risk_class: "high", medical_device: "yes" } });
    const overview = await hospital.get("/api/v1/overview");
    assert.deepEqual(overview.phases.map((each) => [each.phase, each.count]), [2, 1, 1, 1, 1, 1, 1, 2].map((count, index) => [funnel[index], count]));
    assert.deepEqual([overview.total, overview.in_use, overview.medical_devices, overview.high_risk], [10, 4, 2, 2]);
    assert.deepEqual(
      overview.comparison.map((each) => [each.phases.join("+"), each.count, each.national_mean]),
      [
        ["idea+exploration", 3, 8], ["development", 1, 3], ["pilot_technical+pilot_clinical", 2, 3],
        ["implementation", 1, 1], ["scaling", 1, 1], ["operation", 2, 2],
      ],
    );
    assert.deepEqual([overview.national_total, overview.national_base], [18, 51]);
    assert.match(overview.national_source, /AI Monitor Ziekenhuizen 2026/);
    const counts = Object.fromEntries(overview.attention.map((each) => [each.attention, each.count]));
    assert.deepEqual(counts, {
      unclassified: 7, no_owner: 9, aged: 0, contract_ending: 1, overlapping: 0, idea_waiting: 0, stuck: 1, incomplete: 10, review_due: 1,
    });
    for (const [attention, count] of Object.entries(counts))
      assert.equal((await hospital.get("/api/v1/applications", { attention })).total, count, attention);
    assert.equal((await hospital.get("/api/v1/applications", { attention: ["no_owner", "unclassified"] })).total, 6);
    assert.deepEqual(overview.waiting.map((each) => [each.name, each.is_idea, each.waiting_days]), [["1", false, stay("idea") + 5]]);
  });

  test("an empty hospital has an overview, a board and a flow without anything in them", async () => {
    const hospital = await newHospital();
    const overview = await hospital.get("/api/v1/overview");
    assert.deepEqual([overview.total, overview.in_use, overview.waiting], [0, 0, []]);
    assert.ok(overview.attention.every((each) => each.count === 0) && overview.attention.length === 9);
    assert.ok((await hospital.get("/api/v1/funnel")).columns.every((column) => column.count === 0));
    assert.ok((await hospital.get("/api/v1/funnel/flow")).durations.every((each) => each.completed === 0));
  });
});
