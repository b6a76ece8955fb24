import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { addressOf, addUser, departments, found, member, password, signedIn, trail } from "../support/hospital.mjs";
import { dayFromToday, record } from "../support/record.mjs";
import { makePlace, onBothDatabases, startServer } from "../support/server.mjs";

/** RFC 4180, as a spreadsheet reads it. @param {string} text */
function readCsv(text) {
  const lines = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, field = "", separator] of lines) {
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (separator === "\r\n") rows.push([]);
  }
  rows.pop();
  return rows;
}

onBothDatabases("The audit trail", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let auditor;
  /** @type {Record<string, string>} */ let rooms;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Spoor", "beheer@spoor.example");
    rooms = await departments(admin, ["Radiologie"]);
    auditor = await member(admin, "Auke Auditor", ["auditor"]);
  });

  /** What an act leaves in the trail, oldest first. @param {() => Promise<unknown>} act */
  async function left(act) {
    const [last] = await trail(auditor, { limit: 1 });
    await act();
    return (await trail(auditor)).filter((entry) => entry.sequence > last.sequence).reverse();
  }

  const before_after = (/** @type {any} */ entry) => JSON.parse(entry.details ?? "{}");

  test("every change of an application is recorded with who, what, from where, before and after", async () => {
    let made;
    const [created] = await left(async () => {
      made = await admin.post("/api/v1/applications", { record: record("Onder toezicht", { kind: { departments: [rooms["Radiologie"]] } }) });
    });
    assert.deepEqual(
      [created.action, created.subject, created.subject_id, created.subject_label, created.actor, created.actor_id, created.origin],
      ["application.created", "application", made.id, "Onder toezicht", "Beheer Ziekenhuis Spoor", admin.id, "127.0.0.1"],
    );
    assert.ok(Math.abs(Date.parse(created.at) - Date.now()) < 60_000);
    assert.deepEqual(before_after(created)["/identity/name"], [null, '"Onder toezicht"']);
    const path = `/api/v1/applications/${made.id}`;
    const changed = { ...made.record, identity: { ...made.record.identity, name: "Hernoemd", summary: "Nieuw" } };
    const entries = await left(async () => {
      await admin.put(path, changed, 1);
      await admin.put(path, changed, 2); // changes nothing
      await admin.post(`${path}/confirm`);
      await admin.post(`${path}/phase`, { phase: "exploration", reason: "Kijken" }, 2);
    });
    assert.deepEqual(
      entries.map((entry) => [entry.action, entry.subject_label]),
      [["application.changed", "Hernoemd"], ["application.confirmed", "Hernoemd"], ["application.moved", "Hernoemd"]],
    );
    assert.deepEqual(before_after(entries[0]), {
      "/identity/name": ['"Onder toezicht"', '"Hernoemd"'],
      "/identity/summary": [null, '"Nieuw"'],
    });
    assert.deepEqual(before_after(entries[2])["/phase"], ["idea", "exploration"]);
    assert.ok(JSON.stringify(before_after(entries[2])).includes("Kijken"));
  });

  test("every change of accounts, departments, views and ideas is recorded", async () => {
    let account;
    let department;
    const entries = await left(async () => {
      department = await admin.post("/api/v1/departments", { name: "Nieuw" });
      await admin.put(`/api/v1/departments/${department.id}`, { name: "Anders", active: true }, 1);
      ({ account } = await admin.post("/api/v1/accounts", { name: "Piet", email: "piet@spoor.example", grants: [{ role: "reader" }] }));
      await admin.put(`/api/v1/accounts/${account.id}`, { name: "Piet", active: true, grants: [{ role: "contributor", department: department.id }] }, 1);
      await admin.post(`/api/v1/accounts/${account.id}/password-reset`);
      const view = await admin.post("/api/v1/views", { name: "Blik", query: "", columns: [] });
      await admin.put(`/api/v1/views/${view.id}`, { name: "Blik 2", query: "", columns: [] }, 1);
      await admin.delete(`/api/v1/views/${view.id}`);
      await admin.post("/api/v1/ideas", { name: "Idee", problem: "p", problem_owner: "w", drivers: [] });
    });
    assert.deepEqual(
      entries.map((entry) => [entry.action, entry.subject_label]),
      [
        ["department.created", "Nieuw"], ["department.changed", "Anders"], ["account.created", "Piet"],
        ["account.changed", "Piet"], ["account.password_reset", "Piet"], ["view.created", "Blik"],
        ["view.changed", "Blik 2"], ["view.removed", "Blik 2"], ["idea.submitted", "Idee"],
      ],
    );
    assert.deepEqual(before_after(entries[1])["/name"], ['"Nieuw"', '"Anders"']);
    const [before, after] = before_after(entries[3])["/grants"];
    assert.ok(before.includes("reader") && after.includes("contributor") && after.includes(department.id));
  });

  test("signing in, failing to, signing out, changing a password and switching are recorded", async () => {
    const sam = await member(admin, "Sam Spoor", ["reader"]);
    const entries = await left(async () => {
      await sam.send("POST", "/api/v1/session", { body: { email: addressOf("Sam Spoor"), password: "niet dit geheim" } });
      const there = await signedIn(house.server, addressOf("Sam Spoor"));
      await there.put("/api/v1/session/password", { current: password, replacement: "een ander lang geheim" });
      await there.delete("/api/v1/session");
    });
    assert.deepEqual(
      entries.map((entry) => [entry.action, entry.actor, entry.actor_id]),
      [
        ["sign_in.refused", addressOf("Sam Spoor"), sam.id], ["sign_in.accepted", "Sam Spoor", sam.id],
        ["account.password_changed", "Sam Spoor", sam.id], ["sign_out", "Sam Spoor", sam.id],
      ],
    );
    for (const secret of [password, "een ander lang geheim", "niet dit geheim"])
      assert.ok(!JSON.stringify(await trail(auditor)).includes(secret), "a password stands in the trail");
  });

  test("reading leaves no record, and proving and exporting do", async () => {
    assert.deepEqual(
      await left(async () => {
        for (const path of ["applications", "overview", "funnel", "funnel/flow", "accounts", "departments", "audit", "views", "ideas"])
          await admin.get(`/api/v1/${path}`);
      }),
      [],
    );
    const entries = await left(async () => {
      await auditor.get("/api/v1/audit/verify");
      await auditor.get("/api/v1/audit/export", { action: "sign_out" });
    });
    assert.deepEqual(entries.map((entry) => [entry.action, entry.actor_id]), [["audit.verified", auditor.id], ["audit.exported", auditor.id]]);
    assert.match(entries[1].details, /"entries":1\b/);
  });

  test("the trail is filtered by name, act, subject and day, and read page by page", async () => {
    const all = await trail(auditor);
    assert.ok(all.length > 20);
    assert.deepEqual(all.map((entry) => entry.sequence), Array.from({ length: all.length }, (_, index) => all.length - index));
    const sequences = async (/** @type {Record<string, unknown>} */ query) => (await trail(auditor, query)).map((entry) => entry.sequence);
    const those = (/** @type {(entry: any) => unknown} */ holds) => all.filter(holds).map((entry) => entry.sequence);
    assert.deepEqual(await sequences({ actor: "AUKE" }), those((entry) => entry.actor.includes("Auke")));
    assert.deepEqual(await sequences({ actor: "%" }), []);
    assert.deepEqual(await sequences({ actor: "_" }), those((entry) => entry.actor.includes("_")));
    assert.deepEqual(await sequences({ action: "department.created" }), those((entry) => entry.action === "department.created"));
    assert.deepEqual(
      await sequences({ action: ["department.created", "sign_out"] }),
      those((entry) => ["department.created", "sign_out"].includes(entry.action)),
    );
    const { subject_id } = all.find((entry) => entry.action === "application.changed");
    assert.equal((await sequences({ subject_id })).length, 4);
    assert.deepEqual(await sequences({ subject_id }), those((entry) => entry.subject_id === subject_id));
    assert.deepEqual(await sequences({ from: dayFromToday(0), until: dayFromToday(0) }), those(() => true));
    assert.deepEqual(await sequences({ from: dayFromToday(1) }), []);
    assert.deepEqual(await sequences({ until: dayFromToday(-1) }), []);
    /** @type {number[]} */
    const paged = [];
    /** @type {number | undefined} */
    let before;
    do {
      const page = await auditor.get("/api/v1/audit", { limit: 7, before });
      assert.ok(page.items.length <= 7);
      paged.push(...page.items.map((entry) => entry.sequence));
      before = page.next_before ?? undefined;
    } while (before !== undefined);
    assert.deepEqual(paged, those(() => true));
    const { actions } = await auditor.get("/api/v1/audit", { limit: 1 });
    assert.deepEqual(actions, [...new Set(all.map((entry) => entry.action))].sort());
  });

  test("a name is found whatever its case, with accents too, on both databases", async () => {
    const elise = await member(admin, "Élise Één", ["reader"]);
    for (const actor of ["élise", "ÉLISE", "één", "Élise Één"])
      assert.ok((await trail(auditor, { actor })).some((entry) => entry.actor_id === elise.id), actor);
  });

  test("an export holds what was chosen, and a spreadsheet takes none of it for a formula", async () => {
    const names = ['=HYPERLINK("https://kwaad.example","klik")', "+1", "-1+2", "@SUM(A1)", 'Met "aanhaling", komma\nen regel', "Gewoon = gewoon"];
    for (const name of names) await admin.post("/api/v1/ideas", { name, problem: "p", problem_owner: "w", drivers: [] });
    const answer = await auditor.send("GET", "/api/v1/audit/export", { query: { action: "idea.submitted", actor: "beheer" } });
    assert.match(answer.headers["content-type"] ?? "", /^text\/csv; charset=utf-8$/);
    assert.match(answer.headers["content-disposition"] ?? "", /^attachment; filename="[\w.-]+\.csv"$/);
    const [heading = [], ...rows] = readCsv(answer.body);
    assert.deepEqual(heading, ["sequence", "at", "actor", "actor_id", "action", "subject", "subject_id", "subject_label", "origin", "details", "hash"]);
    const shown = await trail(auditor, { action: "idea.submitted", actor: "beheer" });
    assert.deepEqual(
      rows.map((row) => [Number(row[0]), row[1], row[2], row[3], row[4], row[10]]),
      shown.map((entry) => [entry.sequence, entry.at, entry.actor, entry.actor_id, entry.action, entry.hash]),
    );
    assert.deepEqual(
      rows.map((row) => row[7]).reverse().slice(-names.length),
      names.map((name) => (/^[=+\-@]/.test(name) ? `'${name}` : name)),
    );
    for (const field of rows.flat()) assert.doesNotMatch(field, /^[=+\-@\t\r]/);
  });

  test("the trail of one hospital says nothing of another, and each chain counts from one", async () => {
    const other = await found(house.server, "Ziekenhuis Elders", "beheer@elders.example");
    await other.post("/api/v1/departments", { name: "Geheim" });
    assert.ok(!JSON.stringify(await trail(auditor)).includes("Geheim"));
    const own = await trail(other);
    assert.equal(own.at(-1).sequence, 1);
    assert.ok(!JSON.stringify(own).includes("Radiologie"));
    const report = await other.get("/api/v1/audit/verify");
    assert.deepEqual([report.intact, report.entries, report.first_broken ?? null], [true, own.length, null]);
  });

  test("a person of two hospitals leaves a sign-in in each, where they act", async () => {
    await addUser(house.server, { email: "beheer@spoor.example", name: "x", organisation: "Ziekenhuis Elders", roles: ["reader"] });
    const session = await signedIn(house.server, "beheer@spoor.example");
    const elsewhere = session.session.organisations.find((each) => each.name === "Ziekenhuis Elders");
    await session.actFor(elsewhere.id);
    const other = await signedIn(house.server, "beheer@elders.example");
    assert.ok((await trail(other, { action: "sign_in.accepted" })).some((entry) => entry.actor_id === admin.id));
    await session.actFor(session.session.organisations.find((each) => each.name === "Ziekenhuis Spoor").id);
  });
});

onBothDatabases("Tampering with the trail", (house) => {
  /** @type {import("../support/server.mjs").Place} */ let place;
  /** @type {Client} */ let admin;
  /** @type {string} */ let organisation;
  const nothing = "00000000-0000-0000-0000-000000000000";

  before(async () => {
    place = house.server.place;
    admin = await found(house.server, "Ziekenhuis Keten", "beheer@keten.example");
    await found(house.server, "Ziekenhuis Gaaf", "beheer@gaaf.example");
    organisation = admin.session.organisation.id;
    for (let number = 1; number <= 8; ++number) await admin.post("/api/v1/departments", { name: `Afdeling ${number}` });
  });

  const verify = async () => {
    const [text, english, json] = await Promise.all([
      place.run(["audit", "verify"]),
      place.run(["audit", "verify"], { env: { LC_ALL: "en_GB.UTF-8" } }),
      place.run(["audit", "verify", "--json"]),
    ]);
    return { text, english, json, document: JSON.parse(json.stdout) };
  };

  test("an untouched trail is proven, chain by chain", async () => {
    const { text, english, json, document } = await verify();
    assert.deepEqual([text.code, english.code, json.code], [0, 0, 0], text.stderr + english.stderr + json.stderr);
    assert.equal(document.intact, true);
    assert.deepEqual(document.chains.map((chain) => chain.organisation).sort(), ["Regie zelf", "Ziekenhuis Gaaf", "Ziekenhuis Keten"]);
    for (const chain of document.chains) {
      assert.ok(chain.intact && chain.entries > 0, chain.organisation);
      assert.match(text.stdout, new RegExp(`${chain.organisation}: ${chain.entries} regels, keten klopt`));
    }
    assert.match(english.stdout, /Ziekenhuis Keten: \d+ entries, chain intact/);
  });

  test("the trail is proven while people work", async () => {
    const [, ...reports] = await Promise.all([
      ...Array.from({ length: 12 }, (_, number) => admin.post("/api/v1/departments", { name: `Druk ${number}` })),
      place.run(["audit", "verify", "--json"]),
      place.run(["audit", "verify", "--json"]),
    ]).then((all) => [null, ...all.slice(-2)]);
    for (const report of reports) assert.equal(JSON.parse(report.stdout).intact, true, report.stdout);
  });

  const where = () => `organisation_id = '${organisation}'`;
  /** Each way to tamper, the first broken entry, and whose chain it is. @type {Record<string, {sql: () => string, broken: (last: number) => number, whose?: string}>} */
  const ways = {
    "changing who did it": { sql: () => `UPDATE audit_entry SET actor = 'Iemand anders' WHERE ${where()} AND sequence = 3`, broken: () => 3 },
    "changing when it was": { sql: () => `UPDATE audit_entry SET at = at + 1 WHERE ${where()} AND sequence = 1`, broken: () => 1 },
    "changing what was done": { sql: () => `UPDATE audit_entry SET action = 'department.removed' WHERE ${where()} AND sequence = 4`, broken: () => 4 },
    "changing from where": { sql: () => `UPDATE audit_entry SET origin = '10.0.0.1' WHERE ${where()} AND sequence = 5`, broken: () => 5 },
    "changing to what it was done": { sql: () => `UPDATE audit_entry SET subject_label = 'Iets' WHERE ${where()} AND sequence = 4`, broken: () => 4 },
    "emptying before and after": { sql: () => `UPDATE audit_entry SET details = '' WHERE ${where()} AND sequence = 1`, broken: () => 1 },
    "changing the proof itself": { sql: () => `UPDATE audit_entry SET hash = 'abc' WHERE ${where()} AND sequence = 6`, broken: () => 6 },
    "deleting in the middle": { sql: () => `DELETE FROM audit_entry WHERE ${where()} AND sequence = 4`, broken: () => 4 },
    "deleting the first": { sql: () => `DELETE FROM audit_entry WHERE ${where()} AND sequence = 1`, broken: () => 1 },
    "deleting and closing the gap": {
      sql: () =>
        `DELETE FROM audit_entry WHERE ${where()} AND sequence = 4; ` +
        `UPDATE audit_entry SET sequence = -sequence + 1 WHERE ${where()} AND sequence > 4; UPDATE audit_entry SET sequence = -sequence WHERE ${where()} AND sequence < 0`,
      broken: () => 4,
    },
    "swapping two": {
      sql: () =>
        `UPDATE audit_entry SET sequence = -5 WHERE ${where()} AND sequence = 5; UPDATE audit_entry SET sequence = 5 WHERE ${where()} AND sequence = 6; UPDATE audit_entry SET sequence = 6 WHERE ${where()} AND sequence = -5`,
      broken: () => 5,
    },
    "adding one by hand": {
      sql: () =>
        `INSERT INTO audit_entry SELECT organisation_id, sequence + 1, at, actor, actor_id, action, subject, subject_id, subject_label, origin, details, hash FROM audit_entry WHERE ${where()} AND sequence = (SELECT MAX(sequence) FROM audit_entry WHERE ${where()})`,
      broken: (last) => last + 1,
    },
    "cutting off the end": {
      sql: () => `DELETE FROM audit_entry WHERE ${where()} AND sequence > (SELECT MAX(sequence) - 2 FROM audit_entry WHERE ${where()})`,
      broken: (last) => last - 1,
    },
    "cutting off the end and its head": {
      sql: () =>
        `DELETE FROM audit_entry WHERE ${where()} AND sequence > 5; UPDATE audit_head SET sequence = 5, hash = (SELECT hash FROM audit_entry WHERE ${where()} AND sequence = 5) WHERE ${where()}`,
      broken: () => 5,
    },
    "removing the whole chain": { sql: () => `DELETE FROM audit_entry WHERE ${where()}; DELETE FROM audit_head WHERE ${where()}`, broken: () => 1 },
    "putting another chain in its place": {
      sql: () =>
        `DELETE FROM audit_entry WHERE ${where()}; INSERT INTO audit_entry SELECT '${organisation}', sequence, at, actor, actor_id, action, subject, subject_id, subject_label, origin, details, hash FROM audit_entry WHERE organisation_id = '${nothing}'`,
      broken: () => 1,
    },
    "changing the program's own chain": {
      sql: () => `UPDATE audit_entry SET actor = 'niemand' WHERE organisation_id = '${nothing}' AND sequence = 2`,
      broken: () => 2,
      whose: "Regie zelf",
    },
  };

  for (const [way, { sql, broken, whose = "Ziekenhuis Keten" }] of Object.entries(ways))
    test(`${way} is found, and the first broken entry named`, async () => {
      await keep();
      const chain = whose === "Regie zelf" ? nothing : organisation;
      const last = Number(await place.sql(`SELECT MAX(sequence) FROM audit_entry WHERE organisation_id = '${chain}'`));
      try {
        await place.sql(sql());
        const { text, english, json, document } = await verify();
        assert.deepEqual([text.code, english.code, json.code], [65, 65, 65], text.stderr);
        assert.match(text.stderr, new RegExp(`^regie: De keten van ${whose} is verbroken bij regel ${broken(last)}: .+\\n$`));
        assert.match(english.stderr, new RegExp(`^regie: The chain of (${whose}|Regie itself) is broken at entry ${broken(last)}: .+\\n$`));
        assert.equal(json.stderr, "");
        assert.equal(document.intact, false);
        const faulty = document.chains.filter((each) => !each.intact);
        assert.deepEqual(faulty.map((each) => [each.organisation, each.first_broken]), [[whose, broken(last)]]);
        assert.ok(faulty[0].reason.length > 5);
        if (whose !== "Regie zelf") {
          const report = await admin.get("/api/v1/audit/verify");
          assert.deepEqual([report.intact, report.first_broken], [false, broken(last)]);
        }
      } finally {
        await putBack();
      }
      const again = await place.run(["audit", "verify", "--json"]);
      assert.equal(JSON.parse(again.stdout).intact, true, "put back, it is intact again");
    });

  const keep = () =>
    place.sql("CREATE TABLE kept_entry AS SELECT * FROM audit_entry; CREATE TABLE kept_head AS SELECT * FROM audit_head");
  const putBack = () =>
    place.sql(
      "BEGIN; DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry; DELETE FROM audit_head; " +
        "INSERT INTO audit_head SELECT * FROM kept_head; DROP TABLE kept_entry; DROP TABLE kept_head; COMMIT",
    );

  test("with another key the trail is not proven, and without one nothing starts", async () => {
    const other = await makePlace("sqlite");
    try {
      await (await startServer({ place: other })).stop();
      const { cpSync, rmSync } = await import("node:fs");
      cpSync(`${place.data}/audit.key`, `${place.data}/kept.key`);
      cpSync(`${other.data}/audit.key`, `${place.data}/audit.key`);
      const wrong = await place.run(["audit", "verify", "--json"]);
      assert.equal(wrong.code, 65);
      assert.ok(JSON.parse(wrong.stdout).chains.every((chain) => chain.first_broken === 1));
      rmSync(`${place.data}/audit.key`);
      const without = await place.run(["audit", "verify"]);
      assert.equal(without.code, 66);
      assert.match(without.stderr, /^regie: De sleutel van het auditspoor ontbreekt: .*audit\.key.*\n$/);
      cpSync(`${place.data}/kept.key`, `${place.data}/audit.key`);
      assert.equal((await place.run(["audit", "verify"])).code, 0);
    } finally {
      await other.remove();
    }
  });
});

