/**
 * @file A validation in Regie, and its report: a file that opens without Regie and says what the numbers say.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/endings.mjs";
import { inExampleHospital, phone } from "./house.mjs";

const resultFile = fileURLToPath(new URL("../data/validation/breast-cancer.json", import.meta.url));
const result = JSON.parse(readFileSync(resultFile, "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {number} value @param {number} digits */
const dutch = (value, digits) => value.toFixed(digits).replace(".", ",").replace("-", "−");

inExampleHospital("A validation", (inside) => {
  const { folder, remove } = temporaryFolder("report");
  after(remove);
  let address = "";

  test("Its result is brought in with a file, and its page says what was found", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    const { items } = await anna.read("/api/v1/applications?limit=1");
    await anna.open(`/applications/${items[0].id}`);
    await page.getByRole("link", { name: "Validaties" }).click();
    await anna.arrives("Werkt het op onze eigen patiënten?");
    await page.getByText("Er is nog geen validatie.").waitFor();
    await anna.inOrder();

    await page.getByLabel("Resultaat").setInputFiles(fileURLToPath(import.meta.url));
    await page.getByText("Dit is geen resultaat van regie validate.").waitFor();
    await anna.inOrder();
    await page.getByLabel("Resultaat").setInputFiles(resultFile);
    const version = page.getByLabel("Versie van de toepassing");
    if ((await version.evaluate((element) => element.tagName)) === "INPUT") await version.fill("1.0");
    await page.getByLabel("AUROC volgens de maker").fill("0,90");
    await page.getByRole("button", { name: "Voeg toe" }).click();
    await anna.arrives("Wat vond deze validatie?");
    address = new URL(page.url()).pathname;
    const claims = page.getByRole("region", { name: "Wat belooft de maker, en wat vonden wij?" });
    await claims.getByText("belofte ligt hoger").waitFor();
    await page.getByRole("img", { name: "Kalibratie: klopt het geschatte risico?" }).waitFor();
    await anna.inOrder();
    const shown = await anna.texts(page.getByRole("region", { name: "Het antwoord per afspraak" }).locator("tbody tr"));
    assert.match(shown[0] ?? "", /0,746 \(0,705 tot 0,788\) gehaald/);

    await page.getByRole("figure", { name: /^Netto opbrengst/ }).getByRole("button", { name: "Bekijk als tabel" }).click();
    await page.getByRole("table", { name: /^Netto opbrengst/ }).getByRole("rowheader", { name: "30%", exact: true }).waitFor();
    await anna.inOrder();
  });

  test("A file with rows is validated in Regie, after the guard named the column with numbers of persons", async () => {
    const anna = await inside().welcome({ as: "anna", screen: phone, refusals: /^422 POST .*\/validation-runs$/ });
    const { page } = anna;
    const { items } = await anna.read("/api/v1/applications?limit=1");
    await anna.open(`/applications/${items[0].id}/validations`);
    await page.getByRole("link", { name: "Valideer een bestand" }).click();
    await anna.arrives("Klopt het model voor de patiënten in dit bestand?");
    await anna.inOrder();
    const lines = Array.from({ length: 900 }, (_, row) => {
      const score = 50 + ((row * 37) % 900);
      return `0.${String(score).padStart(3, "0")},${(row * 53) % 950 < score ? "ja" : "nee"},${row % 2 ? "V" : "M"},123456782`;
    });
    const file = join(folder, "rijen.csv");
    writeFileSync(file, `kans,uitkomst,geslacht,nummer\n${lines.join("\n")}\n`);
    await page.getByLabel("Bestand met voorspellingen").setInputFiles(file);
    const version = page.getByLabel("Versie van de toepassing");
    if ((await version.evaluate((element) => element.tagName)) === "INPUT") await version.fill("1.0");
    const own = page.getByLabel("Ik kies de kolommen zelf");
    if ((await own.count()) > 0) await own.check();
    assert.equal(await page.getByLabel("Kolom met de score").inputValue(), "kans");
    await page.getByRole("group", { name: "Kolommen met groepen" }).getByLabel("geslacht").check();
    await page.getByLabel("Uw grens om te handelen").fill("0,3");
    await anna.inOrder();
    await page.getByRole("button", { name: "Valideer", exact: true }).click();
    await page.getByText("Kolom nummer van rijen.csv lijkt burgerservicenummers te bevatten.").waitFor();
    await anna.inOrder();
    await page.getByRole("group", { name: "Kolommen om weg te laten" }).getByLabel("nummer").check();
    await page.getByRole("button", { name: "Valideer", exact: true }).click();
    await anna.arrives("Wat vond deze validatie?");
    await page.getByText('by: ["geslacht"]').waitFor();
    await anna.inOrder();
  });

  test("It reads well on a phone, in English and in the dark", async () => {
    const kim = await inside().welcome({ as: "kim", screen: phone, language: "en", scheme: "dark" });
    await kim.visit(address);
    await kim.page.getByRole("img", { name: "Calibration: is the estimated risk right?" }).waitFor();
  });

  test("Its report opens without Regie, is accessible, and holds the numbers of the result", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const answer = await anna.context.request.get(`${inside().address}/api/v1${address}/report?language=nl`);
    const file = join(folder, "report.html");
    writeFileSync(file, await answer.body());

    const context = await inside().browser.newContext({ viewport: phone, offline: true });
    const page = await context.newPage();
    /** @type {string[]} */ const troubles = [];
    page.on("console", (message) => troubles.push(message.text()));
    page.on("pageerror", (error) => troubles.push(error.message));
    await page.goto(`file://${file}`);
    const pictures = page.getByRole("img");
    await pictures.first().waitFor();
    assert.equal(await pictures.count(), 6);
    const debug = await context.newCDPSession(page);
    await debug.send("Runtime.evaluate", { expression: axe });
    const violations = await page.evaluate(async () => {
      const report = await /** @type {any} */ (window).axe.run(document, { rules: { "target-size": { enabled: true } } });
      return report.violations.map((/** @type {any} */ rule) => `${rule.id}: ${rule.nodes[0].html}`);
    });
    assert.deepEqual(violations, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));

    const cells = (/** @type {string} */ id) =>
      page.locator(`#${id} tbody tr`).evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
    const [model] = result.models;
    const found = Object.fromEntries((await cells("measures-0")).map(([name, ...rest]) => [name, rest]));
    const { auroc, observed_expected } = model.all.measures;
    for (const [name, each] of [["Onderscheid (AUROC)", auroc], ["Waargenomen ten opzichte van verwacht (O:E)", observed_expected]])
      assert.deepEqual(found[name].slice(0, 4), [
        dutch(each.value, 3), `${dutch(each.lower, 3)} tot ${dutch(each.upper, 3)}`, String(each.n), String(each.events),
      ]);
    const groups = await cells("groups-0");
    assert.deepEqual(groups.map(([name]) => name), model.groups.map((/** @type {any} */ group) => group.name));
    for (const [index, group] of model.groups.entries())
      assert.equal(groups[index]?.[4], group.measures
        ? `${dutch(group.measures.auroc.value, 3)} (${dutch(group.measures.auroc.lower, 3)} tot ${dutch(group.measures.auroc.upper, 3)})`
        : "–");
    assert.deepEqual(troubles, []);
    await context.close();
  });

  test("Its report says every number also without scripts", async () => {
    const context = await inside().browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${join(folder, "report.html")}`);
    await page.getByText("De figuren hebben scripts nodig.").first().waitFor();
    const [model] = result.models;
    const points = await page.getByRole("table", { name: "ROC" }).locator("tbody tr").count();
    assert.equal(points, model.all.figures.roc.length);
    await context.close();
  });
});
