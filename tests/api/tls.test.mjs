import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { connect } from "node:tls";
import { run, start, temporaryFolder, until } from "../support/endings.mjs";
import { makePlace, plainEnvironment, program } from "../support/server.mjs";

/** @param {string} folder */
async function makeCertificate(folder) {
  const made = await run("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
    "-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem"),
  ]);
  assert.equal(made.code, 0, made.stderr);
}

describe("TLS in the program itself", () => {
  /** @type {ReturnType<typeof temporaryFolder>} */ let folder;
  /** @type {import("../support/server.mjs").Place} */ let place;
  /** @type {import("node:child_process").ChildProcess} */ let child;
  let output = "";
  let port = 0;
  /** @type {Agent} */ let agent;
  const pem = (/** @type {string} */ name) => join(folder.folder, `${name}.pem`);
  const flags = (certificate = pem("certificate"), key = pem("key")) => ["--tls-certificate", certificate, "--tls-key", key];

  before(async () => {
    folder = temporaryFolder("tls");
    await makeCertificate(folder.folder);
    place = await makePlace("sqlite");
    child = start(program, ["serve", ...place.flags, "--port", "0", "--log-level", "warning", ...flags()], {
      cwd: "/",
      env: plainEnvironment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout?.setEncoding("utf8").on("data", (part) => (output += part));
    port = Number(await until(() => /https:\/\/localhost:(\d+)/.exec(output)?.[1], "the address"));
    agent = new Agent({ ca: readFileSync(pem("certificate")), keepAlive: true, maxSockets: 1 });
  });
  after(async () => {
    agent?.destroy();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    assert.equal(await ended, 0);
    await place.remove();
    folder.remove();
  });

  /**
   * @param {string} path
   * @param {{method?: string, body?: string | Buffer, headers?: Record<string, string>}} [ask]
   * @returns {Promise<{status?: number, headers: import("node:http").IncomingHttpHeaders, text: string, reused: boolean}>}
   */
  const ask = (path, { method = "GET", body, headers } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: "localhost", port, path, method, headers, agent }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part));
        answer.once("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text, reused: sent.reusedSocket }));
      });
      sent.once("error", reject);
      sent.end(body);
    });

  test("answers over one connection again and again, and tells browsers to stay with https", async () => {
    for (let number = 0; number < 5; number += 1) {
      const answer = await ask("/health");
      assert.equal(answer.status, 200);
      assert.equal(answer.reused, number > 0);
      assert.equal(answer.headers["strict-transport-security"], "max-age=31536000");
    }
    const page = await ask("/");
    assert.match(page.text, /<!doctype html>/i);
  });

  test("the cookie goes over https only", async () => {
    const added = await place.run(
      ["user", "add", "--email", "beheer@tls.example", "--name", "Beheer", "--organisation", "Ziekenhuis Slot", "--new-organisation", "--role", "administrator", "--password-stdin"],
      { input: "een lang genoeg geheim\n" },
    );
    assert.equal(added.code, 0, added.stderr);
    const answer = await ask("/api/v1/session", {
      method: "POST",
      body: JSON.stringify({ email: "beheer@tls.example", password: "een lang genoeg geheim" }),
      headers: { "Content-Type": "application/json" },
    });
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.headers["set-cookie"]?.[0] ?? "", /; Secure/);
  });

  test("a large body arrives, and one that is too large is refused with the reason", async () => {
    const large = Buffer.alloc(2_000_000, " ");
    assert.equal((await ask("/api/v1/session", { method: "POST", body: large, headers: { "Content-Type": "application/json" } })).status, 400);
    assert.equal((await ask("/api/v1/session", { method: "POST", body: Buffer.alloc(3_000_000, " ") })).status, 413);
  });

  test("requests that come together are answered one after the other", async () => {
    const answered = await new Promise((resolve, reject) => {
      const socket = connect({ host: "localhost", port, ca: readFileSync(pem("certificate")) }, () => {
        const one = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.write(one + one + one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      });
      let text = "";
      socket.setEncoding("utf8").on("data", (part) => (text += part));
      socket.once("end", () => resolve(text)).once("error", reject);
    });
    assert.equal(answered.match(/HTTP\/1\.1 200/g)?.length, 3);
  });

  test("TLS 1.1 and plain HTTP get no answer, and the next visitor does", async () => {
    const old = await run("openssl", ["s_client", "-connect", `localhost:${port}`, "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"], { input: "" });
    assert.notEqual(old.code, 0);
    const answer = await new Promise((resolve) => {
      const socket = connectPlain(port, "localhost", () => socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      let text = "";
      socket.on("data", (part) => (text += part.toString("latin1")));
      socket.once("close", () => resolve(text)).on("error", () => undefined);
    });
    assert.doesNotMatch(String(answer), /HTTP\/1\.1/);
    assert.equal((await ask("/health")).status, 200);
  });

  test("a certificate or key that cannot be used is named in one sentence", async () => {
    await makeCertificate(folder.folder).then(() => undefined);
    writeFileSync(pem("rommel"), "geen certificaat");
    const other = temporaryFolder("andere");
    await makeCertificate(other.folder);
    for (const [certificate, key, named] of [
      [pem("rommel"), pem("key"), /rommel\.pem is niet te gebruiken/],
      [pem("weg"), pem("key"), /weg\.pem is niet te gebruiken/],
      [pem("certificate"), join(other.folder, "key.pem"), /key\.pem is niet te gebruiken/],
    ]) {
      const refused = await place.run(["serve", "--port", "0", ...flags(String(certificate), String(key))]);
      assert.equal(refused.code, 78, refused.stdout);
      assert.match(refused.stderr, /** @type {RegExp} */ (named));
    }
    const half = await place.run(["serve", "--port", "0", "--tls-key", pem("key")]);
    assert.equal(half.code, 78);
    other.remove();
  });
});
