import assert from "node:assert/strict";
import { before, test } from "node:test";
import { operations } from "../support/document.mjs";
import { departments, found, member, signedIn, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const nobody = "00000000-0000-7000-8000-000000000000";

/** What each role may do in the whole organisation. A new permission needs a column here. */
const table = `
                    register_read register_write funnel_move idea_submit accounts_manage departments_manage audit_read metrics_read evidence_add assessment_read assessment_write instrument_manage duty_record law_manage gate_sign decision_make gates_manage sector_read sector_manage answers_send
  administrator     yes           yes            yes         yes         yes             yes                yes        yes          yes          yes             yes              yes               yes         yes        yes       -             yes          yes         yes           yes
  ai_board_member   yes           yes            yes         yes         -               -                  -          -            yes          yes             yes              -                 yes         -          yes       yes           -            yes         -             yes
  reviewer          yes           -              -           yes         -               -                  -          -            yes          yes             yes              -                 yes         -          yes       -             -            yes         -             -
  application_owner yes           yes            yes         yes         -               -                  -          -            yes          yes             yes              -                 yes         -          yes       -             -            yes         -             -
  department_lead   yes           yes            yes         yes         -               -                  -          -            yes          yes             yes              -                 yes         -          yes       -             -            yes         -             -
  contributor       yes           yes            -           yes         -               -                  -          -            yes          yes             yes              -                 yes         -          yes       -             -            yes         -             -
  reader            yes           -              -           yes         -               -                  -          -            -            yes             -                -                 -           -          -         -             -            yes         -             -
  auditor           yes           -              -           yes         -               -                  yes        -            -            yes             -                -                 -           -          -         -             -            yes         -             -
  no_role           -             -              -           -           -               -                  -          -            -            -               -                -                 -           -          -         -             -            -           -             -
`;

const lines = table.trim().split("\n").map((line) => line.trim().split(/\s+/));
const permissions = lines[0] ?? [];
/** @type {Record<string, string[]>} */
const allowed = Object.fromEntries(
  lines.slice(1).map(([role = "", ...cells]) => [role, permissions.filter((_, index) => cells[index] === "yes")]),
);

onBothDatabases("Roles", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Record<string, Client>} */ const people = {};
  /** @type {Record<string, string>} */ let rooms;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Rollen", "beheer@rollen.example");
    rooms = await departments(admin, ["Radiologie", "Spoedeisende hulp", "Poliklinieken"]);
    for (const role of Object.keys(allowed))
      people[role] = await member(admin, `Iemand ${role}`, role === "no_role" ? [] : [role]);
  });

  const person = (/** @type {string} */ role) => people[role] ?? assert.fail(role);
  const of = (/** @type {string[]} */ ...names) => ({ departments: names.map((name) => rooms[name]) });

  /**
   * @param {string} name
   * @param {Record<string, any>} [parts]
   */
  const add = (name, parts) => admin.post("/api/v1/applications", { record: record(name, parts) });

  /** Tries all three changes and gives which are allowed. @param {Client} client @param {any} application */
  async function changes(client, application) {
    const seen = await client.get(`/api/v1/applications/${application.id}`);
    const path = `/api/v1/applications/${application.id}`;
    const changed = { ...seen.record, care: { ...seen.record.care, labels: [`door ${client.id} ${Math.random()}`] } };
    const edit = await client.send("PUT", path, { body: changed, version: seen.version });
    const confirm = await client.send("POST", `${path}/confirm`);
    const { version, phase } = await client.get(path);
    const move = await client.send("POST", `${path}/phase`, {
      body: { phase: phase === "idea" ? "exploration" : "idea", reason: "omdat het kan" },
      version,
    });
    const outcome = { edit: edit.status, confirm: confirm.status, move: move.status };
    for (const [name, status] of Object.entries(outcome)) {
      assert.ok(status === 200 || status === 403, `${name}: ${status}`);
      assert.equal(seen.allowed[name], status === 200, `the answer says that ${name} is allowed: ${seen.allowed[name]}`);
    }
    const cards = (await client.get("/api/v1/funnel")).columns.flatMap((column) => column.cards);
    assert.equal(cards.find((card) => card.id === application.id).may_move, move.status === 200);
    return Object.fromEntries(Object.entries(outcome).map(([name, status]) => [name, status === 200]));
  }

  const everything = { edit: true, confirm: true, move: true };
  const nothing = { edit: false, confirm: false, move: false };
  const onlyWriting = { edit: true, confirm: true, move: false };

  test("the API document asks only for permissions that the table of roles knows", () => {
    for (const { id, permission } of operations)
      assert.ok(
        ["public_access", "signed_in", ...permissions].includes(permission),
        `${id} asks for ${permission}: add a column to the table`,
      );
  });

  for (const role of Object.keys(allowed))
    test(`${role.replaceAll("_", " ")} is let through to exactly the routes that the role allows`, async () => {
      const client = await signedIn(house.server, `iemand.${role.replaceAll("_", ".")}@ziekenhuis.example`);
      assert.deepEqual(
        client.session.permissions.filter((each) => each !== "signed_in").sort(),
        [...(allowed[role] ?? [])].sort(),
      );
      for (const { id, method, path, permission } of operations) {
        if (id === "signOut") continue; // it would end the walk
        const may = ["public_access", "signed_in"].includes(permission) || allowed[role]?.includes(permission);
        const answer = await client.send(method, path.replace(/\{[^}]+\}/, nobody), {
          version: 1,
          raw: method === "GET" ? undefined : "{}",
        });
        if (may) assert.ok(![401, 403].includes(answer.status), `${role} should reach ${id}: ${answer.status}`);
        else
          assert.deepEqual([answer.status, answer.body.code], [403, "forbidden"], `${role} should not reach ${id}`);
      }
    });

  test("what stands for the whole organisation may be changed by who has the role for all of it", async () => {
    const application = await add("Van niemand in het bijzonder");
    assert.deepEqual(await changes(person("administrator"), application), everything);
    assert.deepEqual(await changes(person("ai_board_member"), application), everything);
    assert.deepEqual(await changes(person("department_lead"), application), everything);
    assert.deepEqual(await changes(person("contributor"), application), onlyWriting);
    for (const role of ["reviewer", "reader", "auditor", "application_owner"])
      assert.deepEqual(await changes(person(role), application), nothing, role);
  });

  test("the lead and the contributor of a department change what belongs to it or is deployed there, and nothing else", async () => {
    const lead = await member(admin, "Hanna Hoofd", [{ role: "department_lead", department: rooms["Radiologie"] }]);
    const contributor = await member(admin, "Omar Medewerker", [{ role: "contributor", department: rooms["Radiologie"] }]);
    const own = await add("Van de radiologie", { kind: of("Radiologie") });
    const shared = await add("Van twee", { kind: of("Spoedeisende hulp", "Radiologie") });
    const deployed = await add("Staat er", {
      kind: of("Spoedeisende hulp"),
      deployments: [{ department: rooms["Radiologie"], started_on: null, intended_users: null, active_users: null }],
    });
    const elsewhere = await add("Van een ander", { kind: of("Spoedeisende hulp") });
    const nowhere = await add("Van geen afdeling");
    for (const application of [own, shared, deployed]) {
      assert.deepEqual(await changes(lead, application), everything, application.record.identity.name);
      assert.deepEqual(await changes(contributor, application), onlyWriting, application.record.identity.name);
    }
    for (const application of [elsewhere, nowhere])
      for (const client of [lead, contributor])
        assert.deepEqual(await changes(client, application), nothing, application.record.identity.name);
  });

  test("a contributor of a department adds applications there and nowhere else", async () => {
    const contributor = await member(admin, "Ilse Toevoeger", [{ role: "contributor", department: rooms["Poliklinieken"] }]);
    const before = (await admin.get("/api/v1/applications")).total;
    for (const kind of [of("Radiologie"), of()])
      await contributor.refused(403, "forbidden", "POST", "/api/v1/applications", { body: { record: record("Elders", { kind }) } });
    assert.equal((await admin.get("/api/v1/applications")).total, before);
    await contributor.post("/api/v1/applications", { record: record("Hier", { kind: of("Poliklinieken", "Radiologie") }) });
  });

  test("an application owner changes what they own, in any of the three ways of owning, and nothing else", async () => {
    const owner = person("application_owner");
    const me = { name: "Eigenaar", account_id: owner.id };
    for (const way of ["accountable_owner", "clinical_owner", "technical_owner"])
      assert.deepEqual(await changes(owner, await add(`Eigen als ${way}`, { people: { [way]: me } })), everything, way);
    for (const people of [
      { oversight: me },
      { accountable_owner: { name: owner.session.name, account_id: null } },
      { accountable_owner: { name: "Eigenaar", account_id: person("reader").id } },
    ])
      assert.deepEqual(await changes(owner, await add("Niet eigen", { people })), nothing);
    assert.deepEqual(await changes(person("reader"), await add("Lezer", { people: { accountable_owner: { name: "L", account_id: person("reader").id } } })), nothing);
  });

  test("who may not answer ideas sees the own ones and not everybody's", async () => {
    for (const role of ["reviewer", "contributor", "reader", "auditor"])
      await person(role).refused(403, "forbidden", "GET", "/api/v1/ideas", { query: { scope: "waiting" } });
    for (const role of ["administrator", "ai_board_member", "department_lead", "application_owner"])
      await person(role).get("/api/v1/ideas", { scope: "waiting" });
  });

  test("what a person was refused stands in the audit trail: who, what, and from where", async () => {
    const reader = person("reader");
    const target = await add("Afgeblazen");
    const path = `/api/v1/applications/${target.id}`;
    const highest = (await trail(admin, { limit: 1 }))[0].sequence;
    await reader.refused(403, "forbidden", "PUT", path, { body: target.record, version: target.version });
    await person("application_owner").refused(403, "forbidden", "POST", `${path}/confirm`);
    await reader.refused(403, "forbidden", "GET", "/api/v1/audit/export");
    await reader.refused(403, "forgery_suspected", "POST", "/api/v1/views", {
      body: { name: "X", query: "", columns: [] },
      headers: { "X-CSRF-Token": "verkeerd" },
    });
    const refusals = (await trail(admin)).filter((entry) => entry.sequence > highest).reverse();
    assert.deepEqual(
      refusals.map(({ action, actor_id, subject_label, origin }) => [action, actor_id, subject_label, origin]),
      [
        ["request.refused", reader.id, `PUT ${path}`, "127.0.0.1"],
        ["request.refused", person("application_owner").id, `POST ${path}/confirm`, "127.0.0.1"],
        ["request.refused", reader.id, "GET /api/v1/audit/export", "127.0.0.1"],
        ["request.refused", reader.id, "POST /api/v1/views", "127.0.0.1"],
      ],
    );
    assert.deepEqual(await admin.get(path), target);
  });
});
