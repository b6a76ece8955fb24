import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found, member, signedIn, trail } from "../support/hospital.mjs";
import { enrol, fillIn, foundHub, hash, invite, makeKey, newId, openRound, packageFor, post, questionsOf, signedText, traits } from "../support/sector.mjs";
import { onBothDatabases, startServer } from "../support/server.mjs";

onBothDatabases("Rounds of a sector body", (house) => {
  /** @type {import("../support/server.mjs").Server} */ let hubServer;
  /** @type {Client} */ let hub;
  /** @type {Client} */ let hospital;
  /** @type {Client} */ let anybody;
  /** @type {any} */ let round;
  /** @type {string} */ let hubId;
  /** @type {string} */ let code;
  /** @type {string} */ let memberId;

  const outgoing = (/** @type {string} */ id) => hospital.get(`/api/v1/sector/packages/${id}`);
  const response = async () => (await hub.get(`/api/v1/sector/rounds/${round.id}/response`)).items;
  const ours = async () => (await hospital.get("/api/v1/sector/offered-rounds")).items.find((/** @type {any} */ each) => each.id === round.id);
  const prepare = () => hospital.post(`/api/v1/sector/offered-rounds/${round.id}/packages`);
  const sent = (/** @type {string} */ of = memberId) => hub.get(`/api/v1/sector/rounds/${round.id}/submissions`, { member: of });

  before(async () => {
    hubServer = await startServer({ database: house.engine });
    hub = await foundHub(hubServer, "Sectororganisatie Test", "hub@sector.example");
    hubId = hub.session.organisation.id;
    anybody = new Client(hubServer.address);
    hospital = await found(house.server, "Ziekenhuis Zendt", "beheer@zendt.example");
    const invited = await invite(hub, "Ziekenhuis Zendt");
    code = invited.code;
    memberId = invited.member.id;
    round = await openRound(hub, [memberId]);
  });
  after(() => hubServer?.stop());

  test("a hospital enrols with a code that works once, and with a key that never leaves", async () => {
    const address = hubServer.address;
    const unsafe = await hospital.refused(422, "invalid_request", "POST", "/api/v1/sector/enrolments", { body: { address: "http://elders.example", code } });
    assert.deepEqual(unsafe.errors.map(({ pointer, code: why }) => [pointer, why]), [["/address", "hub_address_unsafe"]]);
    const made = await hospital.post("/api/v1/sector/enrolments", { address, code });
    assert.equal(made.hub_name, "Sectororganisatie Test");
    const again = await hospital.send("POST", "/api/v1/sector/enrolments", { body: { address, code } });
    assert.deepEqual([again.status, again.body.code], [422, "enrolment_code_wrong"]);
    const [listed] = (await hub.get("/api/v1/sector/members")).items;
    assert.ok(listed.enrolled && listed.key_since && !listed.code_expires_at);
    const keys = await house.server.place.sql("SELECT * FROM signing_key");
    assert.ok(keys.includes(made.our_key) && keys.length < 400, keys);
  });

  test("it begins the assessment of an open round, and the hub sees no more than that", async () => {
    const rounds = (await hospital.post("/api/v1/sector/offered-rounds/refresh")).items;
    assert.deepEqual(rounds.map((/** @type {any} */ each) => [each.round.title, each.round.traits, each.assessment_id]), [["Ronde 2026", traits, null]]);
    assert.equal((await response())[0].state, "invited");
    const begun = await hospital.post(`/api/v1/sector/offered-rounds/${round.id}/assessment`);
    assert.equal((await hospital.post(`/api/v1/sector/offered-rounds/${round.id}/assessment`)).assessment_id, begun.assessment_id);
    await hospital.refused(409, "assessment_open", "POST", `/api/v1/sector/offered-rounds/${round.id}/packages`);
    await hospital.post("/api/v1/sector/offered-rounds/refresh");
    assert.equal((await response())[0].state, "started");
    await fillIn(hospital, begun.assessment_id);
  });

  test("it sees the very bytes that leave, with no person and no free text in them, and sends those", async () => {
    const prepared = await prepare();
    assert.equal(prepared.size, Buffer.byteLength(prepared.document));
    assert.equal(prepared.sha256, hash(JSON.parse(prepared.document).package));
    assert.ok(!prepared.document.includes("q01-role") && !prepared.document.includes("Vrije tekst"));
    assert.deepEqual((await response())[0].state, "started");
    const delivered = await hospital.post(`/api/v1/sector/packages/${prepared.id}/delivery`);
    assert.equal(delivered.receipt.receipt.sha256, prepared.sha256);
    assert.deepEqual(await hospital.post(`/api/v1/sector/packages/${prepared.id}/delivery`), delivered);
    const [{ document, replaced_by }] = (await sent()).items;
    assert.deepEqual([document, replaced_by], [JSON.parse(prepared.document), null]);
    assert.equal((await response())[0].state, "sent");
  });

  test("a correction replaces what was sent, and what it replaced stays to be seen", async () => {
    const first = (await ours()).packages[0];
    const correction = await prepare();
    assert.equal(JSON.parse(correction.document).package.replaces, first.id);
    await hospital.post(`/api/v1/sector/packages/${correction.id}/delivery`);
    assert.deepEqual(
      (await sent()).items.map(({ id, replaced_by }) => [id, replaced_by]),
      [[correction.id, null], [first.id, correction.id]],
    );
    const [line] = await response();
    assert.deepEqual([line.state, line.corrections], ["sent", 1]);
    // The first once more gives its own receipt, and does not come back.
    const again = await post(anybody, hubId, first.document);
    assert.deepEqual(again.body, first.receipt);
    assert.equal((await sent()).items.length, 2);
  });

  test("by file it goes the same way, out and in, with the receipt back", async () => {
    const folder = mkdtempSync(join(tmpdir(), "regie-sector-"));
    const [pack, proof] = [join(folder, "pakket.json"), join(folder, "bewijs.json")];
    const { id } = await prepare();
    const file = await hospital.send("GET", `/api/v1/sector/packages/${id}/file`);
    assert.equal(file.bytes.toString(), (await outgoing(id)).document);
    writeFileSync(pack, file.bytes);
    const into = await hubServer.place.run(["sector", "import", pack, "--organisation", "Sectororganisatie Test", "--output", proof]);
    assert.equal(into.code, 0, into.stderr);
    const back = await house.server.place.run(["sector", "receipt", proof, "--organisation", "Ziekenhuis Zendt"]);
    assert.equal(back.code, 0, back.stderr);
    assert.deepEqual((await outgoing(id)).receipt, JSON.parse(readFileSync(proof, "utf8")));
    const wrong = { ...JSON.parse(readFileSync(proof, "utf8")) };
    wrong.receipt = { ...wrong.receipt, received_at: "2020-01-01T00:00:00.000000Z" };
    await hospital.refused(424, "receipt_wrong", "POST", `/api/v1/sector/packages/${id}/receipt`, { body: wrong });
    rmSync(folder, { recursive: true });
  });

  test("a hub that does not answer costs nothing: the package stays ready, and is sent later by command", async () => {
    const { id } = await prepare();
    const reachable = await house.server.place.sql("SELECT address FROM sector_enrolment");
    await house.server.place.sql("UPDATE sector_enrolment SET address = 'http://127.0.0.1:9'");
    await hospital.refused(424, "hub_unreachable", "POST", `/api/v1/sector/packages/${id}/delivery`);
    assert.deepEqual([(await outgoing(id)).refusal, (await outgoing(id)).receipt], ["hub_unreachable", null]);
    await house.server.place.sql(`UPDATE sector_enrolment SET address = '${reachable}'`);
    const sending = await house.server.place.run(["sector", "send", "--organisation", "Ziekenhuis Zendt"]);
    assert.equal(sending.code, 0, sending.stderr);
    assert.ok((await outgoing(id)).receipt);
  });

  test("every package that is not right has its own clear answer, is recorded without content, and changes nothing", async () => {
    const key = makeKey();
    const other = await invite(hub, "Ziekenhuis Anders");
    await hub.post(`/api/v1/sector/rounds/${round.id}/invitations`, { members: [other.member.id] });
    assert.equal((await enrol(anybody, other.code, makeKey())).status, 200);
    const { code: second } = await hub.post(`/api/v1/sector/members/${other.member.id}/code`);
    const stolen = await anybody.send("POST", "/api/v1/sector/exchange/enrolments", { body: { code: second, public_key: key.public, signature: makeKey().sign("request", second) } });
    assert.equal(stolen.body.code, "enrolment_code_wrong");
    const former = key;
    assert.equal((await enrol(anybody, second, former)).status, 200);
    const present = makeKey();
    const { code: third } = await hub.post(`/api/v1/sector/members/${other.member.id}/code`);
    assert.equal((await enrol(anybody, third, present)).status, 200);

    const make = (/** @type {Record<string, unknown>} */ parts = {}) => packageFor(round, other.member.id, parts);
    const right = make();
    const text = signedText(right, present);
    const answers = (/** @type {any[]} */ list) => ({ response: { ...right.response, answers: list } });
    const later = await openRound(hub, [other.member.id], { title: "Dicht", year: 2025 });
    await hub.put(`/api/v1/sector/rounds/${later.id}/status`, { status: "closed" }, later.version);
    /** @type {[string, number, string][]} */
    const refusals = [
      [text.slice(0, -40), 422, "package_cut_off"],
      ["geen pakket", 422, "package_unreadable"],
      [signedText(make({ patient: "A." }), present), 422, "package_unreadable"],
      [signedText(make({ format: 2 }), present), 422, "package_format_unknown"],
      [text.replace('"ja"', '"nee"'), 422, "package_altered"],
      [signedText(right, makeKey()), 422, "package_altered"],
      [signedText(right, former), 403, "package_key_replaced"],
      [signedText(packageFor(round, newId()), present), 403, "package_foreign"],
      [signedText(make({ round_id: newId() }), present), 422, "package_wrong_round"],
      [signedText(packageFor(later, other.member.id), present), 409, "package_late"],
      [signedText(make({ instrument_version: "2025.1" }), present), 422, "package_instrument_differs"],
      [signedText(make({ created_at: "2099-01-01T00:00:00.000000Z" }), present), 422, "package_clock_ahead"],
      [signedText(make({ response: { ...right.response, traits: { ...traits, size: "large" } } }), present), 422, "package_traits_differ"],
      [signedText(make({ replaces: newId() }), present), 409, "package_out_of_order"],
      [signedText(make(answers([{ link_id: "q01-role", values: ["cio"] }])), present), 422, "package_answers_wrong"],
      [signedText(make(answers([{ link_id: "q03", values: ["Jan Jansen"] }])), present), 422, "package_answers_wrong"],
    ];
    for (const [sent_text, status, why] of refusals) {
      const answer = await post(anybody, hubId, sent_text);
      assert.deepEqual([answer.status, answer.body.code], [status, why], JSON.stringify(answer.body));
    }
    assert.equal((await sent(other.member.id)).items.length, 0);
    const refused = await trail(hub, { action: "package.refused" });
    assert.ok(refused.length >= refusals.length);
    assert.ok(!JSON.stringify(refused).includes("Jansen"));

    const receipt = await post(anybody, hubId, text);
    assert.equal(receipt.status, 200, JSON.stringify(receipt.body));
    assert.deepEqual((await post(anybody, hubId, `${text}\n`)).body, receipt.body);
    const conflict = signedText({ ...right, ...answers([{ link_id: "q03", values: ["nee"] }]) }, present);
    assert.equal((await post(anybody, hubId, conflict)).body.code, "package_conflict");
    assert.equal((await post(anybody, hubId, signedText(make(), present))).body.code, "package_out_of_order");
    assert.equal((await sent(other.member.id)).items.length, 1);
  });

  test("who sends nothing but refusals is stopped for a while, and who sends what is right is not", async () => {
    let last = await post(anybody, hubId, "geen pakket");
    for (let tries = 0; tries < 40 && last.status !== 429; ++tries) last = await post(anybody, hubId, "geen pakket");
    assert.equal(last.body.code, "too_many_refusals");
    const { id } = await prepare();
    assert.ok((await hospital.post(`/api/v1/sector/packages/${id}/delivery`)).receipt);
  });

  test("a hospital opens no rounds, and only who may, sends or manages", async () => {
    const body = { title: "Eigen ronde", instrument_id: "ai-monitor-2026", year: 2026, opens_on: "2026-01-01", closes_on: "2026-12-31" };
    await hospital.refused(403, "not_a_sector_body", "POST", "/api/v1/sector/rounds", { body });
    const reader = await member(hospital, "Lezer Zendt", ["reader"]);
    await reader.refused(403, "forbidden", "POST", `/api/v1/sector/offered-rounds/${round.id}/packages`);
    const follower = await member(hub, "Lezer Hub", ["reader"]);
    await follower.get(`/api/v1/sector/rounds/${round.id}/response`);
    await follower.refused(403, "forbidden", "GET", `/api/v1/sector/rounds/${round.id}/submissions`, { query: { member: memberId } });
    await follower.refused(403, "forbidden", "POST", "/api/v1/sector/rounds", { body });
    const elsewhere = await found(hubServer, "Ziekenhuis Elders", "beheer@elders.example");
    await elsewhere.refused(404, "not_found", "GET", `/api/v1/sector/rounds/${round.id}/response`);
    const unknown = await post(anybody, elsewhere.session.organisation.id, "x");
    assert.deepEqual([unknown.status, unknown.body.code], [404, "not_found"]);
  });

  test("after closing nothing comes in, and the audit trails of both stay whole", async () => {
    const { version } = (await hub.get("/api/v1/sector/rounds")).items.find((/** @type {any} */ each) => each.id === round.id);
    const closed = await hub.put(`/api/v1/sector/rounds/${round.id}/status`, { status: "closed" }, version);
    await hub.refused(409, "round_state_wrong", "PUT", `/api/v1/sector/rounds/${round.id}/status`, { body: { status: "draft" }, version: closed.version });
    await hospital.post("/api/v1/sector/offered-rounds/refresh");
    const { id } = await prepare();
    await hospital.refused(409, "package_late", "POST", `/api/v1/sector/packages/${id}/delivery`);
    for (const { place } of [hubServer, house.server]) assert.equal((await place.run(["audit", "verify"])).code, 0);
  });
});

onBothDatabases(
  "The example hospital in a round",
  (house) => {
    test("what the register knows arrives answered, with where it comes from", async (t) => {
      const hub = await foundHub(house.server, "Sectororganisatie Test", "hub@sector.example");
      const secret = readFileSync(join(house.server.place.data, "example-password.txt"), "utf8").trim();
      const hospital = await signedIn(house.server, "anna@voorbeeld.example", secret);
      const { code, member: invited } = await invite(hub, "Ziekenhuis Voorbeeld");
      const round = await openRound(hub, [invited.id]);
      await hospital.post("/api/v1/sector/enrolments", { address: house.server.address, code });
      await hospital.post("/api/v1/sector/offered-rounds/refresh");
      const { assessment_id } = await hospital.post(`/api/v1/sector/offered-rounds/${round.id}/assessment`);
      const assessment = await hospital.get(`/api/v1/assessments/${assessment_id}`);
      const items = questionsOf((await hospital.get("/api/v1/instruments/ai-monitor-2026")).items);
      const asked = assessment.state.items.filter(({ link_id }) => !["group", "display"].includes(items.get(link_id).type));
      const computed = new Set(assessment.answers.filter((/** @type {any} */ each) => each.computed?.from).map((/** @type {any} */ each) => each.link_id));
      const open = asked.map((/** @type {any} */ each) => each.link_id).filter((/** @type {string} */ id) => !computed.has(id));
      t.diagnostic(`${computed.size} of ${asked.length} questions arrive answered; open: ${open.join(", ")}`);
      const facts = new Map((await hospital.get("/api/v1/facts")).items.map((/** @type {any} */ each) => [each.id, each.value]));
      for (const [question, fact] of [["q12-implementatie", "portfolio.in_phase.implementation"], ["q12-beheer", "portfolio.in_phase.operation"]]) {
        const { values, computed: from } = assessment.answers.find((/** @type {any} */ each) => each.link_id === question);
        assert.deepEqual([values, from.from], [[facts.get(fact)], fact]);
      }
    });
  },
  { example: true },
);
