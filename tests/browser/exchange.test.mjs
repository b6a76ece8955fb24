/**
 * @file A spreadsheet with faults comes into the register, and the register goes out and in again.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { until } from "../support/endings.mjs";
import { inExampleHospital, phone } from "./house.mjs";

const inventory = fileURLToPath(new URL("../data/exchange/ai-inventarisatie.csv", import.meta.url));
const question = "Wat brengt uw bestand in het register?";

inExampleHospital("Import and export", (inside) => {
  /** @typedef {import("./house.mjs").Person} Person */

  /** Chooses a file, and waits for what it would change. @param {Person} person @param {string} file @param {string} name */
  async function choose(person, file, name) {
    await person.page.getByLabel("Bestand met toepassingen").setInputFiles(file);
    await person.page.getByRole("heading", { name: `Dit zou ${name} veranderen` }).waitFor();
    await person.ready();
  }

  /** New, changed, unchanged and rejected, as the page says. @param {Person} person */
  async function counts(person) {
    const figures = await person.texts(person.page.locator(".rg-import__counts dd"));
    return figures.map(Number);
  }

  /** @param {Person} person @param {number[]} expected */
  const counted = (person, expected) =>
    until(async () => (await counts(person)).join() === expected.join(), `the counts ${expected.join()}`);

  /** What a press of a button brings. @param {Person} person @param {string | RegExp} button */
  async function downloaded(person, button) {
    const coming = person.page.waitForEvent("download");
    await person.page.getByRole("button", { name: button }).click();
    const download = await coming;
    return { name: download.suggestedFilename(), path: await download.path() };
  }

  /** @param {Person} person @param {{whole?: boolean, kind: string}} wish */
  async function exported(person, { whole = false, kind }) {
    const menu = person.page.locator("details", { has: person.page.locator("summary", { hasText: "Exporteer" }) });
    await menu.locator("summary").click();
    await menu.getByLabel(whole ? "Het hele register" : "Wat u nu ziet").check();
    await menu.getByLabel(kind).check();
    await person.inOrder();
    const file = await downloaded(person, "Download");
    await person.hears("Het bestand staat bij uw downloads.");
    await person.page.keyboard.press("Escape");
    return file;
  }

  test("A hospital's own list is mapped, shows its faults, and brings in its good rows", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.open("/applications");
    await page.getByRole("link", { name: "Importeer" }).click();
    await anna.arrives(question);
    await anna.inOrder();
    await choose(anna, inventory, "ai-inventarisatie.csv");
    await page.getByText("Kies hieronder welke kolom de naam of de code is.").waitFor();
    await anna.inOrder();

    await page.getByLabel("Toepassing", { exact: true }).selectOption("Naam");
    await counted(anna, [2, 0, 0, 5]);
    await page.getByLabel("Afdeling", { exact: true }).selectOption("Afdelingen");
    await page.getByLabel("Contract tot", { exact: true }).selectOption("Einde van het contract");
    await page.getByText("8 kolommen: 7 met een veld, 1 zonder").waitFor();
    await anna.ready();
    await page.getByText("Bijvoorbeeld: Sepsisvoorspeller IC · Coëfficiënt hartfalen").waitFor();
    await anna.inOrder();
    const faults = page.getByRole("region", { name: "Waarom zijn 5 rijen afgewezen?" });
    assert.deepEqual(await anna.texts(faults.locator("tbody tr")), [
      "Rij 4 Fase Invoeren staat niet in de lijst.",
      "Rij 5 Afdeling Receptie staat niet in de lijst.",
      "Rij 5 Contract tot Schrijf de datum als jjjj-mm-dd.",
      "Rij 5 Kosten per jaar Schrijf een bedrag in euro's met hoogstens twee decimalen, zoals 1250,50.",
      "Rij 6 Toepassing Dit veld is verplicht.",
      "Rij 7 Toepassing Deze toepassing staat ook in rij 2.",
      "Rij 8 Toepassing Dit veld is verplicht.",
    ]);

    await page.getByRole("button", { name: "Lees alle 7 rijen in" }).click();
    await page.getByText("Er is niets ingelezen").waitFor();
    assert.equal((await anna.read("/api/v1/applications?search=Sepsisvoorspeller")).total, 0);
    await anna.inOrder();
    await page.getByLabel("Alleen de goede rijen").check();
    await page.getByRole("button", { name: "Lees alleen de 2 goede rijen in" }).click();
    await page.getByRole("heading", { name: "ai-inventarisatie.csv is ingelezen" }).waitFor();
    await anna.ready();
    assert.deepEqual(await counts(anna), [2, 0, 0, 5]);
    await page.getByText("5 rijen zijn niet ingelezen.").waitFor();
    await anna.inOrder();
    await page.getByRole("link", { name: "Bekijk het register" }).click();
    await anna.arrives("Welke AI hebben wij?");
    await page.getByRole("link", { name: "Coëfficiënt hartfalen" }).waitFor();
  });

  test("The same list again changes nothing, and its rejected rows come in once they are mended", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.open("/applications/import");
    await choose(anna, inventory, "ai-inventarisatie.csv");
    assert.deepEqual(await counts(anna), [0, 0, 2, 5], "the mapping was remembered");
    assert.equal(await page.getByText("Onthouden van de vorige keer.").count(), 3);
    assert.equal(await page.getByRole("button", { name: /^Lees/ }).count(), 0, "there is nothing to import");

    const rejected = await downloaded(anna, "Download de 5 afgewezen rijen");
    assert.equal(rejected.name, "afgewezen.csv");
    const text = readFileSync(rejected.path, "utf8");
    assert.match(text, /^\uFEFFToepassing;.*;Reden van afwijzing\r\n/);
    assert.match(text, /Afdeling: Receptie staat niet in de lijst\.\nContract tot: /);
    const lines = text.replace("Invoeren", "Invoering").split("\r\n").filter((line) => !/^;|Dubbel|Vertaalhulp|^Contract|^Kosten/.test(line));
    const mended = join(inside().server.place.data, "verbeterd.csv");
    writeFileSync(mended, lines.join("\r\n"));
    await choose(anna, mended, "verbeterd.csv");
    await counted(anna, [1, 0, 0, 0]);
    await page.getByRole("button", { name: "Lees 1 toepassing in" }).click();
    await page.getByText("Er is 1 toepassing ingelezen.").waitFor();
    await anna.inOrder();
  });

  test("What is exported comes in again without loss, in each form and from the filter", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    const before = await anna.read("/api/v1/applications/export?format=json&whole=true");
    for (const kind of ["Excel (XLSX)", "Tekst met scheidingstekens (CSV)", "Voor programma's (JSON)"]) {
      await anna.open("/applications");
      const file = await exported(anna, { whole: true, kind });
      assert.match(file.name, /^register-\d{4}-\d\d-\d\d\.(xlsx|csv|json)$/);
      const copy = join(inside().server.place.data, file.name);
      writeFileSync(copy, readFileSync(file.path));
      await anna.open("/applications/import");
      await choose(anna, copy, file.name);
      assert.deepEqual(await counts(anna), [0, 0, before.length, 0], kind);
      await page.getByText("Er verandert niets: alles staat al zo in het register.").waitFor();
      await anna.inOrder();
    }
    await anna.open("/applications?phase=operation&search=chat");
    const chosen = await exported(anna, { kind: "Voor programma's (JSON)" });
    const names = JSON.parse(readFileSync(chosen.path, "utf8")).map((/** @type {any} */ row) => row.record.identity.name);
    assert.deepEqual(names, ["Veilige chatassistent voor medewerkers"]);
    assert.deepEqual(await anna.read("/api/v1/applications/export?format=json&whole=true"), before);
  });

  test("A template comes with its explanations, and what is no table gets a clear sentence", async () => {
    const house = inside();
    const anna = await house.welcome({ as: "anna", refusals: /^422 POST \/api\/v1\/applications\/import$/ });
    const { page } = anna;
    await anna.visit("/applications/import");
    for (const [button, name] of [["Download sjabloon (XLSX)", "sjabloon.xlsx"], ["Download sjabloon (CSV)", "sjabloon.csv"]]) {
      const file = await downloaded(anna, button ?? "");
      assert.equal(file.name, name);
      const copy = join(house.server.place.data, file.name);
      writeFileSync(copy, readFileSync(file.path));
      await choose(anna, copy, file.name);
      await page.getByText("Dit bestand heeft alleen kolommen en nog geen toepassingen.").waitFor();
    }
    await page.getByRole("button", { name: "Uitleg bij elke kolom" }).click();
    const dialog = page.getByRole("dialog", { name: "Wat hoort in elke kolom?" });
    await dialog.getByText("Een naam die collega's herkennen.").waitFor();
    await anna.inOrder();
    await page.keyboard.press("Escape");

    await page.getByLabel("Bestand met toepassingen").setInputFiles({
      name: "brief.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n"),
    });
    await page.getByText("Dit is een bestand van het soort PDF.").waitFor();
    await anna.inOrder();
    const large = join(house.server.place.data, "groot.csv");
    writeFileSync(large, Buffer.alloc(16_000_001, "a"));
    await page.getByLabel("Bestand met toepassingen").setInputFiles(large);
    await page.getByText("Dit bestand is groter dan 16 MB.").waitFor();
    await anna.inOrder();
  });

  test("On a phone, in the dark and in English, a file is dropped and its rows come in", async () => {
    const anna = await inside().welcome({ as: "anna", screen: phone, scheme: "dark", language: "en" });
    const { page } = anna;
    await anna.visit("/applications/import");
    const content = "Name,Supplier\nDropped here,Example Ltd\n";
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
      return transfer;
    }, content);
    await page.dispatchEvent(".rg-drop", "dragover", { dataTransfer: data });
    await page.dispatchEvent(".rg-drop", "drop", { dataTransfer: data });
    await page.getByRole("heading", { name: "What dropped.csv would change" }).waitFor();
    await anna.ready();
    assert.deepEqual(await counts(anna), [1, 0, 0, 0]);
    await anna.inOrder();
    await page.getByText("2 columns: 2 with a field, 0 without").click();
    await anna.inOrder();
    await page.getByRole("button", { name: "Import 1 application" }).click();
    await page.getByText("1 application was imported.").waitFor();
    await anna.inOrder();
  });

  test("The keyboard alone chooses a file and imports it, and the focus goes along", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    const focused = () => page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).innerText.trim());
    /** @param {string} name */
    async function tabTo(name) {
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press("Tab");
        if ((await focused()) === name) return;
      }
      assert.fail(`${name} cannot be reached by Tab`);
    }
    await anna.open("/applications");
    await tabTo("Importeer");
    await page.keyboard.press("Enter");
    await anna.arrives(question);
    await tabTo("Terug naar het register");
    await page.keyboard.press("Tab");
    const onFile = () => page.evaluate(() => document.activeElement?.matches("input[type=file]") ?? false);
    await until(onFile, "the focus on the choice of a file");
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("Space");
    await (await choosing).setFiles({ name: "toets.csv", mimeType: "text/csv", buffer: Buffer.from("Naam\nMet de toetsen\n") });
    await until(async () => (await focused()) === "Dit zou toets.csv veranderen", "the focus on what would change");
    await tabTo("Lees 1 toepassing in");
    await page.keyboard.press("Enter");
    await until(async () => (await focused()) === "toets.csv is ingelezen", "the focus on what was done");
  });

  test("On paper the counts and the faults stay, without what can be pressed", async () => {
    const anna = await inside().welcome({ as: "anna", screen: { width: 680, height: 960 } });
    const { page } = anna;
    await anna.open("/applications/import");
    await choose(anna, inventory, "ai-inventarisatie.csv");
    await page.emulateMedia({ media: "print" });
    const gone = page.locator("nav, select, input, .ams-button, button").filter({ visible: true });
    assert.deepEqual(await anna.texts(gone), []);
    assert.equal((await counts(anna)).length, 4);
    assert.ok(await page.getByText("Invoeren staat niet in de lijst.").or(page.getByText("Receptie staat niet in de lijst.")).first().isVisible());
  });

  test("Who may not write sees the export only", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/applications?phase=operation");
    assert.equal(await page.getByRole("link", { name: "Importeer" }).count(), 0);
    const { total } = await kim.read("/api/v1/applications?phase=operation");
    await page.locator("summary", { hasText: "Exporteer" }).click();
    await page.getByText(`Wat u nu ziet: ${total} toepassingen`).waitFor();
    await page.keyboard.press("Escape");
    const file = await exported(kim, { kind: "Tekst met scheidingstekens (CSV)" });
    const text = readFileSync(file.path, "utf8");
    assert.ok(text.includes("Veilige chatassistent voor medewerkers") && !text.includes("@"), "no addresses for a reader");
    await kim.open("/applications/import");
    assert.equal(await page.getByLabel("Bestand met toepassingen").count(), 0);
    await kim.inOrder();
  });
});
