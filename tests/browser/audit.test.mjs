/**
 * @file The audit trail as an auditor reads it.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { inExampleHospital } from "./house.mjs";

inExampleHospital("The audit trail", (inside) => {
  test("An auditor filters on who, what and when, and sees what was before and after", async () => {
    const house = inside();
    const anna = await house.welcome({ as: "anna" });
    await anna.open("/departments");
    await anna.page.getByRole("button", { name: "Wijzig Radiologie" }).click();
    await anna.page.getByLabel("Naam").fill("Radiologie en nucleaire geneeskunde");
    await anna.page.getByRole("button", { name: "Opslaan" }).click();
    await anna.hears(/is opgeslagen/);

    const lars = await house.welcome({ as: "lars" });
    const { page } = lars;
    const whats = page.locator("tbody > tr > th");
    await lars.visit("/audit");
    assert.ok((await whats.count()) > 3);
    await page.getByLabel("Wat", { exact: true }).selectOption({ label: "Afdeling gewijzigd" });
    await page.getByText("1 regel getoond.").waitFor();
    assert.deepEqual(await lars.texts(whats), ["Afdeling gewijzigd Radiologie en nucleaire geneeskunde"]);
    await page.getByRole("row", { name: /Anna Voorbeeld/ }).getByRole("button", { name: /2 wijzigingen/ }).click();
    await page.getByRole("row", { name: /Naam Radiologie Radiologie en nucleaire geneeskunde/i }).waitFor();
    await lars.inOrder();

    await page.getByRole("button", { name: "Wis filters" }).click();
    await page.getByLabel("Wie", { exact: true }).fill("lars");
    const others = page.locator("tbody td:nth-child(2)").filter({ hasNotText: "Lars Voorbeeld" });
    await until(async () => (await others.count()) === 0, "only what Lars did");
    assert.ok((await whats.count()) > 0);
    await page.getByLabel("Vanaf").fill("2031-01-01");
    await page.getByText("Geen regel past bij deze filters.").waitFor();
    await lars.open(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.equal(await page.getByLabel("Wie", { exact: true }).inputValue(), "lars", "the address keeps the filters");
  });

  test("An auditor proves the trail with one press", async () => {
    const lars = await inside().welcome({ as: "lars" });
    await lars.open("/audit");
    await lars.page.getByRole("button", { name: "Controleer het spoor" }).click();
    await lars.page.getByText("Het auditspoor is ongeschonden").waitFor();
    await lars.page.getByText(/^Alle \d+ regels sluiten op elkaar aan\.$/).waitFor();
    await lars.inOrder();
  });

  test("An auditor downloads what the filters show, and that is in the trail too", async () => {
    const lars = await inside().welcome({ as: "lars" });
    const { page } = lars;
    await lars.open("/audit");
    await page.getByLabel("Wat", { exact: true }).selectOption({ label: "Afdeling gewijzigd" });
    await page.getByText("1 regel getoond.").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download als CSV" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.csv$/);
    const lines = readFileSync(await download.path(), "utf8").trimEnd().split(/\r?\n/);
    assert.equal(lines.length, 2, "the heading and the one change");
    assert.match(lines[1] ?? "", /Radiologie en nucleaire geneeskunde/);
    await lars.open("/audit");
    await page.getByRole("row", { name: /Lars Voorbeeld.*Auditspoor gedownload/ }).waitFor();
  });

  test("Who does not audit does not find the trail", async () => {
    const kim = await inside().welcome({ as: "kim" });
    await kim.open("/");
    assert.equal(await kim.page.getByRole("link", { name: "Auditspoor" }).count(), 0);
    await kim.visit("/audit");
    await kim.page.getByText("Uw account geeft geen toegang tot deze pagina.").waitFor();
  });
});
