/**
 * @file The funnel: cards moved by mouse, by keyboard and on a phone, and the flow over time.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { desk, inExampleHospital, phone } from "./house.mjs";

/** @typedef {import("./house.mjs").Person} Person */

inExampleHospital("The funnel", (inside) => {
  /** @param {Person} person @param {string} phase */
  const column = (person, phase) => person.page.locator(`#phase-${phase}`);

  /** @param {Person} person @param {string} name */
  const card = (person, name) => person.page.getByRole("article").filter({ hasText: name });

  /** What the history of a card tells first. @param {Person} person @param {string} name */
  async function newest(person, name) {
    const { items } = await person.read(`/api/v1/applications?ended=true&search=${encodeURIComponent(name)}`);
    const { id } = items.find((/** @type {any} */ each) => each.name === name);
    await person.open(`/applications/${id}?tab=history`);
    const [text = ""] = await person.texts(".rg-history > li");
    return text;
  }

  /** A real drag, in steps as a hand makes them. @param {Person} person @param {string} name @param {import("playwright-core").Locator} target */
  async function drag(person, name, target) {
    const { mouse } = person.page;
    await card(person, name).scrollIntoViewIfNeeded();
    const from = await card(person, name).getByText("dag").boundingBox();
    assert.ok(from);
    await mouse.move(from.x + 4, from.y + 4);
    await mouse.down();
    await mouse.move(from.x + 20, from.y + 12, { steps: 4 });
    // Picking a card up lays the places outside the funnel elsewhere.
    await person.page.locator(".rg-card--lifted").waitFor();
    await until(async () => {
      const to = await target.boundingBox();
      assert.ok(to);
      const lowest = Math.min(to.y + to.height, desk.height) - 10;
      await mouse.move(to.x + to.width / 2, Math.max(Math.min(from.y, lowest), to.y + 10), { steps: 12 });
      return /rg-column--over/.test((await target.getAttribute("class")) ?? "");
    }, `${name} to be above its place`);
  }

  test("The flow shows each month and phase, with the figures behind the chart and n with every median", async () => {
    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    await bram.open("/funnel");
    await page.getByRole("link", { name: "Doorstroming" }).click();
    await bram.arrives("Stroomt het door?");
    await page.getByRole("img", { name: /^Aantal toepassingen per fase, per maand/ }).waitFor();
    await page.getByText(/^In 24 maanden ging het totaal van \d+ naar 21\.$/).waitFor();
    await page.getByRole("button", { name: "Bekijk als tabel" }).first().click();
    const stock = page.getByRole("table", { name: "Hoeveel staat er in elke fase?" });
    const rows = await stock.locator("tbody tr").evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent))),
    );
    assert.equal(rows.length, 24);
    for (const row of rows) assert.equal(row.slice(0, -1).reduce((sum, count) => sum + count, 0), row.at(-1));
    assert.deepEqual(rows[0], [5, 4, 3, 2, 2, 1, 1, 3, 21], "this month is the board of now");
    await bram.inOrder();

    const durations = await page
      .getByRole("table", { name: "Hoe lang duurt een fase?" })
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
    assert.equal(durations.length, 8);
    for (const [phase, median = "", n = "", on = "", out = ""] of durations) {
      assert.equal(Number(n), Number(on) + Number(out), `${phase}: everything that left went on or out`);
      assert.match(median, Number(n) > 0 ? /^\d+ dag(en)?$/ : /^geen, want n is 0$/, phase);
    }
    assert.ok(durations.some(([, , n]) => Number(n) > 1));
    await page.getByLabel("Periode").selectOption({ label: "Laatste 12 maanden" });
    await page.getByText(/^In 12 maanden ging/).waitFor();
    assert.match(page.url(), /months=12/);
  });

  test("The board tells who is too long in a phase", async () => {
    const kim = await inside().welcome({ as: "kim" });
    await kim.visit("/funnel");
    await kim.page.getByText("12 in behandeling, van verkenning tot en met invoering. 9 te lang in hun fase.").waitFor();
    assert.equal(await kim.page.getByText(/^\d+ dagen, te lang$/).count(), 9);
    assert.equal(await kim.page.getByRole("button", { name: /^(Sleep|Verplaats)/ }).count(), 0, "a reader moves nothing");
  });

  test("A card is dragged by the mouse to the next phase, with a reason", async () => {
    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    const name = "Hulp bij triage op de SEH";
    const dialog = page.getByRole("dialog", { name: `Waar gaat ${name} naartoe?` });
    await bram.open("/funnel");
    const spilling = page.getByRole("article").evaluateAll((cards) =>
      cards.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent),
    );
    assert.deepEqual(await spilling, [], "everything fits its card");
    await drag(bram, name, column(bram, "development"));
    await bram.page.mouse.up();
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel("Nieuwe fase").inputValue(), "development");
    await bram.inOrder();
    await dialog.getByRole("button", { name: "Verplaats" }).click();
    await dialog.getByRole("link", { name: "Reden: Schrijf de reden op." }).waitFor();
    await dialog.getByRole("button", { name: "Annuleer" }).click();
    await column(bram, "exploration").getByRole("link", { name, exact: true }).waitFor(); // without a reason nothing moves

    await drag(bram, name, column(bram, "development"));
    await bram.page.mouse.up();
    await dialog.getByLabel("Reden", { exact: true }).fill("Twee leveranciers kunnen dit leveren.");
    await dialog.getByRole("button", { name: "Verplaats" }).click();
    await bram.hears(`${name} staat nu in`);
    await column(bram, "development").getByRole("link", { name, exact: true }).waitFor();
    assert.equal(await column(bram, "exploration").getByRole("link", { name, exact: true }).count(), 0);
    await bram.ready();
    await bram.inOrder();
    assert.match(await newest(bram, name), /^Verplaatst: Van Verkenning naar .*Bram Voorbeeld.*Reden: Twee leveranciers kunnen dit leveren\./);
  });

  test("A card is dragged out of the funnel", async () => {
    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    const name = "Labaanvraag klaarzetten na het gesprek";
    await bram.open("/funnel");
    await drag(bram, name, page.locator(".rg-ends__place").filter({ hasText: "Afgewezen" }));
    await page.mouse.up();
    await page.getByRole("dialog").getByLabel("Reden", { exact: true }).fill("Het laboratorium doet dit al.");
    await page.getByRole("dialog").getByRole("button", { name: "Verplaats" }).click();
    await bram.hears(`${name} staat nu in`);
    await card(bram, name).waitFor({ state: "detached" });
    assert.match(await newest(bram, name), /^Verplaatst: Van Idee naar Afgewezen/);
  });

  test("A card is moved with the keyboard alone, and every step is said aloud", async () => {
    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    const { keyboard } = page;
    const name = "Agent voor mail aan de technische dienst";
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.replace("⠿", "").trim() ?? "");
    const label = () =>
      page.evaluate(() => (/** @type {HTMLInputElement} */ (document.activeElement)).labels?.[0]?.innerText ?? "");
    /** @param {() => Promise<boolean>} arrived @param {string} where */
    async function tabUntil(arrived, where) {
      for (let stop = 0; stop < 60; stop += 1) {
        await keyboard.press("Tab");
        if (await arrived()) return;
      }
      assert.fail(`${where} cannot be reached`);
    }
    const aloud = (/** @type {string} */ text) =>
      until(
        async () => (await page.locator("[aria-live=assertive]").allInnerTexts()).some((said) => said.includes(text)),
        `"${text}" to be said`,
      );

    await bram.open("/funnel");
    await tabUntil(async () => (await focused()) === `Sleep ${name}`, "the handle");
    await keyboard.press("Space");
    await aloud(`${name} opgepakt uit Verkenning.`);
    await keyboard.press("ArrowRight");
    await aloud(`${name} boven Ontwikkeling`);
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowLeft");
    await aloud(`${name} boven Ontwikkeling`);
    await keyboard.press("Escape");
    await aloud(`Afgebroken. ${name} blijft in Verkenning.`);
    assert.equal(await focused(), `Sleep ${name}`, "the focus stays on the handle");

    await keyboard.press("Space");
    await aloud(`${name} opgepakt uit Verkenning.`);
    await keyboard.press("ArrowRight");
    await aloud(`${name} boven Ontwikkeling`);
    await keyboard.press("Space");
    await page.getByRole("dialog").waitFor();
    await tabUntil(async () => (await label()).startsWith("Reden"), "the reason");
    await keyboard.type("De leverancier heeft een proef aangeboden.");
    await tabUntil(async () => (await focused()) === "Verplaats", "the button");
    await keyboard.press("Enter");
    await bram.hears(`${name} staat nu in`);
    await column(bram, "development").getByRole("link", { name, exact: true }).waitFor();
    assert.match(await newest(bram, name), /Reden: De leverancier heeft een proef aangeboden\./);
  });

  test("On a phone a card is moved by its button", async () => {
    const bram = await inside().welcome({ as: "bram", screen: phone });
    const { page } = bram;
    const name = "Verwijsbrieven samenvatten";
    await bram.visit("/funnel");
    await page.getByRole("navigation", { name: "Ga naar fase" }).getByRole("link").nth(3).click();
    await page.getByRole("button", { name: `Verplaats ${name}` }).click();
    const dialog = page.getByRole("dialog");
    await bram.inOrder();
    await dialog.getByLabel("Nieuwe fase").selectOption({ label: "Gestopt" });
    await dialog.getByLabel("Reden", { exact: true }).fill("De proef leverde te weinig op.");
    await dialog.getByRole("button", { name: "Verplaats" }).click();
    await bram.hears(`${name} staat nu in`);
    await card(bram, name).waitFor({ state: "detached" });
  });
});
