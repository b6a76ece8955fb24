/**
 * @file Every page, as everybody may meet it: on a desk and on a phone, in the dark, on paper, and when the server is gone.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { start, until } from "../support/endings.mjs";
import { makePlace, plainEnvironment, program, startServer } from "../support/server.mjs";
import { House, inExampleHospital, phone } from "./house.mjs";
import { takeScreenshots, wanted } from "./screenshots.mjs";

inExampleHospital("Every page", (inside) => {
  /** What an administrator can reach, with a real application in it. @param {import("./house.mjs").Person} person */
  async function everyPage(person) {
    const { items } = await person.read("/api/v1/applications?search=Botbreuken");
    return [
      "/", "/applications", "/applications?ended=true&attention=unclassified", "/applications/new",
      "/applications/import",
      `/applications/${items[0].id}`, `/applications/${items[0].id}?tab=history`, `/applications/${items[0].id}/edit`,
      "/funnel", "/funnel/flow", "/ideas/new", "/ideas", "/overlaps", "/market", "/market/growth", "/gates", "/law", "/assessments", "/monitor", "/benchmark", "/rounds", "/accounts", "/departments", "/audit",
      "/password", "/tokens", "/nowhere",
    ];
  }

  if (wanted) test("The pictures of the README are taken", () => takeScreenshots(inside()));

  test("A page that is not in order is noticed", async () => {
    const anna = await inside().welcome({ as: "anna" });
    await anna.visit("/departments");
    await anna.page.evaluate(() => {
      const main = document.querySelector("main");
      const field = document.createElement("input");
      const wide = document.createElement("div");
      wide.style.width = "500px";
      wide.textContent = "breed";
      const script = document.createElement("script");
      script.textContent = "1";
      main?.append(field, wide, document.createElement("h1"), script);
      document.title = "Regie";
      console.error("mis");
    });
    const faults = (await anna.faults()).join("\n");
    for (const expected of ["axe label", "sideways at 360", "2 headings", 'titled "Regie"', "mis", "Content Security Policy"])
      assert.ok(faults.includes(expected), `${expected} is missing in:\n${faults}`);
  });

  test("Every page is in order on a desk, in the light", async () => {
    const anna = await inside().welcome({ as: "anna" });
    for (const path of await everyPage(anna)) await anna.visit(path);
  });

  test("Every page is in order in the dark", async () => {
    const anna = await inside().welcome({ as: "anna", scheme: "dark" });
    for (const path of await everyPage(anna)) await anna.visit(path);
    const background = await anna.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 255] = (background.match(/[\d.]+/g) ?? []).map(Number);
    assert.ok(red < 80, `the ground is ${background}`);
  });

  test("The menu of a phone leads to every page, each in order", async () => {
    const anna = await inside().welcome({ as: "anna", screen: phone });
    await anna.visit("/");
    const menu = anna.page.getByRole("button", { name: "Menu", exact: true });
    await menu.click();
    await anna.inOrder();
    const links = anna.page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link");
    const names = await links.allInnerTexts();
    assert.deepEqual(names, [
      "Overzicht", "Toepassingen", "Innovatiefunnel", "AI-board", "Idee indienen", "Ideeën", "Overlap", "Markt",
      "Wet en plichten", "Beoordelingen", "AI-monitor", "Vergelijking", "Accounts", "Afdelingen", "Auditspoor",
    ]);
    await anna.page.keyboard.press("Escape");
    for (const name of names) {
      await menu.click();
      await links.filter({ hasText: new RegExp(`^${name}$`) }).click();
      await anna.ready();
      await links.first().waitFor({ state: "hidden" });
      await anna.inOrder();
    }
  });

  /** @typedef {{name: string, seen: boolean}} Focus */

  /** What has the focus, and whether a person can see that it has. @param {import("./house.mjs").Person} person @returns {Promise<Focus>} */
  function focus(person) {
    return person.page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return { name: "", seen: true };
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { left, top, width, height } = element.getBoundingClientRect();
      const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      const inSight = width > 0 && height > 0 && left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : element.innerText;
      return { name: (label ?? "").trim(), seen: ringed && inSight };
    });
  }

  /** The page itself moves the focus. @param {import("./house.mjs").Person} person @param {string} name */
  async function focusComesTo(person, name) {
    await until(async () => (await focus(person)).name === name, `the focus to come to ${name}`);
  }

  /** Presses Tab until something has the focus, which must be seen at every stop. @param {import("./house.mjs").Person} person @param {string} name */
  async function tabTo(person, name, key = "Tab") {
    const passed = [];
    for (let stop = 0; stop < 80; stop += 1) {
      await person.page.keyboard.press(key);
      const now = await focus(person);
      assert.ok(now.seen, `the focus is not to be seen on "${now.name}" after ${passed.join(", ")}`);
      if (now.name === name) return;
      passed.push(now.name);
    }
    assert.fail(`${name} cannot be reached by ${key}; passed ${passed.join(", ")}`);
  }

  test("With the keyboard alone, from signing in to an application and back", async () => {
    const house = inside();
    const chantal = await house.welcome({ refusals: /^401 GET \/api\/v1\/session$/ });
    const { keyboard } = chantal.page;
    await chantal.open("/applications");
    await tabTo(chantal, "E-mailadres");
    await keyboard.type("chantal@voorbeeld.example");
    await tabTo(chantal, "Wachtwoord");
    await keyboard.type(house.password);
    await keyboard.press("Enter");
    await chantal.arrives("Welke AI hebben wij?");
    await focusComesTo(chantal, "Welke AI hebben wij?");

    await chantal.open("/applications");
    await keyboard.press("Tab");
    assert.deepEqual(await focus(chantal), { name: "Direct naar de inhoud", seen: true });
    await keyboard.press("Enter");
    assert.equal(await chantal.page.evaluate(() => document.activeElement?.id), "content");
    await tabTo(chantal, "Botbreuken op röntgenfoto's");
    await keyboard.press("Enter");
    await chantal.arrives("Botbreuken op röntgenfoto's");
    await focusComesTo(chantal, "Botbreuken op röntgenfoto's");
    await tabTo(chantal, "Toepassingen", "Shift+Tab");
    await keyboard.press("Enter");
    await chantal.arrives("Welke AI hebben wij?");
    await focusComesTo(chantal, "Welke AI hebben wij?");
  });

  test("On paper the menu and the buttons are gone, and a table is still a table", async () => {
    const anna = await inside().welcome({ as: "anna", screen: { width: 680, height: 960 } });
    const { page } = anna;
    await anna.open("/applications");
    const rows = await page.locator("tbody tr").count();
    assert.ok(rows >= 20, `${rows} rows`);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    // The heads of a table stay, though they are buttons too.
    const gone = page.locator("nav, search, select, input, .ams-button, button:not(th button)").filter({ visible: true });
    assert.deepEqual(await anna.texts(gone), []);
    await page.getByText("Regie · Ziekenhuis Voorbeeld").waitFor();
    const shown = await page.locator("table").evaluate((table) => ({
      display: getComputedStyle(table).display,
      cells: getComputedStyle(/** @type {Element} */ (table.querySelector("tbody td"))).display,
      heads: [...table.querySelectorAll("th[scope=col]")].filter((head) => head.getBoundingClientRect().height > 5).length,
      ink: getComputedStyle(table).color,
    }));
    assert.deepEqual({ ...shown, ink: "" }, { display: "table", cells: "table-cell", heads: 8, ink: "" });
    const [red = 255] = (shown.ink.match(/[\d.]+/g) ?? []).map(Number);
    assert.ok(red < 80, `the ink is ${shown.ink}`);
    assert.equal(await page.locator("tbody tr").filter({ visible: true }).count(), rows);
    assert.equal((await page.pdf({ format: "A4" })).subarray(0, 4).toString(), "%PDF");
  });

  test("When the server is gone, a page says so, keeps what was typed, and recovers", async () => {
    const place = await makePlace("sqlite");
    let server = await startServer({ example: true, place });
    const house = new House(server, inside().browser);
    const { address, port } = house.server;
    /** The same server once more, at the same address. */
    async function back() {
      const flags = ["serve", ...place.flags, "--port", String(port), "--log-level", "warning"];
      const child = start(program, flags, { cwd: "/", env: plainEnvironment(), stdio: "ignore" });
      /** @type {Promise<void>} */
      const ended = new Promise((resolve) => child.once("exit", () => resolve()));
      const answers = () => fetch(`${address}/health`).then(({ ok }) => ok, () => false);
      await until(answers, "the server to be back");
      const stop = async () => {
        child.kill("SIGTERM");
        await ended;
      };
      server = { ...server, stop };
    }
    try {
      const anna = await house.welcome({ as: "anna" });
      const { page } = anna;
      const gone = page.getByText("Regie is nu niet bereikbaar. Probeer het zo opnieuw.");
      const search = page.getByLabel("Zoek in het register");

      await anna.open("/applications");
      await server.stop();
      await search.fill("botbreuken");
      await gone.waitFor();
      anna.troubles = anna.troubles.filter((trouble) => !trouble.includes("ERR_CONNECTION"));
      await anna.inOrder();
      await back();
      await page.getByRole("button", { name: "Probeer opnieuw" }).click();
      await page.getByRole("link", { name: "Botbreuken op röntgenfoto's" }).waitFor();
      await gone.waitFor({ state: "detached" });

      await anna.open("/ideas/new");
      await page.getByLabel("Wat is het probleem?").fill("De server was even weg.");
      await page.getByLabel("Van wie is dit probleem?").fill("Iedereen");
      await page.getByLabel("Korte naam").fill("Terug na een storing");
      await server.stop();
      await page.getByRole("button", { name: "Dien in" }).click();
      await gone.waitFor();
      assert.equal(await page.getByLabel("Wat is het probleem?").inputValue(), "De server was even weg.");
      await back();
      await page.getByRole("button", { name: "Dien in" }).click();
      await page.getByRole("heading", { name: "Wat gebeurt er nu met uw idee?" }).waitFor();

      await server.stop();
      await page.getByRole("link", { name: "Auditspoor" }).click();
      await page.getByRole("heading", { name: "Wat ging er mis?" }).waitFor();
      await back();
      await page.getByRole("button", { name: "Laad opnieuw" }).click();
      await page.getByRole("heading", { name: "Wie deed wat, en wanneer?" }).waitFor();
      const other = anna.troubles.filter((trouble) => !/ERR_CONNECTION|dynamically imported module/.test(trouble));
      assert.deepEqual(other, []);
      anna.troubles = [];
      await house.goodbye();
    } finally {
      await server.stop();
      await place.remove();
    }
  });
});
