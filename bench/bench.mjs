/**
 * @file Measures Regie and prints: what, ours, the target, and the floor or peer in the same run.
 * Everything stays on this machine. Results go to build/bench/results.json; with --docs also to
 * docs/bench.md and its picture. Nothing passes or fails here.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import process from "node:process";
import { startPostgres } from "../tests/support/postgres.mjs";
import { makePlace } from "../tests/support/server.mjs";
import { inBrowser } from "./browser.mjs";
import { fill } from "./hospital.mjs";
import { hub } from "./hub.mjs";
import * as measure from "./measure.mjs";
import { picture } from "./picture.mjs";

const root = new URL("..", import.meta.url);
const file = new URL("build/bench/results.json", root);
const sizes = (process.env.BENCH_SIZES ?? "1000,10000,100000").split(",").map(Number);
const main = 10_000;
const engines = /** @type {const} */ (["sqlite", "postgresql"]);
const title = { sqlite: "SQLite", postgresql: "PostgreSQL" };
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

/** @param {"sqlite" | "postgresql"} engine @param {number} size */
async function measureOne(engine, size) {
  say(`${title[engine]}, ${size} applications`);
  // As a hospital runs it: what is acknowledged is on disk.
  const cluster = engine === "postgresql" ? await startPostgres({ durable: true }) : undefined;
  const place = await makePlace(engine, { cluster });
  try {
    const { files, seconds } = await fill(place, size);
    const { first, found: load } = await measure.askAll(place);
    /** @type {any} */
    const found = { engine, size, first_list_ms: first, load, size_mb: await measure.size(place) };
    found.import_ms = (seconds[0] ?? 0) * 1000;
    found.import_rows = files[0]?.rows ?? 0;
    found.import_again_ms = await measure.importAgain(place, files[0]?.file ?? "");
    found.export_ms = await measure.exports(place);
    found.export_floor_ms = await measure.exportFloor(place);
    found.start_ms = await measure.startUp(place);
    found.memory_mb = await measure.memory(place);
    if (size === main) {
      found.start_floor_ms = await measure.startFloor();
      found.throughput = await measure.throughput(place);
      found.hub = await hub(place);
      if (engine === "sqlite") found.browser = await inBrowser(place);
    }
    return found;
  } finally {
    await place.remove();
    await cluster?.stop();
  }
}

const ms = (/** @type {number} */ value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** @param {any} results @returns {string[][]} */
function mainTable(results) {
  const rows = [["what", "ours", "target", "floor or peer in the same run"]];
  for (const each of results.runs.filter((/** @type {any} */ run) => run.size === main)) {
    const on = title[/** @type {"sqlite"} */ (each.engine)];
    const bare = each.throughput.bare;
    for (const [name, { target }] of Object.entries(measure.questions)) {
      const { p50, p95 } = each.load[name];
      rows.push([`${name}, ${on}: p50, p95`, `${ms(p50)}, ${ms(p95)}`, `p95 ${target} ms`, `HTTP alone ${ms(bare.p50)}, ${ms(bare.p95)}`]);
    }
    rows.push([`first list after a start, ${on}`, ms(each.first_list_ms ?? 0), "", ""]);
    rows.push([`import of ${each.import_rows} rows, ${on}`, ms(each.import_ms), "2 s", `start of the command ${ms(each.start_floor_ms ?? 0)}`]);
    rows.push([`the same file again, ${on}`, ms(each.import_again_ms), "", ""]);
    for (const [format, value] of Object.entries(each.export_ms))
      rows.push([`export as ${format}, ${on}`, ms(/** @type {number} */ (value)), "1 s", `documents out of the database ${ms(each.export_floor_ms)}`]);
    rows.push([`start to first answer, ${on}`, ms(each.start_ms), "300 ms", `\`regie version\` ${ms(each.start_floor_ms)}`]);
    rows.push([`resident when idle, ${on}`, `${each.memory_mb.idle.toFixed(0)} MB`, "60 MB", `after the load ${each.memory_mb.busy.toFixed(0)} MB`]);
    const { api, bytes } = each.throughput;
    rows.push([
      `requests a second, ${bytes} bytes, session and permission, ${on}`, api.rate.toFixed(0), "5000",
      `HTTP alone ${bare.rate.toFixed(0)}: ${((100 * api.rate) / bare.rate).toFixed(0)} %`,
    ]);
    rows.push([`packages of ${each.hub.bytes} bytes a second at a hub, each on disk, ${on}`, each.hub.rate.toFixed(0), "200", ""]);
    for (const [name, value] of Object.entries(each.hub.pages))
      rows.push([`publication of 71 hospitals and three years, ${name}, ${on}`, ms(/** @type {number} */ (value)), "50 ms", ""]);
    if (!each.browser) continue;
    rows.push(["first page, compressed", results.first_page, "250 KB", ""]);
    rows.push(["overview usable in Chromium", ms(each.browser.overview), "1 s", ""]);
    rows.push(["register usable in Chromium", ms(each.browser.register), "1 s", ""]);
    rows.push(["a frame while the register scrolls: p50, p95", `${ms(each.browser.frame50)}, ${ms(each.browser.frame95)}`, "17 ms", "50 of the rows at a time"]);
    const { answer, frame } = each.browser;
    rows.push(["answer drawn, with what follows from it: p50, p95", `${ms(answer.p50)}, ${ms(answer.p95)}`, "50 ms", `a frame in which nothing happens ${ms(frame.p50)}, ${ms(frame.p95)}`]);
  }
  return [...rows, ...engineRows(results.engines)];
}

/** What happens inside one process, by bench/engines.cpp. @param {any} found @returns {string[][]} */
function engineRows({ content, instrument, law }) {
  const spread = (/** @type {any} */ each) => `${each.median.toFixed(2)} ms (${each.fastest.toFixed(2)} to ${each.slowest.toFixed(2)}, n = ${each.n})`;
  return [
    ["all content read and checked", spread(content), "150 ms", ""],
    [`300 questions with 100 conditions evaluated, ${instrument.asked} asked`, spread(instrument), "1 ms", ""],
    [`${law.applications} applications after a change of law, ${law.changes} changes with their reasons`, spread(law), "2 s", "without reading them from the database"],
  ];
}

/** @param {any} results @returns {string[][]} */
function growthTable(results) {
  const names = Object.keys(measure.questions);
  const rows = [["database", "applications", ...names.map((name) => `${name}, p95`), "export CSV", "start", "resident", "on disk"]];
  for (const each of results.runs)
    rows.push([
      title[/** @type {"sqlite"} */ (each.engine)], each.size.toLocaleString("en"), ...names.map((name) => ms(each.load[name].p95)),
      ms(each.export_ms.csv), ms(each.start_ms), `${each.memory_mb.idle.toFixed(0)} MB`, `${each.size_mb.toFixed(0)} MB`,
    ]);
  return rows;
}

const markdown = (/** @type {string[][]} */ [head = [], ...rows]) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** @param {string[][]} rows */
function print(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  for (const row of rows) process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`);
}

/** @param {any} results */
function writeDocs(results) {
  const place = new URL("docs/bench.md", root);
  const text = readFileSync(place, "utf8");
  const began = "<!-- measured: begin, made by script/bench -->";
  const ended = "<!-- measured: end -->";
  const measured = [
    began, `Measured on ${results.on}.`, "", markdown(mainTable(results)), "", "## Growth", "",
    "![p95 of list, search and overview as the register grows](bench-growth.svg)", "", markdown(growthTable(results)), ended,
  ].join("\n");
  writeFileSync(place, text.slice(0, text.indexOf(began)) + measured + text.slice(text.indexOf(ended) + ended.length));
  const panels = ["list", "search", "overview"].map((name) => ({
    title: `${name}, p95`,
    series: engines.map((engine) => ({
      name: title[engine],
      points: results.runs.filter((/** @type {any} */ run) => run.engine === engine).map((/** @type {any} */ run) => [run.size, run.load[name].p95]),
    })),
  }));
  writeFileSync(new URL("docs/bench-growth.svg", root), picture(/** @type {any} */ (panels), "How answers slow down as the register grows"));
}

mkdirSync(new URL("build/bench", root), { recursive: true });
let results;
if (process.argv.includes("--reuse")) results = JSON.parse(readFileSync(file, "utf8"));
else {
  const [busy = 0] = loadavg();
  const size = execFileSync("node", ["script/size.mjs"], { cwd: new URL("web", root), encoding: "utf8" });
  results = {
    on: `${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Linux ${release()}, load before it began ${busy.toFixed(1)}, ${measure.seconds} s for each question, 8 clients on the same machine`,
    first_page: /([\d.]+ KB) {2}first page/.exec(size)?.[1] ?? "?",
    engines: JSON.parse(execFileSync("build/release/bench_engines", { cwd: root, encoding: "utf8" })),
    runs: /** @type {any[]} */ ([]),
  };
  for (const size of sizes)
    for (const engine of engines) {
      results.runs.push(await measureOne(engine, size));
      writeFileSync(file, JSON.stringify(results, null, 1));
    }
}
print(mainTable(results));
process.stdout.write("\n");
print(growthTable(results));
if (process.argv.includes("--docs")) writeDocs(results);
process.exit(0);
