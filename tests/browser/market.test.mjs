/**
 * @file What exists outside the hospital: searched, counted, compared with what is there, and made an idea.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { record } from "../support/record.mjs";
import { inExampleHospital, phone } from "./house.mjs";

inExampleHospital("The market", (inside) => {
  /** @param {import("./house.mjs").Person} person */
  const names = (person) => person.texts(person.page.locator("tbody th[scope=row]"));

  /** The page says so many. @param {import("./house.mjs").Person} person @param {string} count */
  const says = (person, count) =>
    person.page.getByText(new RegExp(`^${count.replace(".", "\\.")} product(en)? gevonden, van 1\\.357 op de lijst\\.$`)).waitFor();

  /** @param {import("./house.mjs").Person} person @param {string} filter @param {string | RegExp} value */
  async function choose(person, filter, value) {
    const menu = person.page.locator("details", { has: person.page.locator("summary", { hasText: new RegExp(`^${filter}`) }) });
    await menu.locator("summary").click();
    await menu.getByLabel(value).check();
    await person.page.keyboard.press("Escape");
  }

  test("The list is searched while typing, filtered and sorted, and says whose it is", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/");
    await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name: "Markt" }).click();
    await kim.arrives("Wat is er al op de markt?");
    await says(kim, "1.357");
    await page.getByText("Dat zegt niets over CE-markering of de MDR.").waitFor();
    await page.getByText("Besluiten van 29 september 1995 tot en met 29 september 2025.").waitFor();
    await page.getByText("Werk van de Amerikaanse overheid: publiek domein.").waitFor();
    await kim.inOrder();

    await page.getByLabel("Zoek op product of bedrijf").fill("protege");
    await until(async () => (await names(kim)).every((name) => /prot[eé]g[eé]/i.test(name)), "only what was searched for");
    assert.match(page.url(), /\?search=protege$/);
    await page.getByRole("button", { name: "Wis alle filters" }).click();
    await choose(kim, "Vakgebied", /^Hersenen en zenuwen/);
    await says(kim, "61");
    await choose(kim, "Jaar", "2024");
    await page.getByRole("button", { name: "Verwijder filter Jaar: 2024" }).waitFor();
    await kim.ready();
    await kim.inOrder();
    await page.getByRole("button", { name: "Product", exact: true }).click();
    await until(async () => page.url().includes("sort=device"), "the order in the address");
    await kim.ready();
    const sorted = await names(kim);
    assert.deepEqual(sorted, [...sorted].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));

    await page.getByText("Wat betekenen nummer en soort?").click();
    await page.getByText("De drie letters noemen een soort hulpmiddel").waitFor();
    await kim.inOrder();
    await page.getByLabel("Zoek op product of bedrijf").fill("bestaat niet");
    await page.getByText("Niets gevonden met deze woorden en filters.").waitFor();
    await kim.inOrder();
  });

  test("A number leads to its own page at the FDA, and a type to all of its type", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/market?search=K252054");
    const link = page.getByRole("link", { name: "K252054 bij de FDA" });
    assert.equal(await link.getAttribute("href"), "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/pmn.cfm?ID=K252054");
    await page.getByRole("link", { name: /^soort SBF/ }).click();
    await page.getByRole("button", { name: "Verwijder filter Soort: SBF" }).waitFor();
    await kim.ready();
    assert.ok((await names(kim)).length >= 1);
    await kim.inOrder();
  });

  test("The growth is a picture with its figures behind it, and says that the last year is not whole", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/market?field=radiology");
    await page.getByRole("link", { name: "Bekijk de groei" }).click();
    await kim.arrives("Hoe groeit het aanbod?");
    await page.getByRole("img", { name: "Staafgrafiek: nieuwe producten per jaar, van 1995 tot en met 2025" }).waitFor();
    await page.getByText("2025 is niet compleet: de lijst loopt tot en met 29 september 2025.").waitFor();
    await page.getByText(/^n = 1\.039\. Bron: U\.S\. Food and Drug Administration/).waitFor();
    await kim.inOrder();
    await page.getByRole("button", { name: "Bekijk als tabel" }).click();
    const years = page.getByRole("table", { name: "Nieuwe producten per jaar" });
    await years.getByRole("rowheader", { name: "2025, tot en met 29 september 2025" }).waitFor();
    const counts = await kim.texts(years.locator("tbody td"));
    assert.equal(counts.reduce((sum, text) => sum + Number(text.replace(".", "")), 0), 1039);
    const fields = page.getByRole("region", { name: "Producten per vakgebied" });
    assert.match((await kim.texts(fields.locator("tbody tr").first()))[0] ?? "", /^Radiologie 1\.039 Radiologie, Nucleaire geneeskunde en Radiotherapie$/);
    await kim.inOrder();
  });

  test("A reader makes an idea with one click, and states the problem then or later", async () => {
    const kim = await inside().welcome({ as: "kim", refusals: /^422 PUT \/api\/v1\/ideas\/[^/]+\/problem$/ });
    const { page } = kim;
    await kim.open("/market?search=K252054");
    const device = "SpineAR SNAP (SyncAR Spine)";
    await page.getByRole("button", { name: /^Maak er een idee van ?: SpineAR SNAP/ }).click();
    const dialog = page.getByRole("dialog", { name: "Welk probleem lost dit op?" });
    await dialog.getByText(/^APP-\d+ staat nu bij de ideeën: SpineAR SNAP/).waitFor();
    await kim.ready();
    await kim.inOrder();
    await dialog.getByRole("button", { name: "Later" }).click();
    const link = page.getByRole("link", { name: /^Idee APP-\d+$/ });
    await link.waitFor();
    await until(async () => (await page.evaluate(() => document.activeElement?.textContent ?? "")).startsWith("Idee APP-"), "the focus on the idea");
    await page.getByText("Probleem ontbreekt").waitFor();
    assert.equal(await page.getByRole("button", { name: /^Maak er een idee van/ }).count(), 0);
    await kim.inOrder();

    await kim.open("/ideas");
    const mine = page.getByRole("region", { name: "Mijn ideeën" }).getByRole("listitem").filter({ hasText: device });
    await mine.getByText("Het probleem staat er nog niet bij").waitFor();
    await mine.getByRole("button", { name: /^Vul het probleem in/ }).click();
    await kim.inOrder();
    await dialog.getByRole("button", { name: "Bewaar het probleem" }).click();
    await dialog.getByText("Er zijn nog 2 dingen niet goed").waitFor();
    await kim.inOrder();
    await dialog.getByLabel("Wat is het probleem?").fill("Operaties aan de wervelkolom duren te lang.");
    await dialog.getByLabel("Van wie is dit probleem?").fill("Neurochirurgie");
    await dialog.getByRole("button", { name: "Bewaar het probleem" }).click();
    await kim.hears(/^Het probleem van APP-\d+ is bewaard\./);
    await mine.getByText("Operaties aan de wervelkolom duren te lang.").waitFor();
    await until(async () => (await page.evaluate(() => document.activeElement?.textContent)) === device, "the focus on the idea");
    await kim.inOrder();

    await mine.getByRole("link", { name: device }).click();
    await kim.arrives(device);
    await kim.inOrder();
  });

  test("What looks like the own register is pointed out, with a link and a filter", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.open("/market");
    const { csrf_token } = await anna.read("/api/v1/session");
    const made = await anna.context.request.post(`${inside().address}/api/v1/applications`, {
      headers: { "X-CSRF-Token": csrf_token },
      data: {
        record: record("Prostaat op MRI", { supply: { supplier: "QUANTIB B.V.", product: "Quantib Prostate" } }),
        phase: "operation",
      },
    });
    assert.equal(made.status(), 201, await made.text());
    await anna.open("/market");
    await page.getByLabel("Lijkt op wat wij hebben").check();
    await page.getByRole("button", { name: "Verwijder filter Lijkt op wat wij hebben" }).waitFor();
    await until(async () => (await names(anna)).every((name) => /prostate/i.test(name)), "only what looks alike");
    await anna.inOrder();
    await page.getByRole("link", { name: "Prostaat op MRI" }).first().click();
    await anna.arrives("Prostaat op MRI");
  });

  test("On a phone and in English, with long names and all", async () => {
    const kim = await inside().welcome({ as: "kim", screen: phone, language: "en", scheme: "dark" });
    await kim.visit("/market?search=K250440");
    await kim.page.getByText("That says nothing about CE marking or the MDR.").waitFor();
    await kim.page.getByRole("button", { name: "Filters", exact: true }).click();
    await kim.inOrder();
    await kim.visit("/market/growth");
    await kim.page.getByText("2025 is not complete: the list runs until 29 September 2025.").waitFor();
  });
});
