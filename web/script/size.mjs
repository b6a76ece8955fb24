// Prints what a browser fetches for the first page, compressed, and fails above the limit.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const limit = 250 * 1024;
const dist = new URL("../dist/", import.meta.url).pathname;
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const html = readFileSync(join(dist, "index.html"), "utf8");
const first = new Set(["index.html"]);
for (const [, path] of html.matchAll(/(?:src|href)="\/([^"]+)"/g)) first.add(path);
for (const file of readdirSync(join(dist, "assets"))) {
  if (/^(texts-nl|OverviewPage|SignInPage)-/.test(file)) first.add(`assets/${file}`);
}
// What those files import at once comes along with them.
const importPattern = /(?:from|import)\s*"\.\/([\w.-]+\.js)"/g;
for (const file of first) {
  if (!file.endsWith(".js")) continue;
  for (const [, name] of readFileSync(join(dist, file), "utf8").matchAll(importPattern)) {
    first.add(`assets/${name}`);
    const style = `assets/${name.replace(/\.js$/, ".css")}`;
    if (readdirSync(join(dist, "assets")).includes(style.slice(7))) first.add(style);
  }
}

let total = 0;
for (const file of first) {
  total += size(file);
  console.log(`${kilobytes(size(file)).padStart(10)}  ${file}`);
}
console.log(`${kilobytes(total).padStart(10)}  first page, compressed (limit ${kilobytes(limit)})`);
const all = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const everything = all.reduce(
  (sum, entry) => sum + size(join(entry.parentPath, entry.name).slice(dist.length)),
  0,
);
console.log(`${kilobytes(everything).padStart(10)}  everything (${all.length} files), compressed`);
if (total > limit) process.exit(1);
