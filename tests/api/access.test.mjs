import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { operations } from "../support/document.mjs";
import { addUser, addressOf, departments, found, member, password, signedIn, trail } from "../support/hospital.mjs";
import { emptyRecord, fullRecord, record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

const nobody = "00000000-0000-7000-8000-000000000000";
const hour = 3_600_000_000;

/** A problem without what differs from one request to the next. */
function lasting({ correlation_id, headers, ...rest }) {
  return rest;
}

onBothDatabases("Access", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let other; // administrator of the second hospital
  /** @type {Client} */ let both; // reads in the first, administers the second
  /** @type {Record<string, string>} */ let rooms;
  /** @type {any} */ let application;
  /** @type {any} */ let view;

  const guest = () => new Client(house.server.address);

  before(async () => {
    assert.equal((await guest().get("/health")).first_start, true);
    admin = await found(house.server, "Ziekenhuis Noord", "beheer@noord.example");
    other = await found(house.server, "Ziekenhuis Zuid", "beheer@zuid.example");
    await addUser(house.server, {
      email: "beide@noord.example",
      name: "Bente Beide",
      organisation: "Ziekenhuis Noord",
      roles: ["reader"],
    });
    await addUser(house.server, {
      email: "beide@noord.example",
      name: "Bente Beide",
      organisation: "Ziekenhuis Zuid",
      roles: ["administrator"],
    });
    both = await signedIn(house.server, "beide@noord.example");
    rooms = await departments(admin, ["Radiologie Noord", "Spoed Noord"]);
    const ids = { departments: Object.values(rooms), accounts: [admin.id] };
    application = await admin.post("/api/v1/applications", { record: fullRecord(ids), phase: "operation" });
    view = await admin.post("/api/v1/views", { name: "Blik Noord", query: "phase=idea", columns: ["name"], shared: true });
  });

  test("the program tells that there is no account yet, until there is one", async () => {
    const health = await guest().get("/health");
    assert.deepEqual(
      { status: health.status, database: health.database, first_start: health.first_start, example: health.example },
      { status: "ok", database: house.engine, first_start: false, example: false },
    );
  });

  test("a person signs in and keeps the session in a cookie that no script and no other site can use", async () => {
    const client = guest();
    const answer = await client.send("POST", "/api/v1/session", { body: { email: "BEHEER@Noord.example", password } });
    assert.equal(answer.status, 200);
    const [cookie] = answer.headers["set-cookie"] ?? [];
    const [pair = "", ...attributes] = cookie?.split("; ") ?? [];
    assert.match(pair, /^regie_session=[\w-]{40,}$/);
    assert.ok(attributes.includes("HttpOnly"));
    assert.ok(attributes.includes("SameSite=Strict"));
    assert.ok(attributes.includes("Path=/"));
    assert.ok(!answer.bytes.toString().includes(pair.split("=")[1] ?? ""), "the token stands nowhere else");
    assert.equal(answer.headers["cache-control"], "no-store");
    assert.equal((await client.get("/api/v1/session")).name, "Beheer Ziekenhuis Noord");
    assert.equal((await client.get("/api/v1/session")).organisation.name, "Ziekenhuis Noord");
  });

  test("an unknown address and a wrong password get the same answer", async () => {
    const unknown = await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", {
      body: { email: "niemand@noord.example", password },
    });
    const wrong = await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", {
      body: { email: "beheer@noord.example", password: "niet dit geheim" },
    });
    assert.deepEqual(lasting(unknown), lasting(wrong));
    assert.equal(wrong.headers["set-cookie"], undefined);
    await signedIn(house.server, "beheer@noord.example");
  });

  test("after five failures a person waits, also with the right password, and others do not", async () => {
    await member(admin, "Wachtende Willem", ["reader"], "willem@noord.example");
    const attempt = { email: "willem@noord.example", password: "telkens iets anders" };
    for (let failure = 1; failure <= 5; ++failure)
      await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", { body: attempt });
    const wait = await guest().refused(429, "sign_in_throttled", "POST", "/api/v1/session", {
      body: { ...attempt, password },
    });
    const seconds = Number(wait.headers["retry-after"]);
    assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 30, `Retry-After: ${seconds}`);
    assert.match(wait.detail, new RegExp(`\\b${seconds}\\b`));
    await signedIn(house.server, "beheer@noord.example");
    await house.server.place.sql(`UPDATE sign_in_failure SET last_at = last_at - ${hour}`);
    await signedIn(house.server, "willem@noord.example");
  });

  test("an address that nobody has is throttled like one that somebody has", async () => {
    const attempt = { email: "spook@noord.example", password: "telkens iets anders" };
    for (let failure = 1; failure <= 5; ++failure)
      await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", { body: attempt });
    await guest().refused(429, "sign_in_throttled", "POST", "/api/v1/session", { body: attempt });
    await signedIn(house.server, "beheer@noord.example");
  });

  test("without a session, or with one that was made up, there is nothing to see", async () => {
    for (const cookie of [undefined, "regie_session=", "regie_session=verzonnen", `regie_session=${"a".repeat(43)}`]) {
      const client = guest();
      client.cookie = cookie;
      for (const operation of operations)
        if (operation.permission !== "public_access")
          await client.refused(401, "not_signed_in", operation.method, operation.path.replace("{id}", nobody), {
            raw: operation.method === "GET" ? undefined : "{}",
          });
    }
  });

  test("a change without the token of the session, or with a wrong one, is refused and writes nothing", async () => {
    const before = await admin.get("/api/v1/departments");
    for (const token of [undefined, "", "verkeerd", admin.csrf?.slice(1), `${admin.csrf}x`, other.csrf])
      await admin.refused(403, "forgery_suspected", "POST", "/api/v1/departments", {
        body: { name: "Vervalst" },
        headers: { "X-CSRF-Token": token },
      });
    assert.deepEqual(await admin.get("/api/v1/departments"), before);
  });

  test("a change that another site sends is refused, and one from Regie's own page is not", async () => {
    const host = new URL(house.server.address).host;
    const before = await admin.get("/api/v1/departments");
    for (const headers of [
      { Origin: "https://kwaad.example" },
      { Origin: "null" },
      { Origin: `http://kwaad.${host}` },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "cross-site", Origin: house.server.address },
    ]) {
      await admin.refused(403, "forgery_suspected", "POST", "/api/v1/departments", { body: { name: "Vervalst" }, headers });
      await guest().refused(403, "forgery_suspected", "POST", "/api/v1/session", {
        body: { email: "beheer@noord.example", password },
        headers,
      });
    }
    assert.deepEqual(await admin.get("/api/v1/departments"), before);
    for (const headers of [{ Origin: house.server.address }, { "Sec-Fetch-Site": "same-origin" }]) {
      const client = guest();
      const answer = await client.send("POST", "/api/v1/session", {
        body: { email: "beheer@noord.example", password },
        headers,
      });
      assert.equal(answer.status, 200);
    }
  });

  test("a first sign-in allows nothing but choosing an own password", async () => {
    const created = await admin.post("/api/v1/accounts", {
      name: "Nieuwe Nina",
      email: "nina@noord.example",
      grants: [{ role: "administrator" }],
    });
    assert.equal(created.account.password_change_required, true);
    const nina = guest();
    await nina.signIn("nina@noord.example", created.temporary_password);
    assert.equal(nina.session.password_change_required, true);
    for (const { method, path, permission } of operations) {
      if (permission === "public_access" || path.startsWith("/api/v1/session")) continue;
      await nina.refused(403, "password_change_required", method, path.replace("{id}", application.id), {
        version: 1,
        raw: method === "GET" ? undefined : "{}",
      });
    }
    const changed = await nina.put("/api/v1/session/password", {
      current: created.temporary_password,
      replacement: password,
    });
    assert.equal(changed.password_change_required, false);
    assert.equal((await nina.get("/api/v1/applications")).total, 1);
    await admin.put(`/api/v1/accounts/${nina.id}`, { name: "Nieuwe Nina", active: false, grants: [] }, 1);
  });

  test("a password that is weak, the same, or given without the present one is refused, with the field named", async () => {
    const sanne = await member(admin, "Sanne de Wit", ["reader"], "sanne.wit@noord.example");
    const cases = [
      { replacement: "kort1234567", pointer: "/replacement", code: "password_too_weak" },
      { replacement: "aaaaaaaaaaaaaaaaaaaa", pointer: "/replacement", code: "password_too_weak" },
      { replacement: "ik ben SANNE DE WIT zelf", pointer: "/replacement", code: "password_too_weak" },
      { replacement: "sanne.wit en nog wat", pointer: "/replacement", code: "password_too_weak" },
      { replacement: "x".repeat(300) + "y", pointer: "/replacement", code: "password_too_weak" },
      { replacement: password, pointer: "/replacement", code: "password_unchanged" },
      { current: "een heel ander geheim", replacement: "een nieuw lang geheim", pointer: "/current", code: "wrong_credentials" },
    ];
    for (const { current = password, replacement, pointer, code } of cases) {
      const problem = await sanne.refused(422, "invalid_request", "PUT", "/api/v1/session/password", {
        body: { current, replacement },
      });
      assert.deepEqual(problem.errors.map((fault) => [fault.pointer, fault.code]), [[pointer, code]]);
    }
    await signedIn(house.server, "sanne.wit@noord.example");
  });

  test("changing the password ends the other sessions and keeps this one", async () => {
    const here = await member(admin, "Tom Twee", ["reader"]);
    const there = await signedIn(house.server, addressOf("Tom Twee"));
    await here.put("/api/v1/session/password", { current: password, replacement: "een tweede lang geheim" });
    await here.get("/api/v1/applications");
    await there.refused(401, "not_signed_in", "GET", "/api/v1/applications");
    await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", {
      body: { email: addressOf("Tom Twee"), password },
    });
    await signedIn(house.server, addressOf("Tom Twee"), "een tweede lang geheim");
  });

  test("signing out ends the session and takes the cookie away", async () => {
    const client = await signedIn(house.server, "beheer@noord.example");
    const cookie = client.cookie;
    const answer = await client.send("DELETE", "/api/v1/session");
    assert.equal(answer.status, 204);
    assert.match(answer.headers["set-cookie"]?.[0] ?? "", /^regie_session=; .*Max-Age=0/);
    client.cookie = cookie;
    await client.refused(401, "not_signed_in", "GET", "/api/v1/session");
    await admin.get("/api/v1/session");
  });

  test("a session ends after two idle hours, and after twelve in any case", async () => {
    const idle = await signedIn(house.server, "beide@noord.example");
    const old = await signedIn(house.server, "beide@noord.example");
    const { sql } = house.server.place;
    const mine = (/** @type {Client} */ client) =>
      `csrf_token = '${client.csrf}'`;
    await sql(`UPDATE session SET last_used_at = last_used_at - ${2 * hour + 60_000_000} WHERE ${mine(idle)}`);
    await idle.refused(401, "not_signed_in", "GET", "/api/v1/session");
    const until = new Date(old.session.expires_at).getTime() - Date.now();
    assert.ok(until > 11.9 * 3_600_000 && until <= 12 * 3_600_000);
    await sql(`UPDATE session SET expires_at = expires_at - ${12 * hour} WHERE ${mine(old)}`);
    await old.refused(401, "not_signed_in", "GET", "/api/v1/session");
  });

  test("a copy of the database opens no session", async () => {
    const token = admin.cookie?.split("=")[1] ?? "";
    const stored = await house.server.place.sql("SELECT token_hash FROM session");
    assert.ok(token.length >= 40 && !stored.includes(token));
    const thief = guest();
    thief.cookie = `regie_session=${stored.split("\n")[0]}`;
    await thief.refused(401, "not_signed_in", "GET", "/api/v1/session");
    assert.match(
      await house.server.place.sql("SELECT password_hash FROM account WHERE email = 'beheer@noord.example'"),
      /^\$argon2id\$v=19\$m=19456,t=3,p=1\$/,
    );
  });

  test("a person of two hospitals switches, and acts for one at a time", async () => {
    assert.deepEqual(both.session.organisations.map((each) => each.name).sort(), ["Ziekenhuis Noord", "Ziekenhuis Zuid"]);
    const [noord, zuid] = ["Ziekenhuis Noord", "Ziekenhuis Zuid"].map(
      (name) => both.session.organisations.find((each) => each.name === name).id,
    );
    await both.actFor(zuid);
    assert.equal(both.session.organisation.name, "Ziekenhuis Zuid");
    assert.deepEqual(both.session.grants.map((grant) => grant.role), ["administrator"]);
    assert.equal((await both.get("/api/v1/applications")).total, 0);
    await both.refused(404, "not_found", "GET", `/api/v1/applications/${application.id}`);
    const next = await signedIn(house.server, "beide@noord.example");
    assert.equal(next.session.organisation.name, "Ziekenhuis Zuid", "the next sign-in remembers it");
    await both.actFor(noord);
    assert.deepEqual(both.session.grants.map((grant) => grant.role), ["reader"]);
    assert.equal((await both.get("/api/v1/applications")).total, 1);
    await both.refused(403, "forbidden", "GET", "/api/v1/accounts");
    await admin.refused(403, "not_a_member", "PUT", "/api/v1/session/organisation", { body: { organisation_id: zuid } });
    await admin.refused(403, "not_a_member", "PUT", "/api/v1/session/organisation", { body: { organisation_id: nobody } });
    assert.equal((await admin.get("/api/v1/session")).organisation.id, noord);
  });

  test("who guesses an id of another hospital finds nothing, with any route", async () => {
    const department = Object.values(rooms)[0];
    const before = await admin.get(`/api/v1/applications/${application.id}`);
    const { token } = await admin.post("/api/v1/tokens", { name: "Van Noord", permissions: ["register_read"], valid_days: 1 });
    const file = await admin.succeed("POST", "/api/v1/evidence", {
      raw: Buffer.from("Noord"),
      query: { name: "noord.txt" },
      headers: { "Content-Type": "application/octet-stream" },
    });
    /** @type {Record<string, {id: string, body?: unknown}>} */
    const guesses = {
      changeAccount: { id: admin.id, body: { name: "Overgenomen", active: true, grants: [] } },
      resetPassword: { id: admin.id },
      changeDepartment: { id: department, body: { name: "Overgenomen", active: false } },
      getApplication: { id: application.id },
      getApplicationHistory: { id: application.id },
      changeApplication: { id: application.id, body: emptyRecord("Overgenomen") },
      confirmApplication: { id: application.id },
      moveApplication: { id: application.id, body: { phase: "retired", reason: "overgenomen" } },
      changeView: { id: view.id, body: { name: "Overgenomen", query: "", columns: [] } },
      removeView: { id: view.id },
      revokeToken: { id: token.id },
      openEvidence: { id: file.id },
      stateIdeaProblem: { id: application.id, body: { problem: "Overgenomen", problem_owner: "Overgenomen" } },
      // The market is everybody's: only what is not on it is not found.
      getMarketEntry: { id: nobody },
      createMarketIdea: { id: nobody },
    };
    for (const { id: name, method, path } of operations) {
      if (!path.includes("{")) continue;
      // What is not named here is walked by strangers.test.mjs, as is every route.
      const guess = guesses[name];
      if (!guess) continue;
      await other.refused(404, "not_found", method, path.replace(/\{[^}]+\}/, guess.id), { version: 1, body: guess.body });
    }
    assert.deepEqual(await admin.get(`/api/v1/applications/${application.id}`), before);
    assert.deepEqual(
      (await admin.get("/api/v1/views")).items.map((each) => each.name),
      ["Blik Noord"],
    );
    assert.deepEqual((await admin.get("/api/v1/tokens")).items.map((each) => each.id), [token.id]);
    await admin.get("/api/v1/session");
  });

  test("no list of one hospital shows anything of another", async () => {
    await other.post("/api/v1/applications", { record: record("Alleen van Zuid") });
    const secrets = [
      application.id, "BotZicht", "Voorbeeld Imaging", "Fatima", view.id, "Blik Noord", ...Object.values(rooms), "Radiologie Noord", admin.id, "beheer@noord.example",
      "Ziekenhuis Noord",
    ];
    for (const { method, path } of operations) {
      if (method !== "GET" || path.includes("{") || path === "/openapi.json") continue;
      const query = /\/applications\/(export|template)$/.test(path) ? { format: "csv" } : {};
      const answer = await other.send("GET", path, { query });
      // Some want to know more than this, and say so.
      assert.ok([200, 422].includes(answer.status), `${path}: ${answer.status}`);
      for (const secret of secrets)
        assert.ok(!answer.bytes.toString().includes(secret), `${path} shows ${secret} to another hospital`);
    }
    for (const attention of ["no_owner", "unclassified", "incomplete", "overlapping"])
      assert.ok((await other.get("/api/v1/applications", { attention, search: "botzicht" })).total === 0);
    assert.equal((await other.get("/api/v1/overview")).total, 1);
    assert.equal((await other.get("/api/v1/applications", { department: Object.values(rooms)[0] })).total, 0);
  });

  test("a record cannot refer to a department or a person of another hospital", async () => {
    const foreign = fullRecord({ departments: Object.values(rooms), accounts: [admin.id] });
    const problem = await other.refused(422, "invalid_request", "POST", "/api/v1/applications", { body: { record: foreign } });
    assert.deepEqual(
      problem.errors.map((fault) => [fault.pointer, fault.code]).sort(),
      [
        "/record/deployments/0/department", "/record/deployments/1/department", "/record/kind/departments/0",
        "/record/kind/departments/1", "/record/people/accountable_owner/account_id",
        "/record/people/technical_owner/account_id",
      ].map((pointer) => [pointer, "unknown_reference"]),
    );
    const grant = await other.refused(422, "invalid_request", "POST", "/api/v1/accounts", {
      body: { name: "X", email: "x@zuid.example", grants: [{ role: "contributor", department: Object.values(rooms)[0] }] },
    });
    assert.deepEqual(grant.errors.map((fault) => fault.pointer), ["/grants/0/department"]);
    const idea = await other.refused(422, "invalid_request", "POST", "/api/v1/ideas", {
      body: { name: "X", problem: "Y", problem_owner: "Z", drivers: [], department: Object.values(rooms)[0] },
    });
    assert.deepEqual(idea.errors.map((fault) => fault.pointer), ["/department"]);
  });

  test("who is removed is out at once, and stays where else they belong", async () => {
    const leaver = await member(admin, "Lies Vertrekt", ["contributor"]);
    await leaver.get("/api/v1/applications");
    const account = (await admin.get("/api/v1/accounts")).items.find((each) => each.id === leaver.id);
    const change = { name: account.name, active: false, grants: account.grants };
    assert.equal((await admin.put(`/api/v1/accounts/${leaver.id}`, change, account.version)).active, false);
    await leaver.refused(401, "not_signed_in", "GET", "/api/v1/applications");
    await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", {
      body: { email: addressOf("Lies Vertrekt"), password },
    });
    assert.ok(!(await admin.get("/api/v1/people")).items.some((each) => each.account_id === leaver.id));

    await both.actFor(admin.session.organisation.id);
    const reader = (await admin.get("/api/v1/accounts")).items.find((each) => each.id === both.id);
    const out = await admin.put(`/api/v1/accounts/${both.id}`, { ...pick(reader), active: false }, reader.version);
    await both.refused(401, "not_signed_in", "GET", "/api/v1/applications");
    const elsewhere = await signedIn(house.server, "beide@noord.example");
    assert.deepEqual(elsewhere.session.organisations.map((each) => each.name), ["Ziekenhuis Zuid"]);
    await elsewhere.refused(403, "not_a_member", "PUT", "/api/v1/session/organisation", {
      body: { organisation_id: admin.session.organisation.id },
    });
    await admin.put(`/api/v1/accounts/${both.id}`, { ...pick(reader), active: true }, out.version);
    both = await signedIn(house.server, "beide@noord.example");
  });

  test("the last administrator can neither leave nor lose the role", async () => {
    const west = await found(house.server, "Ziekenhuis West", "beheer@west.example");
    const self = async () => (await west.get("/api/v1/accounts")).items.find((each) => each.id === west.id);
    const account = await self();
    for (const change of [
      { ...pick(account), active: false },
      { ...pick(account), grants: [{ role: "reader" }] },
      { ...pick(account), grants: [] },
    ])
      await west.refused(409, "last_administrator", "PUT", `/api/v1/accounts/${west.id}`, {
        body: change,
        version: account.version,
      });
    assert.deepEqual(await self(), account);
    const second = await member(west, "Tweede Beheerder", ["administrator"]);
    await west.put(`/api/v1/accounts/${west.id}`, { ...pick(account), grants: [{ role: "reader" }] }, account.version);
    await west.refused(403, "forbidden", "GET", "/api/v1/accounts");
    await second.refused(409, "last_administrator", "PUT", `/api/v1/accounts/${second.id}`, {
      body: { name: "Tweede Beheerder", active: false, grants: [] },
      version: 1,
    });
  });

  test("an administrator cannot reset or rename somebody who also belongs where they administer nothing", async () => {
    const reset = `/api/v1/accounts/${both.id}/password-reset`;
    await admin.refused(403, "forbidden", "POST", reset);
    const account = (await admin.get("/api/v1/accounts")).items.find((each) => each.id === both.id);
    await admin.refused(403, "forbidden", "PUT", `/api/v1/accounts/${both.id}`, {
      body: { ...pick(account), name: "Andere Naam" },
      version: account.version,
    });
    assert.deepEqual((await admin.get("/api/v1/accounts")).items.find((each) => each.id === both.id), account);
    await signedIn(house.server, "beide@noord.example");
    await addUser(house.server, {
      email: "beheer@noord.example",
      name: "Beheer Ziekenhuis Noord",
      organisation: "Ziekenhuis Zuid",
      roles: ["administrator"],
    });
    const { temporary_password } = await admin.post(reset);
    await both.refused(401, "not_signed_in", "GET", "/api/v1/session");
    const again = guest();
    await again.signIn("beide@noord.example", temporary_password);
    assert.equal(again.session.password_change_required, true);
    await guest().refused(401, "wrong_credentials", "POST", "/api/v1/session", {
      body: { email: "beide@noord.example", password },
    });
  });

  test("a temporary password is shown once and replaces the old one", async () => {
    const forgetful = await member(admin, "Vera Vergeet", ["reader"]);
    const first = await admin.post(`/api/v1/accounts/${forgetful.id}/password-reset`);
    assert.match(first.temporary_password, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    await forgetful.refused(401, "not_signed_in", "GET", "/api/v1/session");
    const listed = JSON.stringify(await admin.get("/api/v1/accounts"));
    assert.ok(!listed.includes(first.temporary_password) && !listed.includes("argon2"));
    assert.ok(!JSON.stringify(await trail(admin)).includes(first.temporary_password));
    await signedIn(house.server, addressOf("Vera Vergeet"), first.temporary_password);
  });

  test("an account is added with all its faults named, and only once", async () => {
    const problem = await admin.refused(422, "invalid_request", "POST", "/api/v1/accounts", {
      body: { name: "  ", email: "geen adres", grants: [{ role: "contributor", department: nobody }] },
    });
    assert.deepEqual(problem.errors.map((fault) => [fault.pointer, fault.code]), [
      ["/name", "missing_field"],
      ["/email", "not_a_mail_address"],
      ["/grants/0/department", "unknown_reference"],
    ]);
    for (const email of ["a b@c.example", "a@b@c.example", "@c.example", "a@", "<a@b.example>"])
      await admin.refused(422, "invalid_request", "POST", "/api/v1/accounts", { body: { name: "X", email, grants: [] } });
    const before = await admin.get("/api/v1/accounts");
    await admin.refused(409, "already_exists", "POST", "/api/v1/accounts", {
      body: { name: "Nog eens", email: "BEHEER@noord.example", grants: [] },
    });
    assert.deepEqual(await admin.get("/api/v1/accounts"), before);
    const shared = await admin.post("/api/v1/accounts", {
      name: "Wordt niet gebruikt",
      email: "beheer@zuid.example",
      grants: [{ role: "reader" }],
    });
    assert.equal(shared.temporary_password ?? null, null);
    assert.equal(shared.account.name, "Beheer Ziekenhuis Zuid");
    await admin.put(`/api/v1/accounts/${other.id}`, { ...pick(shared.account), active: false }, shared.account.version);
  });

  test("a change of roles holds at once, and a change that somebody else overtook is refused", async () => {
    const rik = await member(admin, "Rik Rol", ["reader"]);
    const path = `/api/v1/accounts/${rik.id}`;
    await rik.refused(403, "forbidden", "GET", "/api/v1/audit");
    const changed = await admin.put(path, { name: "Rik Rol", active: true, grants: [{ role: "auditor" }] }, 1);
    assert.equal(changed.version, 2);
    await rik.get("/api/v1/audit");
    await admin.refused(412, "version_conflict", "PUT", path, {
      body: { name: "Rik Rol", active: true, grants: [{ role: "administrator" }] },
      version: 1,
    });
    await admin.refused(428, "version_required", "PUT", path, {
      body: { name: "Rik Rol", active: true, grants: [{ role: "administrator" }] },
    });
    await rik.refused(403, "forbidden", "GET", "/api/v1/accounts");
    await admin.put(path, { name: "Rik Nieuw", active: true, grants: [] }, 2);
    assert.equal((await rik.get("/api/v1/session")).name, "Rik Nieuw");
    assert.deepEqual((await rik.get("/api/v1/session")).permissions, []);
  });

  test("a role in one department never administers the hospital or reads its audit trail", async () => {
    const [department] = Object.values(rooms);
    const small = await member(admin, "Kleine Beheerder", [
      { role: "administrator", department },
      { role: "auditor", department },
    ]);
    for (const path of ["/api/v1/accounts", "/api/v1/audit", "/api/v1/audit/verify", "/api/v1/audit/export"])
      await small.refused(403, "forbidden", "GET", path);
    await small.refused(403, "forbidden", "POST", "/api/v1/departments", { body: { name: "Eigen rijk" } });
    for (const permission of ["accounts_manage", "departments_manage", "audit_read"])
      assert.ok(!(await small.get("/api/v1/session")).permissions.includes(permission));
  });

  test("departments are added, renamed and taken out of use, under one name each", async () => {
    const made = await admin.post("/api/v1/departments", { name: "  Intensive Care " });
    assert.equal(made.name, "Intensive Care");
    await admin.refused(409, "already_exists", "POST", "/api/v1/departments", { body: { name: "intensive care" } });
    await admin.refused(422, "invalid_request", "POST", "/api/v1/departments", { body: { name: " " } });
    const path = `/api/v1/departments/${made.id}`;
    const changed = await admin.put(path, { name: "IC", active: false }, 1);
    assert.deepEqual(changed, { id: made.id, version: 2, name: "IC", active: false });
    await admin.refused(412, "version_conflict", "PUT", path, { body: { name: "Verouderd", active: true }, version: 1 });
    await admin.refused(409, "already_exists", "PUT", path, { body: { name: "RADIOLOGIE NOORD", active: true }, version: 2 });
    assert.deepEqual(
      (await admin.get("/api/v1/departments")).items.find((each) => each.id === made.id),
      changed,
    );
    await other.post("/api/v1/departments", { name: "IC" });
  });

  test("people and departments stand in the same order on both databases", async () => {
    const oost = await found(house.server, "Ziekenhuis Oost", "beheer@oost.example");
    const names = ["zeta", "Éva", "adam", "Zoë", "Adam B", "eva b", "Ärzte", "de Wit", "De Boer", "D-Noord", "Dé"];
    for (const [index, name] of names.entries()) {
      await oost.post("/api/v1/accounts", { name, email: `persoon${index}@oost.example`, grants: [] });
      await oost.post("/api/v1/departments", { name: `Afdeling ${name}` });
    }
    const folded = (/** @type {string} */ text) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
    const bytewise = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
    const listed = (await oost.get("/api/v1/departments")).items.map((each) => folded(each.name));
    assert.deepEqual(listed, [...listed].sort(bytewise));
    for (const path of ["/api/v1/accounts", "/api/v1/people"]) {
      const seen = (await oost.get(path)).items.map((each) => folded(each.name));
      assert.deepEqual(seen, [...seen].sort(bytewise), path);
    }
  });
});

/** What a change of an account sends back. */
function pick({ name, active, grants }) {
  return { name, active, grants };
}

