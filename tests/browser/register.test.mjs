/**
 * @file The register as a table: searching, filtering, sorting, columns and saved views.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { inExampleHospital, phone } from "./house.mjs";

inExampleHospital("The register", (inside) => {
  /** @param {import("./house.mjs").Person} person */
  const names = (person) => person.texts(person.page.locator("tbody th[scope=row] a"));

  /** The table shows so many. @param {import("./house.mjs").Person} person @param {number} count */
  async function shows(person, count) {
    await person.page.getByText(`${count} toepassing${count === 1 ? "" : "en"} gevonden.`, { exact: true }).waitFor();
    await until(async () => (await person.page.locator("tbody tr").count()) === count, `${count} rows`);
  }

  /** @param {import("./house.mjs").Person} person @param {string} filter @param {string} value */
  async function choose(person, filter, value) {
    const menu = person.page.locator("details", { has: person.page.locator("summary", { hasText: new RegExp(`^${filter}`) }) });
    await menu.locator("summary").click();
    await menu.getByLabel(value, { exact: true }).check();
    await person.page.keyboard.press("Escape");
  }

  test("The register is searched while typing, whatever the accents", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.visit("/applications");
    await shows(kim, 21);
    const search = page.getByLabel("Zoek in het register");
    await search.click();
    await page.keyboard.type("ont");
    await until(async () => (await names(kim)).length < 21, "fewer rows");
    await page.keyboard.press("Home");
    await page.keyboard.type("r");
    await page.keyboard.press("End");
    await page.keyboard.type("gen");
    await shows(kim, 1);
    assert.deepEqual(await names(kim), ["Botbreuken op röntgenfoto's"]);
    assert.match(page.url(), /\?search=rontgen$/);
    await search.fill("bestaat niet");
    await page.getByText("Niets gevonden met deze woorden en filters.").waitFor();
    await kim.inOrder();
    await page.getByRole("main").getByRole("button", { name: "Wis alle filters" }).last().click();
    await shows(kim, 21);
    assert.equal(await search.inputValue(), "");
  });

  test("Filters narrow together, are named above the table, and come off one by one", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/applications");
    await choose(kim, "Technologie", "Generatieve AI");
    await until(async () => (await names(kim)).length < 21, "fewer rows");
    const generative = await names(kim);
    assert.ok(generative.includes("Veilige chatassistent voor medewerkers"), generative.join(", "));
    await choose(kim, "Fase", "Beheer");
    await shows(kim, 1);
    assert.deepEqual(await names(kim), ["Veilige chatassistent voor medewerkers"]);
    await kim.inOrder();
    await page.getByRole("button", { name: "Verwijder filter Fase: Beheer" }).click();
    await shows(kim, generative.length);
    await page.getByRole("button", { name: "Wis alle filters" }).click();
    await shows(kim, 21);

    await choose(kim, "Eigenaar", "Mila Voorbeeld");
    await until(async () => (await names(kim)).length < 21, "fewer rows");
    const owners = await kim.texts(page.locator("tbody td[data-label=Eigenaar], tbody td").filter({ hasText: "Mila Voorbeeld" }));
    assert.equal(owners.length, (await names(kim)).length);
    await page.getByLabel("Toon ook wat is gestopt").check();
    await page.getByRole("button", { name: "Verwijder filter Eigenaar: Mila Voorbeeld" }).click();
    await shows(kim, 24);
  });

  test("A press on a head sorts, another turns it around", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/applications");
    const dutch = new Intl.Collator("nl");
    const byName = await names(kim);
    assert.deepEqual(byName, [...byName].sort(dutch.compare));
    await page.getByRole("button", { name: "Naam" }).click();
    await until(async () => (await names(kim))[0] === byName.at(-1), "the last name first");
    assert.deepEqual(await names(kim), byName.toReversed());
    await page.getByRole("button", { name: "Volledig" }).click();
    const percents = async () => (await kim.texts(page.locator(".rg-meter"))).map((text) => Number.parseInt(text, 10));
    const rising = (/** @type {number[]} */ list) => list.every((percent, place) => place === 0 || percent >= (list[place - 1] ?? 0));
    await until(async () => rising(await percents()), "the least complete first");
    assert.ok((await percents()).length === 21);
    assert.equal(await page.getByRole("columnheader", { name: "Volledig" }).getAttribute("aria-sort"), "ascending");
  });

  test("A view with its filters, order and columns is saved, shared by its address, used again, and removed", async () => {
    const house = inside();
    const chantal = await house.welcome({ as: "chantal" });
    const { page } = chantal;
    const heads = (/** @type {import("./house.mjs").Person} */ person) => person.texts("thead th");
    const views = page.locator("details", { has: page.locator("summary", { hasText: "Weergaven" }) });
    await chantal.open("/applications?medical_device=yes&medical_device=in_house");
    await shows(chantal, 4);
    await page.getByText("Kolommen", { exact: true }).click();
    await page.getByLabel("Einde contract", { exact: true }).check();
    await page.getByLabel("Afdelingen", { exact: true }).uncheck();
    await chantal.inOrder();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Einde contract" }).click();
    await page.waitForURL(/sort=contract_ends_on/);
    await chantal.ready();
    const [columns, order, address] = [await heads(chantal), await names(chantal), page.url()];
    assert.ok(columns.some((text) => text.startsWith("Einde contract")) && !columns.includes("Afdelingen"), columns.join());

    await views.locator("summary").click();
    await views.getByRole("button", { name: "Bewaar deze weergave" }).click();
    await page.getByLabel("Naam van de weergave").fill("Hulpmiddelen");
    await page.getByLabel("Deel met iedereen in deze organisatie").check();
    await chantal.inOrder();
    await page.getByRole("dialog").getByRole("button", { name: "Bewaar" }).click();
    await chantal.hears("Weergave Hulpmiddelen is bewaard.");
    await views.locator("summary", { hasText: "Weergaven: Hulpmiddelen" }).waitFor();

    await chantal.open("/applications");
    await shows(chantal, 21);
    await views.locator("summary").click();
    await views.getByRole("link", { name: "Hulpmiddelen" }).click();
    await page.keyboard.press("Escape");
    await shows(chantal, 4);
    assert.deepEqual([await heads(chantal), await names(chantal)], [columns, order]);

    const kim = await house.welcome({ as: "kim" });
    await kim.open(address.slice(house.address.length));
    assert.deepEqual([await heads(kim), await names(kim)], [columns, order], "a colleague with the link sees the same");
    await kim.open("/applications");
    await kim.page.locator("summary", { hasText: "Weergaven" }).click();
    await kim.page.getByRole("heading", { name: "Gedeeld door anderen" }).waitFor();
    assert.equal(await kim.page.getByRole("button", { name: "Verwijder: Hulpmiddelen" }).count(), 0);

    await views.locator("summary").click();
    await views.getByRole("button", { name: "Verwijder: Hulpmiddelen" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwijder" }).click();
    await chantal.hears("Weergave Hulpmiddelen is verwijderd.");
    await shows(chantal, 4);
  });

  test("On a phone each application is a card, and filters and order are still at hand", async () => {
    const kim = await inside().welcome({ as: "kim", screen: phone });
    const { page } = kim;
    await kim.visit("/applications");
    const card = page.locator("tbody tr").first();
    assert.notEqual(await card.evaluate((row) => getComputedStyle(row).display), "table-row");
    assert.ok(await page.locator("thead").evaluate((head) => head.getBoundingClientRect().height <= 1), "no heads above cards");
    await page.getByLabel("Sorteer op").selectOption({ label: "Volledig, aflopend" });
    await page.waitForURL(/direction=descending/);
    await page.getByRole("button", { name: "Filters", exact: true }).click();
    await choose(kim, "Fase", "Beheer");
    await shows(kim, 3);
    await kim.inOrder();
    await card.getByRole("link").click();
    await page.waitForURL("**/applications/*-*");
    await kim.ready();
    await kim.inOrder();
  });
});
