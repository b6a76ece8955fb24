/**
 * @file Measures `regie validate` on ten million invented rows and prints it beside its target, its
 * floor (wc -l) and the peers that are installed: pandas with scikit-learn, and R with data.table and
 * pROC. The files stay in build/bench. BENCH_ROWS=1000000 chooses fewer rows; the targets are for ten
 * million on two quiet cores.
 */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import process from "node:process";

const rows = Number(process.env.BENCH_ROWS ?? 10_000_000);
const folder = new URL("../build/bench/", import.meta.url);
const regie = new URL("../build/release/regie", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

/** Invented rows, the same on every machine. @param {number} count @returns {string} its path */
function predictions(count) {
  const file = new URL(`predictions-${count}.csv`, folder).pathname;
  if (existsSync(file)) return file;
  process.stderr.write(`Making ${file}\n`);
  let state = 88172645;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const ages = ["0-17", "18-39", "40-64", "65-79", "80+"];
  const open = openSync(file, "w");
  let text = "id,timestamp,score,label,sex,age_band,department,site\n";
  for (let row = 1; row <= count; row++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const risk = 1 / (1 + Math.exp(2 - normal));
    const moment = `2025-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}T${two(Math.floor(random() * 24))}:${two(Math.floor(random() * 60))}:00`;
    text += `${row},${moment},${risk.toFixed(6)},${random() < risk ? 1 : 0},${random() < 0.5 ? "F" : "M"},${ages[Math.floor(random() * 5)]},D${two(1 + Math.floor(random() * 50))},${"ABCDE"[Math.floor(random() * 5)]}\n`;
    if (text.length > 1_000_000 || row === count) {
      writeSync(open, text);
      text = "";
    }
  }
  closeSync(open);
  return file;
}

/** Seconds of the processor that counting lines takes. */
let floor = 0;

/**
 * Runs a command and prints its seconds, those of the processor, how many floors that is, its memory and
 * the target.
 * @param {string} what @param {string} command @param {string[]} args @param {string} [target]
 */
function measure(what, command, args, target = "") {
  const began = process.hrtime.bigint();
  const done = spawnSync("/usr/bin/time", ["-f", "%U %S %M", command, ...args], { encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (done.status !== 0) return;
  const [user = 0, system = 0, kilobytes = 0] = (done.stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  if (command === "wc") floor = user + system;
  const cells = [
    what.padEnd(56),
    `${seconds.toFixed(2).padStart(7)} s`,
    `${(user + system).toFixed(2).padStart(7)} s CPU`,
    `${((user + system) / floor).toFixed(0).padStart(5)} floors`,
    `${(kilobytes / 1024).toFixed(0).padStart(6)} MB`,
    target,
  ];
  console.log(cells.join(" ").trimEnd());
}

const file = predictions(rows);
const million = predictions(Math.min(rows, 1_000_000));
const small = predictions(100_000);
const common = ["--score", "score", "--outcome", "label"];
const four = ["--by", "sex,age_band,department,site", "--threshold", "0.2"];
const count = rows.toLocaleString("en");
const validate = (/** @type {string} */ path, /** @type {string[]} */ ...rest) => ["validate", path, ...common, ...rest];
measure(`floor: wc -l, ${count} rows`, "wc", ["-l", file]);
measure("floor: sha256sum of the same", "sha256sum", [file]);
measure(`regie validate, ${count} rows, no groups`, regie, validate(file));
measure("the same, 50 groups", regie, validate(file, "--by", "department", "--threshold", "0.2"), "target 1.5 s, 24 bytes a row");
measure("the same, 62 groups in four columns", regie, validate(file, ...four));
measure("regie validate, 1,000,000 rows, every value and pair", regie, validate(million, ...four, "--pairs", "all"), "target 0.5 s");
measure("regie validate, 100,000 rows", regie, validate(small));
measure("the same with 1,000 bootstrap replicates", regie, validate(small, "--bootstrap", "1000"), "target 0.2 s more");
measure("pandas + scikit-learn: read, AUROC", "python3", [
  "-c", "import pandas,sys;from sklearn.metrics import roc_auc_score as auc;d=pandas.read_csv(sys.argv[1],usecols=['score','label']);print(auc(d.label,d.score))", file,
]);
measure("R data.table + pROC: read, AUROC, DeLong", "Rscript", [
  "-e", "a<-commandArgs(TRUE);d<-data.table::fread(a[1],select=c('score','label'));print(pROC::ci.auc(pROC::roc(d$label,d$score,quiet=TRUE)))", file,
]);
