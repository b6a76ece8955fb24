import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { before, test } from "node:test";
import { found, member, trail } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

const pdf = Buffer.from("%PDF-1.7\n");
const older = Buffer.from("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "latin1");
const bytesType = { "Content-Type": "application/octet-stream" };

onBothDatabases("Evidence files", (house) => {
  /** @type {import("../support/client.mjs").Client} */ let admin;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Bewijs", "beheer@bewijs.example");
  });

  /** @param {Buffer} content @param {string} name @param {import("../support/client.mjs").Client} [client] */
  const add = (content, name, client = admin) =>
    client.succeed("POST", "/api/v1/evidence", { raw: content, query: { name }, headers: bytesType });

  /** An application whose only evidence is this link. @param {string} link */
  const proven = (link) => record("Met bewijs", { care: { evidence: [{ title: "Verslag", link }], labels: [] } });

  test("every byte of a file comes back, and a record refers to it by its link", async () => {
    const content = Buffer.concat([pdf, randomBytes(300_000), Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))]);
    const file = await add(content, "Validatie één.pdf");
    assert.deepEqual([file.name, file.size], ["Validatie één.pdf", content.length]);
    assert.equal(file.sha256, createHash("sha256").update(content).digest("hex"));
    const opened = await admin.send("GET", file.link);
    assert.ok(opened.bytes.equals(content));
    assert.equal(opened.headers["content-type"], "application/octet-stream");
    assert.equal(
      opened.headers["content-disposition"],
      "attachment; filename=\"Validatie ____n.pdf\"; filename*=UTF-8''Validatie%20%c3%a9%c3%a9n.pdf",
    );
    const application = await admin.post("/api/v1/applications", { record: proven(file.link) });
    assert.equal(application.record.care.evidence[0].link, file.link);
    const [entry] = await trail(admin, { subject_id: file.id });
    assert.deepEqual([entry.action, entry.subject_label], ["evidence.added", "Validatie één.pdf"]);
  });

  test("the same content is kept once, whatever its names", async () => {
    const content = Buffer.concat([pdf, randomBytes(10_000)]);
    const first = await add(content, "a.pdf");
    const second = await add(content, "b.pdf");
    assert.notEqual(first.id, second.id);
    const kept = await house.server.place.sql(`SELECT COUNT(*) FROM evidence_content WHERE sha256 = '${first.sha256}'`);
    assert.equal(kept, "1");
  });

  test("a file of 25 MB fits, and one byte more does not", async () => {
    const file = await add(Buffer.alloc(25_000_000, "m"), "groot.txt");
    assert.equal((await admin.send("GET", file.link)).bytes.length, 25_000_000);
    const problem = await admin.refused(413, "body_too_large", "POST", "/api/v1/evidence", {
      raw: Buffer.alloc(25_000_001),
      query: { name: "te groot.txt" },
      headers: bytesType,
    });
    assert.match(problem.detail, /25000000/);
  });

  test("an empty file, one without a name, of a wrong kind or as JSON is refused with the reason", async () => {
    const ask = (query, raw, headers = bytesType) => ["POST", "/api/v1/evidence", { query, raw, headers }];
    for (const [query, raw, code] of [
      [{ name: "programma.exe" }, Buffer.from("MZ"), "evidence_kind_refused"],
      [{ name: "zonder soort" }, Buffer.from("x"), "evidence_kind_refused"],
      [{ name: "verslag.pdf" }, Buffer.from("<html><script>alert(1)</script>"), "evidence_not_what_named"],
      [{ name: "foto.png" }, Buffer.from("\xFF\xD8\xFF", "latin1"), "evidence_not_what_named"],
      [{ name: "brief.docx" }, Buffer.from("PK\x03\x04[Content_Types].xml vbaProject.bin"), "evidence_not_what_named"],
      [{ name: "oud.doc" }, Buffer.concat([older, Buffer.from("_VBA_PROJECT", "utf16le")]), "evidence_not_what_named"],
      [{ name: "brief.txt" }, Buffer.from("x\0y"), "evidence_not_what_named"],
      [{ name: "leeg.pdf" }, Buffer.alloc(0), "file_empty"],
      [{}, Buffer.from("x"), "missing_field"],
      [{ name: "map/" }, Buffer.from("x"), "missing_field"],
      [{ name: "a\u0007b" }, Buffer.from("x"), "missing_field"],
      [{ name: "l".repeat(201) }, Buffer.from("x"), "too_long"],
    ]) {
      const problem = await admin.refused(422, "invalid_request", ...ask(query, raw));
      assert.deepEqual(problem.errors.map((each) => each.code), [code]);
    }
    await admin.refused(415, "unsupported_media_type", ...ask({ name: "a" }, "{}", { "Content-Type": "application/json" }));
    assert.equal((await add(Buffer.from("x"), "C:\\Documenten\\verslag.TXT")).name, "verslag.TXT");
  });

  test("what people have as evidence is kept: pictures, documents, old ones too, and mail", async () => {
    const office = Buffer.from("PK\x03\x04 [Content_Types].xml word/document.xml");
    for (const [name, content] of [
      ["scan.png", Buffer.from("\x89PNG\r\n\x1A\n", "latin1")], ["scan.JPG", Buffer.from("\xFF\xD8\xFF\xE0", "latin1")],
      ["brief.docx", office], ["oud.doc", older], ["bericht.msg", older], ["validatie.html", Buffer.from("<!doctype html>")],
      ["notitie.odt", Buffer.from("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text")], ["tekst.txt", Buffer.from("patiënt", "latin1")],
    ])
      assert.equal((await add(content, name)).name, name);
  });

  test("a record cannot refer to a file that is not there", async () => {
    const missing = "/api/v1/evidence/00000000-0000-7000-8000-000000000000";
    const problem = await admin.refused(422, "invalid_request", "POST", "/api/v1/applications", {
      body: { record: proven(missing) },
    });
    assert.deepEqual(
      problem.errors.map((each) => [each.pointer, each.code]),
      [["/record/care/evidence/0/link", "unknown_reference"]],
    );
    await admin.refused(422, "invalid_request", "POST", "/api/v1/applications", {
      body: { record: proven("/api/v1/evidence/../accounts") },
    });
  });

  test("another organisation cannot open the file, nor refer to it", async () => {
    const file = await add(Buffer.from("van ons"), "ons.txt");
    const other = await found(house.server, "Ziekenhuis Buur", "beheer@buur.example");
    await other.refused(404, "not_found", "GET", file.link);
    await other.refused(422, "invalid_request", "POST", "/api/v1/applications", { body: { record: proven(file.link) } });
  });

  test("who only reads opens files and adds none", async () => {
    const file = await add(Buffer.from("om te lezen"), "lees.txt");
    const reader = await member(admin, "Iemand Lezer", ["reader"]);
    assert.equal((await reader.send("GET", file.link)).bytes.toString(), "om te lezen");
    await reader.refused(403, "forbidden", "POST", "/api/v1/evidence", {
      raw: Buffer.from("x"),
      query: { name: "x" },
      headers: bytesType,
    });
  });
});
