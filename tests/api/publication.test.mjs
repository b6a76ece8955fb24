import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found, member, signedIn, trail } from "../support/hospital.mjs";
import { canonical, close, enrol, fill, fillIn, foundHub, invite, makeKey, openRound, packageFor, post, signedText } from "../support/sector.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** What 52 hospitals cannot give back of the published shares of 2026 or of their base, with the nearest they can. */
const departures = {
  "q04 ja": 77,
  "q04 ontwikkeling": 23,
  "q07 nee": 15,
  "q09 advies": 43,
  "q11 klein": 42,
  "q13 administratie": 81,
  "q13 logistiek": 48,
  "q13 overdracht": 21,
  "q14 radiologie": 40,
  "q20 autoscriber": 38,
  "q22 concreet": 13,
  "q27-team op_orde": 52,
  "q27-visie op_orde": 44,
  "q27-financieel not_at_all": 44,
  "q27-transformatie not_at_all": 38,
  "parts_in_order 2": 13,
};

/** Our shares beside those that the monitor published of a year. @param {any} publication @param {number} year */
function besidePublished(publication, year) {
  /** @type {Record<string, number>} */
  const apart = {};
  let same = 0;
  for (const { question, years } of publication.content.questions)
    for (const { year: of, groups, published, published_base: base } of years)
      for (const figure of published) {
        if (of !== year || (figure.measure ?? "share") !== "share" || figure.type) continue;
        assert.deepEqual([groups.length, groups[0].traits, groups[0].suppressed], [1, [], false], question.id);
        const share = groups[0].shares.find((/** @type {any} */ each) => each.option === figure.option);
        assert.ok(share.count <= groups[0].base && groups[0].base <= groups[0].n);
        if (share.rounded === figure.value && (base ?? groups[0].base) === groups[0].base) same += 1;
        else apart[`${question.id} ${figure.option}`] = share.rounded;
      }
  return { same, apart };
}

onBothDatabases(
  "What a sector body publishes",
  (house) => {
    /** @type {Client} */ let example;
    /** @type {Client} */ let anybody;

    const roundOf = async (/** @type {Client} */ hub, /** @type {number} */ year) => (await hub.get("/api/v1/sector/rounds")).items.find((/** @type {any} */ each) => each.year === year);
    const publish = (/** @type {Client} */ hub, /** @type {any} */ round, body = { crossed: [] }) => hub.post(`/api/v1/sector/rounds/${round.id}/publication`, body, round.version);

    before(async () => {
      const secret = readFileSync(join(house.server.place.data, "example-password.txt"), "utf8").trim();
      example = await signedIn(house.server, "sanne@voorbeeld.example", secret);
      anybody = new Client(house.server.address);
    });

    test("the example starts with three published rounds of 71 invented hospitals", async () => {
      const rounds = (await example.get("/api/v1/sector/rounds")).items;
      assert.deepEqual(rounds.map((/** @type {any} */ each) => [each.year, each.status, each.invited, each.sent]), [
        [2026, "published", 71, 52],
        [2025, "published", 71, 46],
        [2024, "published", 71, 43],
      ]);
      const { items } = await example.get("/api/v1/sector/members");
      assert.ok(items.every((/** @type {any} */ each) => each.enrolled && each.name.startsWith("Verzonnen ziekenhuis")));
    });

    test("71 invited hospitals give the published percentages back: signed, sent, added up and published", async () => {
      const theirs = await roundOf(example, 2026);
      const { items: invited } = await example.get(`/api/v1/sector/rounds/${theirs.id}/response`);
      const hub = await foundHub(house.server, "Sectororganisatie Nadoen", "hub@nadoen.example");
      /** @type {Map<string, {id: string, code: string}>} */
      const members = new Map();
      for (const { name, traits } of invited) {
        const { id } = await hub.post("/api/v1/sector/members", { name, traits });
        members.set(name, { id, code: (await hub.post(`/api/v1/sector/members/${id}/code`)).code });
      }
      const round = await openRound(hub, [...members.values()].map(({ id }) => id));
      let sent = 0;
      for (const { name, member_id, state } of invited) {
        const { id, code } = /** @type {{id: string, code: string}} */ (members.get(name));
        const key = makeKey();
        assert.equal((await enrol(anybody, code, key)).status, 200);
        if (state !== "sent") continue;
        const [{ document }] = (await example.get(`/api/v1/sector/rounds/${theirs.id}/submissions`, { member: member_id })).items;
        const response = { ...document.package.response, organisation: id };
        const answer = await post(anybody, hub.session.organisation.id, signedText(packageFor(round, id, { response }), key));
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        sent += 1;
      }
      assert.deepEqual([members.size, sent], [71, 52]);
      const published = await publish(hub, await close(hub, round));
      assert.deepEqual(besidePublished(published, 2026), { same: 98, apart: departures });
      assert.deepEqual(published.content.refused, []);
      const example2026 = await example.get(`/api/v1/sector/rounds/${theirs.id}/publication`);
      assert.deepEqual(besidePublished(example2026, 2026), { same: 98, apart: departures });
    });

    test("a change says whether it is more than chance, and every figure of a group has its base", async () => {
      const { id } = await roundOf(example, 2026);
      const { content } = await example.get(`/api/v1/sector/rounds/${id}/publication`, { question: "q04" });
      assert.deepEqual(content.questions.map((/** @type {any} */ each) => each.question.id), ["q04"]);
      const [now] = content.questions[0].years.filter((/** @type {any} */ each) => each.year === 2026);
      const [all] = now.groups;
      assert.equal(all.shares[0].change.from_year, 2025);
      assert.equal(all.shares[0].change.more_than_chance, all.shares[0].change.lower > 0 || all.shares[0].change.upper < 0);
      for (const group of now.groups)
        if (group.suppressed) assert.deepEqual([group.n, group.base, group.shares], [null, null, []]);
        else assert.ok(group.base >= content.least && group.n >= group.base, JSON.stringify(group));
      const hidden = now.groups.filter((/** @type {any} */ each) => each.suppressed).map((/** @type {any} */ each) => each.traits[0].value);
      assert.ok(hidden.includes("university"), `four university hospitals show: ${hidden}`);
      const { content: byType } = await example.get(`/api/v1/sector/rounds/${id}/publication`, { by: ["type"] });
      const dimensions = new Set(byType.questions.flatMap(({ years }) => years.flatMap(({ groups }) => groups.flatMap(({ traits: of }) => of.map(({ dimension }) => dimension)))));
      assert.deepEqual([...dimensions], ["type"]);
      await example.refused(404, "not_found", "GET", `/api/v1/sector/rounds/${id}/publication`, { query: { question: "q99" } });
    });

    test("open data say their licence in every row, and hold no number of a hidden group", async () => {
      const { id } = await roundOf(example, 2026);
      const csv = await example.send("GET", `/api/v1/sector/rounds/${id}/publication/file`);
      const [header = "", ...rows] = csv.bytes.toString().replace(/^\ufeff/, "").trim().split("\r\n");
      const ours = rows.filter((row) => row.includes(",round,"));
      assert.ok(ours.length > 500 && ours.every((row) => row.endsWith(",CC BY 4.0")), header);
      const json = await example.send("GET", `/api/v1/sector/rounds/${id}/publication/file`, { query: { format: "json" } });
      const data = JSON.parse(json.bytes.toString());
      assert.equal(data.content.licence, "CC BY 4.0");
      const groups = data.content.questions.flatMap(({ years }) => years.flatMap(({ groups: of }) => of));
      for (const group of groups.filter(({ suppressed }) => suppressed)) assert.deepEqual([group.n, group.base, group.shares, group.spreads, group.top_tenth], [null, null, [], [], null]);
    });

    test("a publication is sealed: its round takes nothing, does not open and is not published again", async () => {
      const hub = await foundHub(house.server, "Sectororganisatie Zegel", "hub@zegel.example");
      const round = await openRound(hub, [(await invite(hub, "Ziekenhuis Traag")).member.id]);
      const [first] = await fill(hub, round, 4);
      await hub.refused(409, "round_state_wrong", "POST", `/api/v1/sector/rounds/${round.id}/publication`, { body: { crossed: [] }, version: round.version });
      const early = await close(hub, round);
      // Four answers are fewer than a figure needs.
      await hub.refused(409, "round_state_wrong", "POST", `/api/v1/sector/rounds/${round.id}/publication`, { body: { crossed: [] }, version: early.version });
      const open = await hub.put(`/api/v1/sector/rounds/${round.id}/status`, { status: "open" }, early.version);
      await fill(hub, open, 3);
      const closed = await close(hub, open);
      const path = `/api/v1/sector/rounds/${round.id}/publication`;
      await hub.refused(404, "not_found", "GET", path);
      await hub.refused(412, "version_conflict", "POST", path, { body: { crossed: [] }, version: open.version });
      const wrong = await hub.refused(422, "invalid_request", "POST", path, { body: { least: 4, crossed: [{ first: "type", second: "type" }] }, version: closed.version });
      assert.deepEqual(wrong.errors.map(({ pointer, code }) => [pointer, code]), [["/least", "out_of_range"], ["/crossed/0", "duplicate"]]);
      await publish(hub, closed, { crossed: [{ first: "type", second: "size" }] });
      const sealed = await roundOf(hub, 2026);
      assert.equal(sealed.status, "published");
      await hub.refused(409, "round_state_wrong", "POST", path, { body: { crossed: [] }, version: sealed.version });
      await hub.refused(409, "round_state_wrong", "PUT", `/api/v1/sector/rounds/${round.id}/status`, { body: { status: "open" }, version: sealed.version });
      const late = await post(anybody, hub.session.organisation.id, signedText(packageFor(round, first?.id ?? ""), first?.key ?? makeKey()));
      assert.equal(late.body.code, "package_late");
      assert.equal((await trail(hub, { action: "round.published" })).length, 1);
      assert.equal((await house.server.place.run(["audit", "verify"])).code, 0);
      const reader = await member(hub, "Lezer Zegel", ["reader"]);
      await reader.get(path);
      await reader.refused(403, "forbidden", "POST", path, { body: { crossed: [] }, version: sealed.version });
    });

    test("a hospital fetches what was published, sees itself beside its group, and what would move it most", async () => {
      const hub = await foundHub(house.server, "Sectororganisatie Spiegel", "hub@spiegel.example");
      const hospital = await found(house.server, "Ziekenhuis Spiegelt", "beheer@spiegelt.example");
      const { code, member: ours } = await invite(hub, "Ziekenhuis Spiegelt");
      const round = await openRound(hub, [ours.id]);
      const [other] = await fill(hub, round, 6);
      await hospital.post("/api/v1/sector/enrolments", { address: house.server.address, code });
      await hospital.post("/api/v1/sector/offered-rounds/refresh");
      const offered = `/api/v1/sector/offered-rounds/${round.id}`;
      await fillIn(hospital, (await hospital.post(`${offered}/assessment`)).assessment_id);
      const { id } = await hospital.post(`${offered}/packages`);
      await hospital.post(`/api/v1/sector/packages/${id}/delivery`);
      await hospital.refused(404, "not_found", "GET", `${offered}/comparison`);
      await publish(hub, await close(hub, round));
      await hospital.post("/api/v1/sector/offered-rounds/refresh");

      assert.deepEqual(await hospital.get(`${offered}/publication`), await hub.get(`/api/v1/sector/rounds/${round.id}/publication`));
      const compared = await hospital.get(`${offered}/comparison`);
      assert.deepEqual([compared.sent, compared.traits], [true, [{ dimension: "type", value: "general" }]]);
      assert.deepEqual(compared.questions.map(({ id: of }) => of), compared.comparison.questions.map(({ question }) => question));
      const vision = compared.comparison.questions.find((/** @type {any} */ each) => each.question === "q03");
      assert.ok(vision.answered && vision.base === 7, JSON.stringify(vision));
      const everybody = await hospital.get(`${offered}/comparison`, { with: "all" });
      assert.deepEqual(everybody.traits, []);

      const asked = { hub_id: hub.session.organisation.id, member_id: other?.id, at: new Date().toISOString().replace("Z", "000Z"), round_id: round.id };
      const send = (/** @type {any} */ request, /** @type {any} */ key) =>
        anybody.send("POST", "/api/v1/sector/exchange/publications", { body: { request, signature: key.sign("request", canonical(request)) } });
      assert.equal((await send(asked, other?.key)).status, 200);
      assert.equal((await send(asked, makeKey())).body.code, "package_altered");
      assert.equal((await send({ ...asked, round_id: ours.id }, other?.key)).body.code, "not_found");
    });

    test("the example goes as it came, and what others published stays", async () => {
      const { place } = house.server;
      const count = async (/** @type {string} */ table) => Number(await place.sql(`SELECT COUNT(*) FROM ${table}`));
      const before = await count("sector_publication");
      assert.equal((await place.run(["example", "remove"])).code, 0);
      assert.equal(await count("sector_publication"), before - 3);
      assert.equal(await count("organisation WHERE is_example = 1"), 0);
      assert.equal(await count("sector_member WHERE name LIKE 'Verzonnen ziekenhuis%'"), 71);
      assert.equal((await place.run(["audit", "verify"])).code, 0);
    });
  },
  { flags: ["--hub"] },
);
