import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.mjs";
import { documentFile } from "../support/document.mjs";
import { temporaryFolder } from "../support/endings.mjs";
import { password, signedIn } from "../support/hospital.mjs";
import { freePort } from "../support/postgres.mjs";
import { engines, makePlace, regie, startServer } from "../support/server.mjs";

/** @typedef {{code: number | null, stdout: string, stderr: string}} Outcome */

/** One JSON document on standard output, and nothing else anywhere. @param {Outcome} outcome */
function onlyJson(outcome) {
  assert.equal(outcome.stderr, "");
  assert.match(outcome.stdout, /^[[{].*[\]}]\n$/, "one line");
  return JSON.parse(outcome.stdout);
}

/** A refusal: its exit code, and one clear sentence on standard error. @param {Outcome} outcome @param {number} code @param {RegExp} sentence */
function refused(outcome, code, sentence) {
  assert.equal(outcome.code, code, outcome.stdout + outcome.stderr);
  assert.equal(outcome.stdout, "");
  assert.match(outcome.stderr, /^regie: [^\n]+\n$/, "one line");
  assert.match(outcome.stderr, sentence);
}

const english = { LC_ALL: "en_GB.UTF-8" };

for (const engine of engines)
  describe(`The command line, on ${engine === "sqlite" ? "SQLite" : "PostgreSQL"}`, () => {
    /** @type {import("../support/server.mjs").Place} */ let place;
    before(async () => {
      place = await makePlace(engine);
    });
    after(async () => {
      await place.remove();
    });

    test("migrating brings a new database up to date, and doing so again changes nothing", async () => {
      const first = onlyJson(await place.run(["migrate", "--json"]));
      assert.ok(first.step >= 2);
      const applied = await place.sql("SELECT step, checksum, applied_at FROM schema_migration ORDER BY step");
      assert.equal(applied.split("\n").length, first.step);
      assert.deepEqual(onlyJson(await place.run(["migrate", "--json"])), first);
      assert.equal(await place.sql("SELECT step, checksum, applied_at FROM schema_migration ORDER BY step"), applied);
      const said = await place.run(["migrate"]);
      assert.match(said.stdout, new RegExp(`: bij, stap ${first.step}\\n$`));
      assert.match((await place.run(["migrate"], { env: english })).stdout, new RegExp(`: up to date, step ${first.step}\\n$`));
    });

    test("the keys of the data folder can be read by their owner alone", () => {
      assert.equal(statSync(join(place.data, "audit.key")).mode & 0o777, 0o600);
    });

    test("programs that start at the same moment on a new database migrate it once", async () => {
      const fresh = await makePlace(engine);
      try {
        const outcomes = await Promise.all(Array.from({ length: 4 }, () => fresh.run(["migrate", "--json"])));
        for (const outcome of outcomes) assert.equal(outcome.code, 0, outcome.stdout + outcome.stderr);
        assert.equal(await fresh.sql("SELECT COUNT(*) FROM schema_migration"), String(onlyJson(outcomes[0]).step));
        assert.deepEqual(readdirSync(fresh.data).filter((name) => name.startsWith("audit")), ["audit.key"]);
      } finally {
        await fresh.remove();
      }
    });

    const user = (/** @type {string[]} */ ...args) => ["user", ...args];
    const add = (/** @type {string} */ email, /** @type {string[]} */ ...more) =>
      user("add", "--email", email, "--name", "Anke Beheer", "--organisation", "Ons Ziekenhuis", "--role", "administrator", ...more);

    test("the first administrator is added, lists, and signs in with a temporary password", async () => {
      refused(await place.run(add("anke@ons.example")), 66, /bestaat niet/);
      const added = onlyJson(await place.run([...add("anke@ons.example", "--new-organisation"), "--json"]));
      assert.equal(added.email, "anke@ons.example");
      assert.equal(added.organisation, "Ons Ziekenhuis");
      assert.match(added.temporary_password, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
      assert.deepEqual(onlyJson(await place.run(user("list", "--json"))), [
        { email: "anke@ons.example", name: "Anke Beheer", organisation: "Ons Ziekenhuis", active: true, roles: ["administrator"] },
      ]);
      assert.equal((await place.run(user("list"))).stdout, "Ons Ziekenhuis\tanke@ons.example\tAnke Beheer\tadministrator\n");
      const server = await startServer({ place });
      try {
        const anke = await signedIn(server, "anke@ons.example", added.temporary_password);
        assert.equal(anke.session.password_change_required, true);
        const reset = onlyJson(await place.run(user("reset-password", "--email", "ANKE@ons.example", "--json")));
        await anke.refused(401, "not_signed_in", "GET", "/api/v1/session");
        const again = await signedIn(server, "anke@ons.example", reset.temporary_password);
        await again.put("/api/v1/session/password", { current: reset.temporary_password, replacement: password });
        await again.get("/api/v1/applications");
      } finally {
        await server.stop();
      }
    });

    test("a password comes from the input, and a weak one is refused", async () => {
      const weak = await place.run(add("zwak@ons.example", "--password-stdin"), { input: "kort\n" });
      refused(weak, 65, /minstens 12 tekens/);
      const added = await place.run([...add("sterk@ons.example", "--password-stdin"), "--json"], { input: `${password}\n` });
      assert.equal(onlyJson(added).temporary_password, null);
      assert.ok(!added.stdout.includes(password));
    });

    test("what is wrong with a person is named, in both languages", async () => {
      const wrong = await place.run(user("add", "--email", "geen adres", "--name", " ", "--organisation", "Ons Ziekenhuis", "--role", "reader"));
      assert.equal(wrong.code, 65);
      assert.match(wrong.stderr, /\/email: Dit is geen e-mailadres\.\n {2}\/name: Dit veld is verplicht\.\n$/);
      refused(await place.run(add("x@ons.example", "--role", "koning")), 65, /administrator, ai_board_member/);
      refused(await place.run(user("reset-password", "--email", "niemand@ons.example"), { env: english }), 66, /does not exist/);
      const missing = await place.run(user("add", "--email", "x@ons.example"));
      refused(missing, 64, /--name/);
    });

    test("who is deactivated cannot sign in, and the last administrator stays", async () => {
      const out = (/** @type {string} */ email) => user("deactivate", "--email", email, "--organisation", "Ons Ziekenhuis");
      refused(await place.run(out("niemand@ons.example")), 66, /bestaat niet/);
      assert.deepEqual(onlyJson(await place.run([...out("sterk@ons.example"), "--json"])), { email: "sterk@ons.example", active: false });
      refused(await place.run(out("anke@ons.example")), 65, /laatste beheerder/);
      const list = onlyJson(await place.run(user("list", "--json")));
      assert.deepEqual(list.map((line) => [line.email, line.active]).sort(), [["anke@ons.example", true], ["sterk@ons.example", false]]);
      assert.match((await place.run(user("list"))).stdout, /sterk@ons\.example\t.*\tniet actief\n/);
      assert.match((await place.run(user("list"), { env: english })).stdout, /sterk@ons\.example\t.*\tinactive\n/);
      const server = await startServer({ place });
      try {
        await new Client(server.address).refused(401, "wrong_credentials", "POST", "/api/v1/session", {
          body: { email: "sterk@ons.example", password },
        });
        const anke = await signedIn(server, "anke@ons.example");
        const acts = (await anke.get("/api/v1/audit", { actor: process.env.USER ?? "" })).items
          .filter((entry) => entry.origin === "command line")
          .map((entry) => entry.action);
        for (const act of ["account.created", "account.deactivated"]) assert.ok(acts.includes(act), act);
      } finally {
        await server.stop();
      }
    });

    test("the example is added once, removed with one command, and leaves its trail intact", async () => {
      const first = onlyJson(await place.run(["example", "add", "--json"]));
      assert.equal(first.email, "anna@voorbeeld.example");
      const count = () => place.sql("SELECT COUNT(*) FROM application");
      const applications = await count();
      assert.ok(Number(applications) > 15);
      assert.equal(statSync(join(place.data, "example-password.txt")).mode & 0o777, 0o600);
      assert.deepEqual(onlyJson(await place.run(["example", "add", "--json"])), first, "again: the same, not twice");
      assert.equal(await count(), applications);
      const entries = Number(await place.sql("SELECT COUNT(*) FROM audit_entry"));
      assert.deepEqual(onlyJson(await place.run(["example", "remove", "--json"])), { removed: true });
      assert.equal(await count(), "0");
      assert.ok(!existsSync(join(place.data, "example-password.txt")));
      assert.deepEqual(onlyJson(await place.run(user("list", "--json"))).map((line) => line.organisation), ["Ons Ziekenhuis", "Ons Ziekenhuis"]);
      assert.ok(Number(await place.sql("SELECT COUNT(*) FROM audit_entry")) > entries);
      const proof = await place.run(["audit", "verify", "--json"]);
      assert.equal(proof.code, 0, proof.stdout);
      assert.equal(onlyJson(proof).intact, true);
      refused(await place.run(["example", "remove"]), 65, /geen voorbeeld/);
      onlyJson(await place.run(["example", "add", "--json"]));
      assert.equal(await count(), applications);
      assert.equal((await place.run(["example", "remove"])).code, 0);
      assert.equal((await place.run(["audit", "verify"])).code, 0);
    });

    test("an example with somebody's own work in it can be removed too", async () => {
      const { email, password: secret } = onlyJson(await place.run(["example", "add", "--json"]));
      const server = await startServer({ place });
      try {
        const anna = await signedIn(server, email, secret);
        await anna.post("/api/v1/views", { name: "Eigen blik", query: "", columns: [], shared: true });
        await anna.post("/api/v1/ideas", { name: "Eigen idee", problem: "p", problem_owner: "w", drivers: [] });
        await anna.post("/api/v1/accounts", { name: "Nieuw in het voorbeeld", email: "nieuw@voorbeeld.example", grants: [{ role: "reader" }] });
        await anna.post("/api/v1/departments", { name: "Eigen afdeling" });
        const removed = await place.run(["example", "remove", "--json"]);
        assert.deepEqual(onlyJson(removed), { removed: true });
        await anna.refused(401, "not_signed_in", "GET", "/api/v1/session");
        assert.equal((await new Client(server.address).get("/health")).example, false);
      } finally {
        await server.stop();
      }
      assert.equal(await place.sql("SELECT COUNT(*) FROM account WHERE email LIKE '%voorbeeld.example'"), "0");
      assert.equal(onlyJson(await place.run(["audit", "verify", "--json"])).intact, true);
    });

    test("a newer database is refused, and told how much newer", async () => {
      const { step } = onlyJson(await place.run(["migrate", "--json"]));
      await place.sql(`INSERT INTO schema_migration (step, name, checksum, applied_at) VALUES (${step + 1}, 'later', 'x', 1)`);
      try {
        for (const command of [["migrate"], ["serve", "--port", "0"], ["user", "list"], ["audit", "verify"]])
          refused(await place.run(command), 65, new RegExp(`nieuwere Regie \\(stap ${step + 1}; deze kent er ${step}\\)`));
        const json = await place.run(["migrate", "--json"]);
        assert.equal(json.code, 65);
        assert.equal(onlyJson(json).error, "database_newer");
      } finally {
        await place.sql(`DELETE FROM schema_migration WHERE step = ${step + 1}`);
      }
      assert.equal((await place.run(["migrate"])).code, 0);
    });

    test("a migration that differs from the program's own is refused, by its number", async () => {
      const checksum = await place.sql("SELECT checksum FROM schema_migration WHERE step = 1");
      await place.sql("UPDATE schema_migration SET checksum = 'anders' WHERE step = 1");
      refused(await place.run(["serve", "--port", "0"]), 65, /Migratie 1 .*anders/);
      await place.sql(`UPDATE schema_migration SET checksum = '${checksum}' WHERE step = 1`);
      assert.equal((await place.run(["migrate"])).code, 0);
    });

    test("a busy port is told, and the service stops well when asked", async () => {
      const server = await startServer({ place });
      try {
        refused(await place.run(["serve", "--port", String(server.port)]), 69, new RegExp(`Poort ${server.port} is al in gebruik`));
        refused(await place.run(["serve", "--port", String(server.port)], { env: english }), 69, new RegExp(`Port ${server.port} is already in use`));
      } finally {
        await server.stop();
      }
    });
  });

describe("The command line", () => {
  const { folder, remove } = temporaryFolder("cli");
  after(remove);
  let places = 0;
  const emptyFolder = () => {
    places += 1;
    const made = join(folder, String(places));
    mkdirSync(made);
    return made;
  };

  test("the version is told, to people and to scripts", async () => {
    assert.match((await regie(["version"])).stdout, /^Regie \d+\.\d+\.\d+\n$/);
    assert.match(onlyJson(await regie(["version", "--json"])).version, /^\d+\.\d+\.\d+$/);
  });

  test("the API document of the program is the one that is committed", async () => {
    const { code, stdout } = await regie(["openapi"]);
    assert.equal(code, 0);
    assert.ok(stdout === readFileSync(documentFile, "utf8"), "openapi.json is stale: regie openapi > openapi.json");
  });

  test("the running service gives the same API document", async () => {
    const server = await startServer();
    try {
      assert.deepEqual(await new Client(server.address).get("/openapi.json"), JSON.parse(readFileSync(documentFile, "utf8")));
    } finally {
      await server.stop();
    }
  });

  test("the help teaches: every command, how to begin, where settings come from, what exit codes mean", async () => {
    for (const [env, words] of [
      [{}, ["Begin zo", "Uitgangscodes", "regie.toml"]],
      [english, ["Begin like this", "Exit codes", "regie.toml"]],
    ]) {
      const { code, stdout, stderr } = await regie(["--help"], { env });
      assert.deepEqual([code, stderr], [0, ""]);
      for (const word of [...words, "serve", "user", "audit", "migrate", "openapi", "version", "example"]) assert.ok(stdout.includes(word), word);
    }
    for (const command of ["serve", "user", "user add", "audit verify", "migrate", "example add"])
      assert.equal((await regie([...command.split(" "), "--help"])).code, 0, command);
    assert.match((await regie(["serve", "--help"])).stdout, /--port[\s\S]*--example/);
  });

  test("an unknown command or option is a wrong use, and told as such", async () => {
    for (const args of [[], ["dans"], ["serve", "--poort", "1"], ["user"], ["user", "weg"], ["version", "nu"], ["migrate", "--data"]]) {
      const outcome = await regie(args);
      assert.equal(outcome.code, 64, args.join(" "));
      assert.equal(outcome.stdout, "");
      assert.match(outcome.stderr, /^regie: .*--help/s);
    }
    const json = await regie(["migrate", "--json", "--onbekend"]);
    assert.equal(json.code, 64);
    assert.equal(onlyJson(json).error, "usage_error");
  });

  test("a data folder that cannot be written is told in one sentence", async () => {
    const data = emptyFolder();
    const file = join(data, "bestand");
    writeFileSync(file, "");
    refused(await regie(["migrate", "--data", file]), 73, /kan niet schrijven in de map .*bestand/);
    refused(await regie(["serve", "--port", "0", "--data", join(file, "map")]), 73, /kan niet schrijven in de map/);
    refused(await regie(["user", "list", "--data", join(data, "bestaat-niet")], { env: english }), 73, /cannot write in the folder .*bestaat-niet/);
    assert.ok(!existsSync(join(data, "bestaat-niet")), "looking makes nothing");
    chmodSync(folder, 0o755);
    chmodSync(data, 0o555);
    const as = process.getuid?.() === 0 ? "nobody" : undefined;
    if (as) {
      const { code } = await regie(["version"], { as }).catch(() => ({ code: 1 }));
      if (code !== 0) return; // that user cannot reach the program here
    }
    refused(await regie(["migrate", "--data", data], as ? { as } : {}), 73, /kan niet schrijven/);
  });

  test("looking for something where nothing is yet is told, and makes nothing", async () => {
    const data = emptyFolder();
    for (const command of [["user", "list"], ["audit", "verify"], ["example", "remove"], ["user", "reset-password", "--email", "a@b.example"]])
      refused(await regie([...command, "--data", data]), 66, /sleutel van het auditspoor ontbreekt/);
    assert.ok(!existsSync(join(data, "regie.sqlite")) && !existsSync(join(data, "audit.key")));
  });

  test("a PostgreSQL that is not there is told in one sentence, without a password in it", async () => {
    const port = await freePort();
    const address = `postgresql://regie:heelgeheim@127.0.0.1:${port}/regie`;
    for (const command of [["serve", "--port", "0"], ["migrate"]]) {
      const outcome = await regie([...command, "--data", emptyFolder(), "--database", address]);
      refused(outcome, 69, /niet bereikbaar/);
      assert.ok(!outcome.stderr.includes("heelgeheim"));
    }
    const json = await regie(["migrate", "--json", "--data", emptyFolder()], { env: { REGIE_DATABASE: address } });
    assert.equal(json.code, 69);
    assert.equal(onlyJson(json).error, "database_unreachable");
    assert.ok(!json.stdout.includes("heelgeheim"));
  });

  test("a file that is no database is told in one sentence", async () => {
    const data = emptyFolder();
    writeFileSync(join(data, "regie.sqlite"), "dit is geen database, maar wel een bestand ".repeat(100));
    const outcome = await regie(["migrate", "--data", data]);
    refused(outcome, 69, /regie\.sqlite/);
  });

  test("an unknown key, a wrong value or an unreadable regie.toml is told with its place", async () => {
    const cwd = emptyFolder();
    const toml = (/** @type {string} */ text) => writeFileSync(join(cwd, "regie.toml"), text);
    const migrate = (/** @type {Parameters<typeof regie>[1]} */ options) => regie(["migrate", "--data", emptyFolder()], { cwd, ...options });
    toml("poort = 8080\n");
    refused(await migrate({}), 78, /regie\.toml: de instelling poort bestaat niet.*port/);
    toml("port = \n");
    refused(await migrate({}), 78, /regie\.toml zijn niet te lezen/);
    toml("port = 70000\n");
    refused(await migrate({}), 78, /port kan niet 70000 zijn/);
    toml("[server]\nport = 1\n");
    refused(await migrate({}), 78, /server/);
    toml("port = true\n");
    refused(await migrate({}), 78, /port/);
    toml("");
    for (const [name, value] of Object.entries({
      REGIE_PORT: "tachtig", REGIE_WORKERS: "0", REGIE_DATABASE: "mysql://x", REGIE_LOG_LEVEL: "luid",
    }))
      refused(await migrate({ env: { [name]: value } }), 78, new RegExp(`${name.slice(6).toLowerCase()} kan niet ${value} zijn`));
    refused(await regie(["serve", "--port", "-1", "--data", emptyFolder()]), 78, /port kan niet -1 zijn/);
    refused(await regie(["serve", "--port", "8o", "--data", emptyFolder()], { env: english }), 78, /port cannot be 8o/);
    refused(await regie(["migrate", "--config", "/bestaat/niet.toml", "--data", emptyFolder()]), 78, /niet\.toml/);
  });

  test("the command line goes before the environment, and that before regie.toml", async () => {
    const cwd = emptyFolder();
    const [flag, environment, file, chosen] = [emptyFolder(), emptyFolder(), emptyFolder(), emptyFolder()];
    writeFileSync(join(cwd, "regie.toml"), `data = "${file}"\nworkers = 2\n`);
    writeFileSync(join(cwd, "ander.toml"), `data = "${chosen}"\n`);
    const used = () => [flag, environment, file, chosen].map((each) => existsSync(join(each, "regie.sqlite")));
    assert.equal((await regie(["migrate"], { cwd })).code, 0);
    assert.deepEqual(used(), [false, false, true, false]);
    assert.equal((await regie(["migrate"], { cwd, env: { REGIE_DATA: environment } })).code, 0);
    assert.deepEqual(used(), [false, true, true, false]);
    assert.equal((await regie(["migrate", "--data", flag], { cwd, env: { REGIE_DATA: environment } })).code, 0);
    assert.deepEqual(used(), [true, true, true, false]);
    assert.equal((await regie(["migrate", "--config", "ander.toml"], { cwd })).code, 0);
    assert.deepEqual(used(), [true, true, true, true]);
  });

  test("an address with https makes the cookie stricter", async () => {
    const place = await makePlace("sqlite");
    const server = await startServer({ place, flags: ["--public-url", "https://regie.example"] });
    try {
      const { email, password: secret } = onlyJson(await place.run(["example", "add", "--json"]));
      const answer = await new Client(server.address).send("POST", "/api/v1/session", { body: { email, password: secret } });
      assert.ok(answer.headers["set-cookie"]?.[0]?.split("; ").includes("Secure"));
    } finally {
      await server.stop();
      await place.remove();
    }
  });

  test("a service on a port that somebody else holds does not start halfway", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const address = holder.address();
    const port = typeof address === "object" && address ? address.port : 0;
    refused(await regie(["serve", "--data", emptyFolder(), "--port", String(port)]), 69, new RegExp(`Poort ${port}`));
    holder.close();
  });
});
