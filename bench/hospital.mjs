/**
 * @file A hospital of a chosen size to measure on: the records of the example hospital, varied, come
 * in through `regie import`; history and audit trail are added straight to the database, linked into
 * the chain with the hospital's own key, so that `regie audit verify` holds.
 */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { run } from "../tests/support/endings.mjs";
import { found } from "../tests/support/hospital.mjs";
import { startServer } from "../tests/support/server.mjs";

export const organisation = "Ziekenhuis Meting";
export const administrator = "beheer@meting.example";

/** What a hospital's own spreadsheet has; all columns of a full record would not fit the import's limit. */
const columns = [
  "/identity/name", "/phase", "/identity/summary", "/identity/problem", "/identity/use_case", "/kind/technology",
  "/kind/domain", "/kind/origin", "/kind/processes", "/people/accountable_owner", "/law/risk_class",
  "/law/medical_device", "/supply/supplier", "/supply/product", "/supply/contract_ends_on", "/care/next_review_on",
  "/care/labels",
];

const quoted = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`;

/** The rows of a CSV file as the export writes it. @param {string} text */
function rowsOf(text) {
  const rows = [[""]];
  let inQuotes = false;
  for (let at = 0; at < text.length; ++at) {
    const c = text.charAt(at);
    const row = /** @type {string[]} */ (rows.at(-1));
    if (inQuotes && c === '"' && text.charAt(at + 1) === '"') row[row.length - 1] += text.charAt(++at);
    else if (c === '"') inQuotes = !inQuotes;
    else if (!inQuotes && c === ";") row.push("");
    else if (!inQuotes && c === "\n") rows.push([""]);
    else if (inQuotes || c !== "\r") row[row.length - 1] += c;
  }
  return rows.filter((row) => row.length > 1);
}

/**
 * Files to import, of at most so many rows each.
 * @param {import("../tests/support/server.mjs").Place} place with the example hospital
 * @param {number} applications
 * @returns {Promise<{file: string, rows: number}[]>}
 */
async function importFiles(place, applications) {
  const exported = await place.run(["export", "--organisation", "Ziekenhuis Voorbeeld", "--format", "csv"], { env: { LC_ALL: "nl_NL.UTF-8" } });
  assert.equal(exported.code, 0, exported.stderr);
  const [titles = [], ...examples] = rowsOf(exported.stdout.replace(/^\uFEFF/, ""));
  const fields = readFileSync(new URL("../content/catalog/fields.yaml", import.meta.url), "utf8");
  const pointers = [...fields.matchAll(/pointer: (\S+)/g)].map(([, pointer]) => pointer);
  assert.equal(pointers.length, titles.length, "the export has a column for each field");
  const at = columns.map((pointer) => pointers.indexOf(pointer));
  const files = [];
  const most = 10_000;
  for (let first = 0; first < applications; first += most) {
    const rows = Math.min(most, applications - first);
    const file = join(place.data, `import-${first}.csv`);
    const lines = [at.map((index) => quoted(titles[index] ?? "")).join(";")];
    for (let number = first; number < first + rows; ++number) {
      const example = examples[number % examples.length] ?? [];
      const cells = at.map((index) => example[index] ?? "");
      cells[0] = `${cells[0]} ${number}`;
      // Owners have no account here.
      cells[9] = (cells[9] ?? "").replace(/ *<[^>]*>/, "") && `${(cells[9] ?? "").replace(/ *<[^>]*>/, "")} ${number % 150}`;
      if (cells[12]) cells[12] = `${cells[12]} ${number % 200}`;
      lines.push(cells.map(quoted).join(";"));
    }
    writeFileSync(file, lines.join("\r\n"));
    files.push({ file, rows });
  }
  return files;
}

/** As audit_chain.cpp links an entry to the one before. */
class Chain {
  /** @param {Buffer} key @param {string} hospital */
  constructor(key, hospital) {
    this.key = key;
    this.hospital = hospital;
  }

  /** @param {(string | bigint | null)[]} fields */
  #digest(fields) {
    const digest = createHmac("sha256", this.key);
    const number = (/** @type {bigint} */ value) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(value);
      digest.update(bytes);
    };
    for (const field of fields)
      if (typeof field === "bigint") number(field);
      else {
        const text = Buffer.from(field ?? "");
        number(BigInt(text.length));
        digest.update(text);
      }
    return digest.digest("hex");
  }

  /** @param {string} previous @param {{sequence: bigint, at: bigint, actor: string, action: string, id: string, label: string}} entry */
  link(previous, { sequence, at, actor, action, id, label }) {
    return this.#digest([
      previous, this.hospital, sequence, at, actor, 0n, "bench", action, "application", 1n, id, 1n, label, 0n,
    ]);
  }

  /** @param {bigint} sequence @param {string} hash */
  seal(sequence, hash) {
    return this.#digest(["head", this.hospital, sequence, hash]);
  }
}

/**
 * Adds events until there are `history`, and audit entries until there are `audit`.
 * @param {import("../tests/support/server.mjs").Place} place
 * @param {number} history
 * @param {number} audit
 */
async function addPast(place, history, audit) {
  const hospital = await place.sql(`SELECT id FROM organisation WHERE name = '${organisation}'`);
  const number = async (/** @type {string} */ table) =>
    Number(await place.sql(`SELECT count(*) FROM ${table} WHERE organisation_id = '${hospital}'`));
  const ids = (await place.sql(`SELECT id FROM application WHERE organisation_id = '${hospital}' ORDER BY id`)).split("\n");
  const [events, entries] = [await number("application_event"), await number("audit_entry")];
  const [sequence = "0", last = ""] = (
    await place.sql(`SELECT sequence || ' ' || hash FROM audit_head WHERE organisation_id = '${hospital}'`)
  ).split(" ");
  assert.equal(Number(sequence), entries);
  const chain = new Chain(readFileSync(join(place.data, "audit.key")), hospital);

  const file = join(place.data, "past.sql");
  const out = createWriteStream(file);
  const write = async (/** @type {string} */ text) => {
    if (!out.write(text)) await new Promise((resolve) => out.once("drain", resolve));
  };
  const start = BigInt(Date.now() - 300 * 86_400_000) * 1000n;
  const insert = async (/** @type {string} */ into, /** @type {number} */ rows, /** @type {(index: number) => string} */ row) => {
    for (let index = 0; index < rows; index += 200) {
      const some = Array.from({ length: Math.min(200, rows - index) }, (_, at) => row(index + at));
      await write(`INSERT INTO ${into} VALUES ${some.join(",")};\n`);
    }
  };
  await write("BEGIN;\n");
  await insert(
    "application_event (organisation_id, id, application_id, version, kind, at, effective_at, by_name)",
    history - events,
    (index) => {
      const at = start + BigInt(index) * 1_000_000n;
      return `('${hospital}','past-${index}','${ids[index % ids.length]}',1,'confirmed',${at},${at},'Meting')`;
    },
  );
  let hash = last;
  let count = BigInt(sequence);
  // An entry may not be older than the one before: the past of the trail is now.
  const now = BigInt(Date.now()) * 1000n;
  await insert(
    "audit_entry (organisation_id, sequence, at, actor, action, subject, subject_id, subject_label, origin, hash)",
    audit - entries,
    (index) => {
      count += 1n;
      const id = ids[index % ids.length] ?? "";
      const entry = { sequence: count, at: now + BigInt(index), actor: "Meting", action: "application.confirmed", id, label: `Toepassing ${index % ids.length}` };
      hash = chain.link(hash, entry);
      return `('${hospital}',${count},${entry.at},'Meting','${entry.action}','application','${id}','${entry.label}','bench','${hash}')`;
    },
  );
  await write(`UPDATE audit_head SET sequence = ${count}, hash = '${hash}', seal = '${chain.seal(count, hash)}' WHERE organisation_id = '${hospital}';\nCOMMIT;\n`);
  if (place.engine === "postgresql") await write("ANALYZE;\n");
  out.end();
  await new Promise((resolve) => out.once("close", resolve));
  await place.sqlFile(file);
}

/**
 * Fills a place with so many applications, five times as many events and ten times as many audit
 * entries, and gives the seconds that each import of 10,000 rows took from the command line.
 * @param {import("../tests/support/server.mjs").Place} place
 * @param {number} applications
 */
export async function fill(place, applications) {
  const server = await startServer({ place, example: true });
  await found(server, organisation, administrator);
  await server.stop();
  const files = await importFiles(place, applications);
  const seconds = [];
  for (const { file } of files) {
    const began = process.hrtime.bigint();
    const done = await place.run(["import", file, "--organisation", organisation, "--json"]);
    seconds.push(Number(process.hrtime.bigint() - began) / 1e9);
    assert.equal(done.code, 0, `${done.stderr}${done.stdout.slice(0, 2_000)}`);
  }
  await addPast(place, applications * 5, applications * 10);
  const verified = await place.run(["audit", "verify"]);
  assert.equal(verified.code, 0, `${verified.stdout}${verified.stderr}`);
  return { files, seconds };
}
