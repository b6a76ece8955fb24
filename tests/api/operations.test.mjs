import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found, member } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { until } from "../support/endings.mjs";
import { startServer } from "../support/server.mjs";

describe("Watching over Regie", () => {
  /** @type {import("../support/server.mjs").Server} */ let server;
  /** @type {Client} */ let admin;

  before(async () => {
    server = await startServer({ flags: ["--trusted-proxies", "127.0.0.1, ::1"], logLevel: "info" });
    admin = await found(server, "Ziekenhuis Wacht", "beheer@wacht.example");
  });
  after(() => server.stop());

  /** The value of one series. @param {string} text @param {string} series */
  const value = (text, series) => Number(text.split("\n").find((line) => line.startsWith(`${series} `))?.split(" ").at(-1));

  test("a token with only that permission reads the figures, and no one without it does", async () => {
    const { secret } = await admin.post("/api/v1/tokens", { name: "Prometheus", permissions: ["metrics_read"], valid_days: 365 });
    const headers = { Authorization: `Bearer ${secret}` };
    const guest = new Client(server.address);
    await guest.refused(401, "not_signed_in", "GET", "/metrics");
    await (await member(admin, "Iemand Lezer", ["reader"])).refused(403, "forbidden", "GET", "/metrics");
    await guest.refused(403, "forbidden", "GET", "/api/v1/applications", { headers });
    const first = await guest.send("GET", "/metrics", { headers });
    assert.match(first.headers["content-type"] ?? "", /^text\/plain; version=0\.0\.4/);
    const series = 'regie_http_requests_total{method="GET",route="/health",status="200"}';
    await guest.get("/health");
    await guest.get("/health");
    const second = (await guest.send("GET", "/metrics", { headers })).body;
    assert.equal(value(second, series), (value(first.body, series) || 0) + 2);
    assert.ok(value(second, 'regie_http_request_duration_seconds_count{method="GET",route="/health"}') >= 2);
    assert.ok(value(second, "process_resident_memory_bytes") > 1_000_000);
    assert.match(second, /^regie_build_info\{version="[\d.]+"\} 1$/m);
    for (const line of second.trimEnd().split("\n"))
      assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^{}]*(\{\w+\}[^{}]*)*\})? [0-9.e+-]+|[a-z_]+(\{.*\})? \+?Inf)$/i, line);
  });

  test("no figure and no line of the log names a person, a record or an address", async () => {
    const application = await admin.post("/api/v1/applications", { record: record("Geheime Toepassing") });
    await admin.get(`/api/v1/applications/${application.id}`, undefined);
    await admin.get("/api/v1/applications", { search: "Geheime" });
    await admin.send("POST", "/api/v1/session", { body: { email: "iemand@wacht.example", password: "fout wachtwoord" } });
    const guest = new Client(server.address);
    await guest.send("GET", "/api/v1/bestaat-niet/geheim-pad", { described: false });
    const figures = (await admin.send("GET", "/metrics")).body;
    const lines = server.output().split("\n").filter((line) => line.startsWith("{"));
    assert.ok(lines.length > 5);
    for (const text of [figures, ...lines])
      for (const secret of ["Geheime", application.id, "wacht.example", "127.0.0.1", "geheim-pad", admin.id, "Beheer"])
        assert.ok(!text.includes(secret), `${secret} stands in ${text.slice(0, 300)}`);
  });

  test("every line of the log is one JSON object, with the correlation that the answer carried", async () => {
    const correlation = "proef-correlatie-0001";
    const answer = await admin.send("GET", "/api/v1/overview", { headers: { "X-Correlation-Id": correlation } });
    assert.equal(answer.headers["x-correlation-id"], correlation);
    // The line follows the answer.
    const line = await until(async () => {
      const lines = server.output().split("\n").filter((each) => each.startsWith("{") && each.endsWith("}"));
      return lines.map((each) => JSON.parse(each)).find((each) => each.correlation === correlation);
    }, "the line of the log");
    assert.deepEqual(
      { ...line, time: undefined, microseconds: undefined },
      { time: undefined, level: "info", event: "request", correlation, method: "GET", route: "/api/v1/overview", status: 200, microseconds: undefined },
    );
    assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(Math.abs(Date.parse(line.time) - Date.now()) < 60_000, "in UTC");
    assert.ok(line.microseconds > 0);
  });

  test("behind a trusted proxy the audit trail shows where people come from, not what they make up", async () => {
    const forwarded = async (/** @type {string} */ value) => {
      await admin.send("POST", "/api/v1/session", {
        body: { email: "beheer@wacht.example", password: "niet dit wachtwoord" },
        headers: { "X-Forwarded-For": value },
      });
      return (await admin.get("/api/v1/audit", { limit: 1, action: "sign_in.refused" })).items[0].origin;
    };
    assert.equal(await forwarded("10.1.2.3"), "10.1.2.3");
    assert.equal(await forwarded("6.6.6.6, 10.1.2.4"), "10.1.2.4", "the last one is the proxy's");
    assert.equal(await forwarded("2001:DB8::0001"), "2001:db8::1");
    assert.equal(await forwarded("10.1.2.5, onzin"), "127.0.0.1");

    const plain = await startServer();
    try {
      const other = await found(plain, "Ziekenhuis Zonder", "beheer@zonder.example");
      await other.send("POST", "/api/v1/session", {
        body: { email: "beheer@zonder.example", password: "niet dit wachtwoord" },
        headers: { "X-Forwarded-For": "10.9.9.9" },
      });
      const [entry] = (await other.get("/api/v1/audit", { limit: 1, action: "sign_in.refused" })).items;
      assert.equal(entry.origin, "127.0.0.1");
    } finally {
      await plain.stop();
    }
  });
});
