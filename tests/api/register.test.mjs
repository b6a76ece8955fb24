import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { departments, found, member } from "../support/hospital.mjs";
import { dayFromToday, emptyRecord, fullRecord, record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** The register that is searched, filtered and sorted; a dot is an empty field. */
const drawn = `
  code     name               phase           since  technology       domain         supplier       owner     risk           device         contract   processes         department
  APP-0001 Zorgpad            idea              -40  .                .              .              .         not_classified not_classified .          .                 .
  APP-0002 Éénoog             exploration      -100  generative       medical        acme           Bo        minimal        no             2027-05-01 reporting         Radiologie
  APP-0003 eenoog             exploration      -100  generative       administrative Acme           Ada       minimal        no             2026-12-31 reporting,triage  Spoed
  APP-0004 Ärztebrief         pilot_technical   -10  generative       medical        Zorg-AI        Łukasz    transparency   yes            .          reporting         Radiologie,Spoed
  APP-0005 Beeld_100%         operation        -400  machine_learning medical        Élan           ada       high           in_house       2030-01-01 diagnostics       Radiologie
  APP-0006 beeld              scaling           -50  machine_learning research       .              Bo        prohibited     yes            2029-01-01 diagnostics       .
  APP-0007 10 vragen          idea              -41  rules            operations     10 Plus        .         out_of_scope   no             .          .                 Spoed
  APP-0008 Oud systeem        retired          -300  rpa              administrative acme           Bo        minimal        no             2020-01-01 reporting         Spoed
  APP-0009 Afgewezen plan     rejected         -200  several          education      .              .         not_classified not_classified .          .                 .
`;

/** @param {string} cell */
const orNull = (cell) => (cell === "." ? null : cell);

/** The drawing as rows by heading; names hold single spaces, columns are at least... as the heading stands. */
function readDrawing() {
  const [heading = "", ...rest] = drawn.split("\n").filter((line) => line.trim() !== "");
  const columns = [...heading.matchAll(/\S+/g)].map((found) => ({ name: found[0], from: found.index }));
  return rest.map((line) =>
    Object.fromEntries(
      columns.map(({ name, from }, index) => [name, line.slice(from, columns[index + 1]?.from).trim()]),
    ),
  );
}
const rows = readDrawing();
const supplierOf = (/** @type {any} */ row) => orNull(row.supplier);

/** @param {string} text */
const folded = (text) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
const phases = [
  "idea", "exploration", "development", "pilot_technical", "pilot_clinical", "implementation", "scaling", "operation",
  "stopped", "rejected", "retired",
];
const risks = ["not_classified", "out_of_scope", "minimal", "transparency", "high", "prohibited"];

onBothDatabases("The register", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Record<string, string>} */ let rooms;
  /** @type {Client} */ let writer;

  before(async () => {
    const first = await found(house.server, "Ziekenhuis Velden", "beheer@velden.example");
    rooms = await departments(first, ["Radiologie", "Spoed"]);
    admin = first;
    writer = await member(first, "Wil Schrijft", ["contributor"]);
  });

  const ids = () => ({ departments: Object.values(rooms), accounts: [admin.id] });

  test("a record with every field filled comes back equal, when it is made, read, listed and saved again", async () => {
    const full = fullRecord(ids());
    const made = await admin.post("/api/v1/applications", { record: full, phase: "operation", phase_since: "2025-01-31" });
    assert.deepEqual(made.record, full);
    assert.equal(made.version, 1);
    assert.match(made.code, /^APP-\d{4}$/);
    assert.equal(made.phase, "operation");
    assert.equal(made.phase_since, "2025-01-31T00:00:00.000000Z");
    assert.equal(made.intake ?? null, null);
    for (const by of ["created_by", "updated_by", "confirmed_by"]) assert.equal(made[by], "Beheer Ziekenhuis Velden");
    const read = await admin.get(`/api/v1/applications/${made.id}`);
    assert.deepEqual(read, made);
    assert.equal(read.completeness.score, 100);
    assert.deepEqual(read.completeness.missing, []);
    const saved = await admin.put(`/api/v1/applications/${made.id}`, full, 1);
    assert.deepEqual(saved, made, "saving what was already there changes nothing");
    assert.equal((await admin.get(`/api/v1/applications/${made.id}/history`)).items.length, 1);

    const listed = (await admin.get("/api/v1/applications", { search: made.code })).items[0];
    const { identity, kind, law, supply, care, people } = full;
    assert.deepEqual(listed, {
      id: made.id, code: made.code, name: identity.name, summary: identity.summary, phase: "operation",
      phase_since: made.phase_since, technology: kind.technology, domain: kind.domain, origin: kind.origin,
      use_case: identity.use_case, processes: kind.processes, departments: kind.departments, supplier: supply.supplier,
      product: supply.product, owner: people.accountable_owner.name, medical_device: law.medical_device,
      mdr_class: law.mdr_class, risk_class: law.risk_class, dpia: law.dpia, contract_ends_on: supply.contract_ends_on,
      next_review_on: care.next_review_on, confirmed_at: made.confirmed_at, updated_at: made.updated_at,
      completeness: 100, overlapping: false,
    });
  });

  test("an empty record comes back empty, and lists may be left out", async () => {
    const empty = emptyRecord("Alleen een naam");
    const made = await admin.post("/api/v1/applications", { record: empty });
    assert.deepEqual(made.record, empty);
    assert.equal(made.phase, "idea");
    const bare = {
      identity: { name: "Alleen een naam" }, kind: {}, people: {}, data: {}, supply: {}, openness: {}, care: {},
      law: { medical_device: "not_classified", risk_class: "not_classified", dpia: "not_assessed", fria: "not_assessed" },
    };
    const answer = await admin.send("POST", "/api/v1/applications", { raw: JSON.stringify({ record: bare }) });
    assert.equal(answer.status, 201);
    assert.deepEqual(answer.body.record, empty);
  });

  test("every single field can be changed and emptied, and the history tells which, from what, to what", async () => {
    const full = fullRecord(ids());
    const empty = emptyRecord(full.identity.name);
    const made = await admin.post("/api/v1/applications", { record: empty });
    const path = `/api/v1/applications/${made.id}`;
    const filled = await writer.put(path, full, 1);
    assert.deepEqual(filled.record, full);
    assert.equal(filled.updated_by, "Wil Schrijft");
    assert.equal(filled.created_by, "Beheer Ziekenhuis Velden");
    assert.equal(filled.confirmed_at, made.confirmed_at, "saving is not confirming");
    const emptied = await admin.put(path, empty, 2);
    assert.deepEqual(emptied.record, empty);

    const [last, middle, first] = (await admin.get(`${path}/history`)).items;
    assert.deepEqual([first.kind, first.version, first.by, first.to_phase], ["created", 1, "Beheer Ziekenhuis Velden", "idea"]);
    assert.deepEqual([middle.kind, middle.version, middle.by], ["changed", 2, "Wil Schrijft"]);
    assert.deepEqual([last.kind, last.version], ["changed", 3]);
    const after = new Map(middle.changes.map((change) => [change.pointer, change]));
    let fields = 0;
    for (const [part, members] of Object.entries(full)) {
      if (Array.isArray(members)) continue;
      for (const [name, value] of Object.entries(members)) {
        if (`${part}/${name}` === "identity/name") continue;
        fields += 1;
        if (value !== null && typeof value === "object" && !Array.isArray(value)) {
          assert.equal(after.get(`/${part}/${name}/name`)?.after, JSON.stringify(value.name), name);
          continue;
        }
        const change = after.get(`/${part}/${name}`);
        assert.ok(change, `the history misses /${part}/${name}`);
        assert.deepEqual(JSON.parse(change.after), value);
        const old = empty[part][name];
        assert.equal(change.before ?? null, old === null || old.length === 0 ? null : JSON.stringify(old));
      }
    }
    assert.ok(fields > 55, `only ${fields} fields were compared`);
    for (const list of ["deployments", "impacts"])
      assert.deepEqual(JSON.parse(after.get(`/${list}`)?.after), full[list]);
    const back = new Map(last.changes.map((change) => [change.pointer, change]));
    assert.deepEqual([...back.keys()].sort(), [...after.keys()].sort());
    for (const [pointer, change] of after) {
      assert.equal(back.get(pointer)?.before ?? null, change.after ?? null, pointer);
      assert.equal(back.get(pointer)?.after ?? null, change.before ?? null, pointer);
    }
  });

  test("confirming states that the record is still right, without a new version", async () => {
    const made = await admin.post("/api/v1/applications", { record: record("Te bevestigen") });
    const path = `/api/v1/applications/${made.id}`;
    await house.server.place.sql(`UPDATE application SET confirmed_at = confirmed_at - ${366 * 86_400_000_000} WHERE id = '${made.id}'`);
    const aged = async () => (await admin.get("/api/v1/applications", { attention: "aged" })).items.map((each) => each.id);
    assert.deepEqual(await aged(), [made.id]);
    const confirmed = await writer.post(`${path}/confirm`);
    assert.equal(confirmed.version, 1);
    assert.equal(confirmed.confirmed_by, "Wil Schrijft");
    assert.ok(confirmed.confirmed_at > made.created_at);
    assert.deepEqual(await admin.get(path).then(({ allowed, ...rest }) => rest), (({ allowed, ...rest }) => rest)(confirmed));
    assert.deepEqual(await aged(), []);
    const [entry] = (await admin.get(`${path}/history`)).items;
    assert.deepEqual([entry.kind, entry.by, entry.version, entry.changes], ["confirmed", "Wil Schrijft", 1, []]);
    await admin.post(`${path}/phase`, { phase: "rejected", reason: "toch niet" }, 1);
    await admin.refused(409, "already_ended", "POST", `${path}/confirm`);
  });

  test("completeness asks more in every phase and names what is missing, and since which phase", async () => {
    const catalog = await admin.get("/api/v1/catalog");
    const required = catalog.completeness;
    assert.ok(required.length > 30);
    const made = await admin.post("/api/v1/applications", { record: emptyRecord("Leeg") });
    const path = `/api/v1/applications/${made.id}`;
    let version = 1;
    let previous = 0;
    for (const phase of phases.slice(0, 8)) {
      if (phase !== "idea") version = (await admin.post(`${path}/phase`, { phase, reason: "verder" }, version)).version;
      const { completeness } = await admin.get(path);
      const asked = required.filter((field) => phases.indexOf(field.required_from) <= phases.indexOf(phase));
      assert.equal(completeness.required, asked.length, phase);
      assert.equal(completeness.filled, 1, "only the name is there");
      assert.equal(completeness.score, Math.floor(100 / asked.length));
      assert.deepEqual(
        completeness.missing.map((field) => [field.pointer, field.required_from]),
        asked.filter((field) => field.pointer !== "/identity/name").map((field) => [field.pointer, field.required_from]),
      );
      assert.ok(completeness.required >= previous);
      previous = completeness.required;
      assert.equal((await admin.get("/api/v1/applications", { search: made.code })).items[0].completeness, completeness.score);
    }
    const full = fullRecord(ids());
    for (const { pointer } of required) {
      const [, part = "", name = ""] = pointer.split("/");
      const without = structuredClone(full);
      if (part === "deployments") without.deployments = [];
      else if (pointer !== "/identity/name") without[part][name] = emptyRecord("")[part][name];
      const saved = await admin.put(path, without, version);
      version = saved.version;
      assert.deepEqual(
        saved.completeness.missing.map((field) => field.pointer),
        pointer === "/identity/name" ? [] : [pointer],
      );
    }
    const answers = structuredClone(full);
    answers.openness.is_public = false;
    answers.supply.yearly_cost_cents = 0;
    answers.data.personal_data = ["none"];
    answers.law.medical_device = "no";
    assert.equal((await admin.put(path, answers, version)).completeness.score, 100, "no, nothing and none are answers");
  });

  test("the same use case and process from another supplier is pointed out, on both sides", async () => {
    const add = (/** @type {string} */ name, /** @type {any} */ supplier, /** @type {string[]} */ processes, /** @type {string} */ use_case) =>
      admin.post("/api/v1/applications", { record: record(name, { identity: { use_case }, kind: { processes }, supply: { supplier } }) });
    const catalog = await admin.get("/api/v1/catalog");
    const useCase = catalog.use_cases.at(-1).id;
    const a = await add("Spraak A", "Acme", ["triage", "diagnostics"], useCase);
    const b = await add("Spraak B", "Beta", ["diagnostics", "triage"], useCase);
    const same = await add("Spraak A2", "ACME", ["triage"], useCase);
    const elsewhere = await add("Ander proces", "Gamma", ["communication"], useCase);
    const otherUse = await add("Ander doel", "Gamma", ["triage"], catalog.use_cases.at(-2).id);
    const look = async (/** @type {any} */ application) => (await admin.get(`/api/v1/applications/${application.id}`)).overlaps;
    assert.deepEqual(
      (await look(a)).map((each) => [each.code, each.supplier, each.phase, each.shared_processes]),
      [[b.code, "Beta", "idea", ["diagnostics", "triage"]]],
    );
    assert.deepEqual((await look(b)).map((each) => each.code), [a.code, same.code]);
    assert.deepEqual((await look(same)).map((each) => each.code), [b.code]);
    assert.deepEqual(await look(elsewhere), []);
    assert.deepEqual(await look(otherUse), []);
    const codes = async () =>
      (await admin.get("/api/v1/applications", { attention: "overlapping", sort: "code", ended: true })).items.map((each) => each.code);
    assert.deepEqual(await codes(), [a.code, b.code, same.code]);
    const groups = (await admin.get("/api/v1/overlaps")).items.filter((group) => group.use_case === useCase);
    assert.deepEqual(
      groups.map((group) => [group.process, group.applications.map((each) => each.code)]),
      [["diagnostics", [a.code, b.code]], ["triage", [a.code, b.code, same.code]]],
    );
    await admin.post(`/api/v1/applications/${b.id}/phase`, { phase: "stopped", reason: "dubbel" }, 1);
    for (const each of [a, b, same]) assert.deepEqual(await look(each), [], `${each.record.identity.name} no longer overlaps`);
    assert.deepEqual(await codes(), [], "what has ended overlaps with nothing");
    const listed = (await admin.get("/api/v1/applications", { search: "Spraak", ended: true })).items;
    assert.deepEqual(listed.map((each) => each.overlapping), [false, false, false]);
    assert.deepEqual((await admin.get("/api/v1/overlaps")).items, []);
  });

  test("views are saved, shared, changed and removed by their owner alone", async () => {
    const own = await admin.post("/api/v1/views", { name: "  Alleen mijn  ", query: "phase=idea&sort=name", columns: ["name", "phase"] });
    assert.deepEqual(own, {
      id: own.id, version: 1, name: "Alleen mijn", query: "phase=idea&sort=name", columns: ["name", "phase"], shared: false, mine: true,
    });
    const shared = await admin.post("/api/v1/views", { name: "Van ons", query: "", columns: [], shared: true });
    assert.deepEqual((await writer.get("/api/v1/views")).items, [{ ...shared, mine: false }]);
    assert.deepEqual((await admin.get("/api/v1/views")).items, [own, shared]);
    const body = { name: "Overgenomen", query: "", columns: [], shared: true };
    await writer.refused(403, "forbidden", "PUT", `/api/v1/views/${shared.id}`, { body, version: 1 });
    await writer.refused(403, "forbidden", "DELETE", `/api/v1/views/${shared.id}`);
    await writer.refused(404, "not_found", "PUT", `/api/v1/views/${own.id}`, { body, version: 1 });
    await writer.refused(404, "not_found", "DELETE", `/api/v1/views/${own.id}`);
    assert.deepEqual((await admin.get("/api/v1/views")).items, [own, shared]);
    const changed = await admin.put(`/api/v1/views/${shared.id}`, { name: "Niet meer van ons", query: "a=1", columns: ["code"] }, 1);
    assert.deepEqual([changed.version, changed.shared, changed.columns], [2, false, ["code"]]);
    await admin.refused(412, "version_conflict", "PUT", `/api/v1/views/${shared.id}`, { body, version: 1 });
    assert.deepEqual((await writer.get("/api/v1/views")).items, []);
    await admin.delete(`/api/v1/views/${own.id}`);
    assert.deepEqual((await admin.get("/api/v1/views")).items, [changed]);
    await admin.refused(404, "not_found", "DELETE", `/api/v1/views/${own.id}`);
  });
});

/** Orders per database, to lay beside each other at the end. @type {Record<string, Record<string, string[]>>} */
const orders = {};

onBothDatabases("Searching, filtering and sorting", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Record<string, string>} */ let rooms;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Tekening", "beheer@tekening.example");
    rooms = await departments(admin, ["Radiologie", "Spoed"]);
    for (const row of rows) {
      const supplier = supplierOf(row);
      const made = await admin.post("/api/v1/applications", {
        phase: row.phase,
        phase_since: dayFromToday(Number(row.since)),
        record: record(row.name, {
          identity: row.code === "APP-0004" ? { summary: "Schrijft de brief aan de huisarts", problem: "Typen kost tijd" } : {},
          kind: {
            technology: orNull(row.technology),
            domain: orNull(row.domain),
            processes: row.processes === "." ? [] : row.processes.split(",").map((each) => processOf(each)),
            departments: row.department === "." ? [] : row.department.split(",").map((name) => rooms[name]),
          },
          people: { accountable_owner: row.owner === "." ? null : { name: row.owner, account_id: null } },
          law: { risk_class: row.risk, medical_device: row.device },
          supply: { supplier, contract_ends_on: orNull(row.contract), product: row.code === "APP-0005" ? "Kijk\\Mee 'Pro'" : null },
          care: { labels: row.code === "APP-0006" ? ["proefopstelling"] : [] },
        }),
      });
      assert.equal(made.code, row.code);
    }
    await admin.post(`/api/v1/applications/${(await find("APP-0002")).id}/confirm`);
  });

  const find = async (/** @type {string} */ code) =>
    (await admin.get("/api/v1/applications", { search: code, ended: true })).items[0];
  const codes = async (/** @type {Record<string, unknown>} */ query) =>
    (await admin.get("/api/v1/applications", { limit: 500, sort: "code", ...query })).items.map((each) => each.code.slice(-1)).join("");
  const where = (/** @type {(row: any) => unknown} */ holds, ended = false) =>
    rows.filter((row) => holds(row) && (ended || phases.indexOf(row.phase) < 8)).map((row) => row.code.slice(-1)).join("");

  test("a search finds every word, in any field, whatever the case, accents or order", async () => {
    const cases = {
      eenoog: "23", EENOOG: "23", "één": "23", arztebrief: "4", "ÄRZTE": "4", "app-0005": "5", "huisarts brief": "4",
      "brief huisarts typen": "4", "brief acme": "", "acme ada": "3", "bo beeld": "6", proefopstelling: "6", elan: "5",
      "100%": "5", "%": "5", "_": "5", "beeld_": "5", "\\": "5", "'pro'": "5", "10": "57", "  beeld   ": "56",
      "łukasz": "4", "geen enkele": "", "": "1234567", "   ": "1234567",
    };
    for (const [search, expected] of Object.entries(cases)) assert.equal(await codes({ search }), expected, `search ${search}`);
    assert.equal(await codes({ search: "acme", ended: true }), "238");
  });

  test("a search finds an application by the words of its use case and process in both languages", async () => {
    const catalog = await admin.get("/api/v1/catalog");
    const term = catalog.processes.find((each) => each.id === processOf("diagnostics"));
    for (const name of [term.name.nl, term.name.en]) assert.equal(await codes({ search: name }), "56", name);
  });

  test("every filter leaves exactly what fits", async () => {
    assert.equal(await codes({}), where(() => true));
    assert.equal(await codes({ ended: true }), "123456789");
    assert.equal(await codes({ ended: false }), "1234567");
    for (const phase of phases) assert.equal(await codes({ phase }), where((row) => row.phase === phase, true), phase);
    assert.equal(await codes({ phase: ["idea", "retired"] }), "178");
    for (const technology of ["machine_learning", "generative", "agent", "rules", "rpa", "several"])
      assert.equal(await codes({ technology, ended: true }), where((row) => row.technology === technology, true), technology);
    for (const domain of ["medical", "administrative", "operations", "research", "education"])
      assert.equal(await codes({ domain, ended: true }), where((row) => row.domain === domain, true), domain);
    for (const name of ["diagnostics", "reporting", "triage"])
      assert.equal(await codes({ process: processOf(name), ended: true }), where((row) => row.processes.split(",").includes(name), true), name);
    for (const [name, id] of Object.entries(rooms))
      assert.equal(await codes({ department: id, ended: true }), where((row) => row.department.split(",").includes(name), true), name);
    assert.equal(await codes({ department: Object.values(rooms) }), "23457");
    assert.equal(await codes({ supplier: "Acme" }), "3");
    assert.equal(await codes({ supplier: ["Acme", "acme", "Élan"], ended: true }), "2358");
    assert.equal(await codes({ owner: "Bo" }), "26");
    assert.equal(await codes({ owner: ["Ada", "ada"] }), "35");
    for (const risk_class of risks) assert.equal(await codes({ risk_class, ended: true }), where((row) => row.risk === risk_class, true), risk_class);
    for (const medical_device of ["not_classified", "no", "yes", "in_house"])
      assert.equal(await codes({ medical_device, ended: true }), where((row) => row.device === medical_device, true), medical_device);
    assert.equal(await codes({ medical_device: ["yes", "in_house"] }), "456");
    assert.equal(await codes({ supplier: "niemand" }), "");
    assert.equal(await codes({ process: "' OR 1=1 --" }), "");
  });

  test("filters together all hold, and a search among them", async () => {
    assert.equal(await codes({ technology: "generative", domain: "medical" }), "24");
    assert.equal(await codes({ technology: "generative", domain: "medical", phase: "pilot_technical" }), "4");
    assert.equal(await codes({ technology: ["generative", "rules"], department: rooms["Spoed"], search: "e" }), "347");
    assert.equal(await codes({ risk_class: "minimal", search: "eenoog", owner: "Bo" }), "2");
  });

  test("the values to filter on are those that occur", async () => {
    const { values } = await admin.get("/api/v1/applications", { phase: "development" });
    assert.deepEqual([...values.suppliers].sort(), ["10 Plus", "Acme", "Zorg-AI", "acme", "Élan"]);
    assert.deepEqual([...values.owners].sort(), ["Ada", "Bo", "ada", "Łukasz"]);
  });

  const byCode = (/** @type {any} */ row) => row.code;
  /** What each column is ordered by; null stands last in both directions. @type {Record<string, (row: any) => string | number | null>} */
  const keys = {
    name: (row) => folded(row.name),
    code: byCode,
    phase: (row) => phases.indexOf(row.phase),
    phase_since: (row) => Number(row.since),
    technology: (row) => orNull(row.technology),
    supplier: (row) => (row.supplier === "." ? null : folded(row.supplier)),
    owner: (row) => (row.owner === "." ? null : folded(row.owner)),
    risk_class: (row) => risks.indexOf(row.risk),
    medical_device: (row) => row.device,
    contract_ends_on: (row) => orNull(row.contract),
    confirmed_at: (row) => (row.code === "APP-0002" ? "z" : row.code),
    updated_at: byCode,
  };
  /** Byte order of UTF-8. @param {string | number} a @param {string | number} b */
  const compared = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));

  for (const [sort, key] of Object.entries(keys))
    test(`sorting by ${sort.replaceAll("_", " ")} goes up and down, with what is empty last`, async () => {
      for (const direction of ["ascending", "descending"]) {
        const sign = direction === "ascending" ? 1 : -1;
        const expected = [...rows].sort((a, b) => {
          const [left, right] = [key(a), key(b)];
          if (left === null || right === null) return Number(left === null) - Number(right === null) || compared(a.code, b.code);
          return sign * compared(left, right) || compared(a.code, b.code);
        });
        const page = await admin.get("/api/v1/applications", { sort, direction, ended: true });
        const seen = page.items.map((each) => each.code);
        assert.deepEqual(seen, expected.map((row) => row.code), direction);
        (orders[house.engine] ??= {})[`${sort} ${direction}`] = seen;
      }
    });

  test("sorting by completeness goes up and down", async () => {
    for (const direction of ["ascending", "descending"]) {
      const scores = (await admin.get("/api/v1/applications", { sort: "completeness", direction, ended: true })).items;
      const expected = [...scores].sort(
        (a, b) => (direction === "ascending" ? 1 : -1) * (a.completeness - b.completeness) || compared(a.code, b.code),
      );
      assert.ok(new Set(scores.map((each) => each.completeness)).size > 3);
      assert.deepEqual(scores.map((each) => each.code), expected.map((each) => each.code));
      (orders[house.engine] ??= {})[`completeness ${direction}`] = scores.map((each) => each.code);
    }
    assert.deepEqual(
      (await admin.get("/api/v1/applications", { ended: true })).items.map((each) => each.code),
      orders[house.engine]?.["name ascending"],
      "by name when nothing is asked",
    );
  });

  test("pages lie side by side: none twice, none left out", async () => {
    for (const sort of ["name", "risk_class", "technology", "contract_ends_on"])
      for (const limit of [1, 2, 4, 9, 500]) {
        const seen = [];
        for (let offset = 0; offset < 9; offset += limit) {
          const page = await admin.get("/api/v1/applications", { sort, limit, offset, ended: true });
          assert.equal(page.total, 9);
          assert.equal(page.offset, offset);
          assert.equal(page.items.length, Math.min(limit, 9 - offset));
          seen.push(...page.items.map((each) => each.code));
        }
        assert.deepEqual(seen, orders[house.engine]?.[`${sort} ascending`], `${sort} by ${limit}`);
      }
    const beyond = await admin.get("/api/v1/applications", { offset: 100 });
    assert.deepEqual([beyond.items, beyond.total, beyond.offset], [[], 7, 100]);
  });

  test("by default a page holds fifty", async () => {
    for (let number = 0; number < 45; ++number)
      await admin.post("/api/v1/ideas", { name: `Vulling ${number}`, problem: "p", problem_owner: "w", drivers: [] });
    const page = await admin.get("/api/v1/applications");
    assert.deepEqual([page.items.length, page.total], [50, 52]);
  });
});

test("every order is the same on both databases", () => {
  assert.equal(Object.keys(orders["sqlite"] ?? {}).length, 26);
  assert.deepEqual(orders["sqlite"], orders["postgresql"]);
});

/** The drawing names processes shortly. @param {string} name */
function processOf(name) {
  return { reporting: "administration", triage: "triage", diagnostics: "diagnostics" }[name] ?? assert.fail(name);
}
