import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { document, operations } from "../support/document.mjs";
import { departments, found, member, trail } from "../support/hospital.mjs";
import { dayFromToday, emptyRecord, fullRecord, record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

const nobody = "00000000-0000-7000-8000-000000000000";

onBothDatabases("Conflicts and bad input", (house) => {
  /** @type {Client} */ let admin;
  /** @type {any} */ let application;
  /** @type {string} */ let path;
  /** @type {Record<string, string>} */ let rooms;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Fout", "beheer@fout.example");
    rooms = await departments(admin, ["Radiologie", "Spoed"]);
    application = await admin.post("/api/v1/applications", {
      record: fullRecord({ departments: Object.values(rooms), accounts: [admin.id] }),
      phase: "pilot_technical",
      phase_since: dayFromToday(-30),
    });
    path = `/api/v1/applications/${application.id}`;
  });

  /** Everything that a refused write must leave as it was. */
  async function everything() {
    const overview = await admin.get("/api/v1/overview");
    return {
      application: await admin.get(path),
      history: await admin.get(`${path}/history`),
      register: await admin.get("/api/v1/applications", { ended: true }),
      departments: await admin.get("/api/v1/departments"),
      views: await admin.get("/api/v1/views"),
      total: overview.total,
      audit: await trail(admin),
    };
  }

  /** Refuses, and leaves everything as it was. @type {Client["refused"]} */
  async function refusedWithoutTrace(...request) {
    const before = await everything();
    const problem = await admin.refused(...request);
    assert.deepEqual(await everything(), before, `${request[2]} ${request[3]} left something behind`);
    return problem;
  }

  const faults = (/** @type {{errors: {pointer: string, code: string}[]}} */ problem) =>
    problem.errors.map((fault) => `${fault.pointer} ${fault.code}`).sort();

  test("the API document closes every object, so that no answer can say more than it describes", () => {
    for (const [name, schema] of Object.entries(document.components.schemas))
      if (schema.type === "object" && name !== "Problem") assert.equal(schema.additionalProperties, false, name);
  });

  test("a change without the version that was seen is refused", async () => {
    const versioned = operations.filter((each) =>
      each.described.parameters?.some((parameter) => parameter.name === "If-Match"),
    );
    assert.ok(versioned.length >= 4);
    const everything = await member(admin, "Alles", ["administrator", "ai_board_member"]);
    for (const { method, path: pattern } of versioned)
      await everything.refused(428, "version_required", method, pattern.replace(/\{[^}]+\}/, nobody), { raw: "{}" });
    for (const version of ["*", "1", '""', '"een"', '"1', '"1" "2"', '"1.5"'])
      await refusedWithoutTrace(428, "version_required", "PUT", path, { body: application.record, version });
  });

  test("a change of a version that somebody overtook is refused and writes nothing", async () => {
    const changed = { ...application.record, identity: { ...application.record.identity, summary: "Nieuwer" } };
    const second = await admin.put(path, changed, application.version);
    assert.equal(second.version, application.version + 1);
    for (const version of [application.version, application.version + 2, 0, -1]) {
      await refusedWithoutTrace(412, "version_conflict", "PUT", path, { body: application.record, version });
      await refusedWithoutTrace(412, "version_conflict", "POST", `${path}/phase`, {
        body: { phase: "pilot_clinical", reason: "te laat" },
        version,
      });
    }
    assert.equal((await admin.get(path)).record.identity.summary, "Nieuwer");
  });

  test("of eight people who save the same version at once, exactly one wins", async () => {
    const seen = await admin.get(path);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        admin.send("PUT", path, {
          body: { ...seen.record, identity: { ...seen.record.identity, summary: `Versie van ${index}` } },
          version: seen.version,
        }),
      ),
    );
    const won = answers.filter((answer) => answer.status === 200);
    assert.equal(won.length, 1);
    assert.equal(answers.filter((answer) => answer.status === 412).length, 7);
    const after = await admin.get(path);
    assert.deepEqual(after, won[0]?.body);
    assert.equal(after.version, seen.version + 1);
    assert.equal((await admin.get(`${path}/history`)).items[0].version, after.version);
  });

  test("forty ideas that come in at once get forty numbers", async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        admin.post("/api/v1/ideas", { name: `Idee ${index}`, problem: "Druk", problem_owner: "Ons", drivers: [] }),
      ),
    );
    assert.equal(new Set(answers.map((idea) => idea.code)).size, 40);
    assert.equal(new Set(answers.map((idea) => idea.id)).size, 40);
  });

  test("text that is not JSON is refused with the place of the fault", async () => {
    const cases = [
      { raw: "", position: 1 },
      { raw: '{"name": ', position: 10 },
      { raw: '{"name": "X",}', position: 14 },
      { raw: "{'name': 'X'}", position: 2 },
      { raw: '{"name": "X"} en nog wat', position: 15 },
      { raw: '{"name": NaN}', position: 10 },
      { raw: Buffer.from('{"name": "\xff"}', "latin1") },
      { raw: '{"name": "een\nregel"}' },
      { raw: "[".repeat(5000) },
    ];
    for (const { raw, position } of cases) {
      const problem = await refusedWithoutTrace(400, "malformed_json", "POST", "/api/v1/departments", {
        raw,
        headers: { "Content-Type": "application/json" },
      });
      const named = Number(/character (\d+)/.exec(problem.detail)?.[1]);
      assert.ok(Number.isInteger(named), problem.detail);
      if (position) assert.ok(Math.abs(named - position) <= 1, `${raw}: ${problem.detail}`);
    }
  });

  test("content that does not call itself JSON is refused", async () => {
    for (const type of [undefined, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"])
      await refusedWithoutTrace(415, "unsupported_media_type", "POST", "/api/v1/departments", {
        body: { name: "Anders" },
        headers: { "Content-Type": type },
      });
    const made = await admin.send("POST", "/api/v1/departments", {
      body: { name: "Wel JSON" },
      headers: { "Content-Type": "application/json; charset=utf-8" },
    });
    assert.equal(made.status, 201);
  });

  test("one answer names every field that is unknown, missing, or of a wrong kind", async () => {
    const wrong = {
      identity: { summary: 7, use_case: true, transformation: "sideways", colour: "blauw" },
      kind: { technology: null, domain: "medisch", processes: "triage", departments: [1, null], drivers: ["quality", "fun"] },
      people: { accountable_owner: "Fatima", intended_users: [{ number: "34" }, 5], patients_per_year: 1.5 },
      deployments: [{ started_on: "31-12-2025" }, { department: rooms["Radiologie"], started_on: "2025-02-30" }],
      law: { medical_device: "maybe", risk_class: "not_classified", dpia: null },
      data: { versions: [{ since: "2026-01-01" }], extra: {} },
      supply: { yearly_cost_cents: "5000", contract_ends_on: 20251231 },
      openness: { is_public: "ja" },
      "a/b~c": 1,
    };
    const problem = await refusedWithoutTrace(422, "invalid_request", "PUT", path, { body: wrong, version: 1 });
    assert.deepEqual(
      faults(problem),
      [
        "/identity/name missing_field", "/identity/summary wrong_type", "/identity/use_case wrong_type",
        "/identity/transformation unknown_value", "/identity/colour unknown_field", "/kind/domain unknown_value",
        "/kind/processes wrong_type", "/kind/departments/0 wrong_type", "/kind/departments/1 wrong_type",
        "/kind/drivers/1 unknown_value", "/people/accountable_owner wrong_type",
        "/people/intended_users/0/role missing_field", "/people/intended_users/0/number wrong_type",
        "/people/intended_users/1 wrong_type", "/people/patients_per_year wrong_type",
        "/deployments/0/department missing_field", "/deployments/0/started_on not_a_date",
        "/deployments/1/started_on not_a_date", "/law/medical_device unknown_value", "/law/dpia unknown_value",
        "/law/fria missing_field", "/data/versions/0/version missing_field", "/data/extra unknown_field",
        "/supply/yearly_cost_cents wrong_type", "/supply/contract_ends_on not_a_date", "/openness/is_public wrong_type",
        "/care missing_field", "/a~1b~0c unknown_field",
      ].sort(),
    );
  });

  test("one answer names every field that breaks a rule of the register", async () => {
    const wrong = record("   ", {
      identity: { use_case: "raden", summary: "x".repeat(5001) },
      kind: { processes: ["triage", "toveren"], specialisms: ["astrologie"], departments: [nobody] },
      people: {
        accountable_owner: { name: " ", account_id: null },
        oversight: { name: "Iemand", account_id: nobody },
        intended_users: [{ role: "", number: -1 }],
        patients_per_year: -1,
      },
      deployments: [{ department: nobody, started_on: null, intended_users: -5, active_users: 1_000_000_001 }],
      impacts: [
        { aim: "cost", expected: "positive", realised: "neutral", measured_on: null, basis: null },
        { aim: "cost", expected: "positive", realised: null, measured_on: null, basis: null },
      ],
      data: { versions: [{ version: " ", since: null, change: null }] },
      supply: {
        contract_starts_on: "2026-02-01", contract_ends_on: "2026-01-31", notice_months: 121, yearly_cost_cents: -1,
      },
      openness: { leaflet: "javascript:alert(1)" },
      care: { evidence: [{ title: "", link: "ftp://oud.example" }], labels: Array.from({ length: 201 }, (_, n) => `l${n}`) },
    });
    const problem = await refusedWithoutTrace(422, "invalid_request", "POST", "/api/v1/applications", { body: { record: wrong } });
    assert.deepEqual(
      faults(problem),
      [
        "identity/name missing_field", "identity/use_case not_in_catalog", "identity/summary too_long",
        "kind/processes/1 not_in_catalog", "kind/specialisms/0 not_in_catalog", "kind/departments/0 unknown_reference",
        "people/accountable_owner/name missing_field", "people/oversight/account_id unknown_reference",
        "people/intended_users/0/role missing_field", "people/intended_users/0/number out_of_range",
        "people/patients_per_year out_of_range", "deployments/0/department unknown_reference",
        "deployments/0/intended_users out_of_range", "deployments/0/active_users out_of_range",
        "impacts/0/measured_on missing_field", "impacts/1/aim duplicate", "data/versions/0/version missing_field", "supply/contract_ends_on date_order",
        "supply/notice_months out_of_range", "supply/yearly_cost_cents out_of_range", "openness/leaflet not_a_link",
        "care/evidence/0/title missing_field", "care/evidence/0/link not_a_link", "care/labels too_many_items",
      ].map((fault) => `/record/${fault}`).sort(),
    );
  });

  test("every other form names all of its faults too", async () => {
    const cases = [
      ["POST", "/api/v1/departments", {}, ["/name missing_field"]],
      ["POST", "/api/v1/departments", { name: 1, id: "x" }, ["/id unknown_field", "/name wrong_type"]],
      ["POST", "/api/v1/departments", [], [" wrong_type"]],
      ["POST", "/api/v1/departments", null, [" wrong_type"]],
      ["POST", "/api/v1/departments", { name: "n".repeat(101) }, ["/name too_long"]],
      ["POST", "/api/v1/accounts", {}, ["/email missing_field", "/name missing_field"]],
      [
        "POST", "/api/v1/accounts", { name: "X", email: "x@x.example", grants: [{ role: "koning" }, {}] },
        ["/grants/0/role unknown_value", "/grants/1/role missing_field"],
      ],
      ["POST", "/api/v1/ideas", {}, ["/name missing_field", "/problem missing_field", "/problem_owner missing_field"]],
      [
        "POST", "/api/v1/ideas", { name: " ", problem: "", problem_owner: " ", idea: "i".repeat(5001), drivers: [] },
        ["/idea too_long", "/name missing_field", "/problem missing_field", "/problem_owner missing_field"],
      ],
      ["POST", "/api/v1/views", { name: "", query: "q".repeat(4001), columns: ["", "a,b"] },
        ["/columns/0 not_in_catalog", "/columns/1 not_in_catalog", "/name missing_field", "/query too_long"]],
      ["POST", "/api/v1/applications", {}, ["/record missing_field"]],
      ["POST", "/api/v1/applications", { record: emptyRecord("X"), phase: "klaar", phase_since: "gisteren", version: 3 },
        ["/phase unknown_value", "/phase_since not_a_date", "/version unknown_field"]],
      ["POST", "/api/v1/applications", { record: emptyRecord("X"), phase_since: dayFromToday(1) }, ["/phase_since date_in_future"]],
      ["POST", `${path}/phase`, {}, ["/phase missing_field", "/reason missing_field"]],
      ["POST", "/api/v1/session", { email: "a" }, ["/password missing_field"]],
    ];
    for (const [method, address, body, expected] of cases) {
      const problem = await refusedWithoutTrace(422, "invalid_request", method, address, { body, version: 1 });
      assert.deepEqual(faults(problem), expected, `${method} ${address} ${JSON.stringify(body).slice(0, 80)}`);
    }
  });

  test("a query that is unknown or wrong is refused, with each name", async () => {
    const cases = [
      ["/api/v1/applications", "colour=blue", ["/colour unknown_field"]],
      ["/api/v1/applications", "phase=idea&phase=klaar&sort=smaak&limit=veel&ended=ja&offset=-1x",
        ["/ended wrong_type", "/limit wrong_type", "/offset wrong_type", "/phase/1 unknown_value", "/sort unknown_value"]],
      ["/api/v1/applications", "limit=0", ["/limit out_of_range"]],
      ["/api/v1/applications", "limit=501&offset=-1", ["/limit out_of_range", "/offset out_of_range"]],
      ["/api/v1/applications", `search=${"a".repeat(201)}`, ["/search too_long"]],
      ["/api/v1/funnel/flow", "months=0", ["/months out_of_range"]],
      ["/api/v1/funnel/flow", "months=61", ["/months out_of_range"]],
      ["/api/v1/ideas", "scope=alles", ["/scope unknown_value"]],
      ["/api/v1/audit", "from=2026-13-01&until=vandaag&limit=501x", ["/from not_a_date", "/limit wrong_type", "/until not_a_date"]],
      ["/api/v1/audit", "limit=0", ["/limit out_of_range"]],
      ["/api/v1/audit/export", "colour=blue", ["/colour unknown_field"]],
    ];
    for (const [address, text, expected] of cases) {
      const query = {};
      for (const [name, value] of new URLSearchParams(text)) query[name] = [...(query[name] ?? []), value];
      const problem = await admin.refused(422, "invalid_request", "GET", address, { query });
      assert.deepEqual(faults(problem), expected, `${address}?${text}`);
    }
    for (const { method, path: pattern, described, permission } of operations)
      if (method === "GET" && permission !== "public_access" && !described.parameters?.some((each) => each.in === "query"))
        await admin.refused(422, "invalid_request", "GET", pattern.replace(/\{[^}]+\}/, application.id), {
          query: { onbekend: "1" },
        });
  });

  test("what happens to a refused request is said in the language of who asks", async () => {
    const said = {};
    for (const language of ["nl", "en", "nl-NL,nl;q=0.9,en;q=0.8", "en-GB,en;q=0.9", "de", undefined]) {
      const answer = await admin.send("PUT", path, {
        body: { ...emptyRecord(""), kleur: 1 },
        version: 1,
        headers: { "Accept-Language": language },
      });
      assert.equal(answer.status, 422);
      said[String(language)] = [
        answer.headers["content-language"], answer.body.detail, ...answer.body.errors.map((fault) => fault.detail),
      ];
    }
    assert.deepEqual(said["nl"], [
      "nl", "Er kloppen velden niet. Er is niets opgeslagen. Verbeter de genoemde velden.", "Dit veld bestaat niet.",
    ]);
    assert.deepEqual(said["en"], [
      "en", "Some fields are not right. Nothing was saved. Correct the fields named below.", "This field does not exist.",
    ]);
    for (const dutch of ["nl-NL,nl;q=0.9,en;q=0.8", "de", "undefined"]) assert.deepEqual(said[dutch], said["nl"], dutch);
    assert.deepEqual(said["en-GB,en;q=0.9"], said["en"]);
  });

  test("an id, address or method that does not exist is told as it is", async () => {
    for (const id of [nobody, "1", "APP-0001", "%27%20OR%20%271%27=%271", "..", "%00", "é".repeat(300)]) {
      const address = `/api/v1/applications/${encodeURI(decodeURI(id))}`;
      const answer = await admin.send("GET", address, { described: false });
      assert.ok([404, 400].includes(answer.status), `${id}: ${answer.status}`);
    }
    await admin.refused(404, "not_found", "GET", `/api/v1/applications/${nobody}/history`);
    await admin.refused(404, "not_found", "GET", "/api/v1/bestaat-niet", { described: false });
    await admin.refused(404, "not_found", "GET", "/api/v2/applications", { described: false });
    const wrong = await admin.refused(405, "method_not_allowed", "DELETE", path, { described: false });
    assert.deepEqual(wrong.headers.allow?.split(", ").filter((each) => each !== "HEAD").sort(), ["GET", "PUT"]);
    await admin.get(path);
  });

  test("content that is far too large is refused before it is read", async () => {
    const before = await everything();
    const outcome = await admin
      .send("POST", "/api/v1/departments", { raw: `{"name": "${"x".repeat(40_000_000)}"}` })
      .catch((/** @type {NodeJS.ErrnoException} */ error) => error);
    if (!(outcome instanceof Error)) assert.deepEqual([outcome.status, outcome.body.code], [413, "body_too_large"]);
    else assert.match(String(outcome.code), /EPIPE|ECONNRESET/);
    assert.deepEqual(await everything(), before);
  });
});
