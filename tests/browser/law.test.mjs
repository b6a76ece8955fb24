/**
 * @file What the law asks: questions one by one, duties with their evidence, and a timeline.
 */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/endings.mjs";
import { record } from "../support/record.mjs";
import { inExampleHospital, phone } from "./house.mjs";

/** @typedef {import("./house.mjs").Person} Person */

const content = join(dirname(fileURLToPath(import.meta.url)), "../../content");

/** Newer data about the law, in which the rules for high risk come a year later, are brought in. @param {import("../support/server.mjs").Server} server */
async function importLaterLaw(server) {
  const { folder, remove } = temporaryFolder("wet");
  for (const part of ["trees", "law"]) cpSync(join(content, part), join(folder, part), { recursive: true });
  const change = (/** @type {string} */ file, /** @type {string | RegExp} */ from, /** @type {string} */ to) => {
    const before = readFileSync(join(folder, file), "utf8");
    const after = before.replace(from, to);
    assert.notEqual(after, before, file);
    writeFileSync(join(folder, file), after);
  };
  change("law/ai-act.yaml", "day: 2027-12-02}, {day: 2028-08-02}]", "day: 2028-12-02}, {day: 2029-08-02}]");
  change("law/edition.yaml", /version: "2026[^"]*"/, 'version: "2099.1"');
  const imported = await server.place.run(["law", "import", folder]);
  assert.equal(imported.code, 0, imported.stderr);
  remove();
}

inExampleHospital("The law", (inside) => {
  /** A new application, and its address. @param {Person} person @param {string} name */
  async function application(person, name) {
    await person.open("/");
    const { csrf_token } = await person.read("/api/v1/session");
    const made = await person.context.request.post(`${inside().address}/api/v1/applications`, {
      headers: { "X-CSRF-Token": csrf_token },
      data: {
        record: record(name, { kind: { technology: "machine_learning", origin: "bought" }, data: { personal_data: ["health"] } }),
        phase: "operation",
      },
    });
    assert.equal(made.status(), 201, await made.text());
    return `/applications/${(await made.json()).id}`;
  }

  /** Answers a question and waits for the next. @param {Person} person @param {string | RegExp} question @param {string[]} answers */
  async function answer(person, question, answers) {
    const group = person.page.getByRole("group", { name: question });
    await group.waitFor();
    for (const each of answers) await group.getByLabel(each).check();
    await person.page.getByRole("button", { name: "Volgende" }).click();
    await person.ready();
  }

  test("An application is classified question by question, with a way back, and its duties appear", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    const address = await application(anna, "Triage van spoedpatiënten");
    await anna.open(address);
    await page.getByRole("link", { name: "Wet en plichten" }).last().click();
    await anna.arrives("Wat vraagt de wet van Triage van spoedpatiënten?");
    await anna.inOrder();
    await page.getByRole("link", { name: "Beantwoord de vragen: Wat vraagt de AI-verordening?" }).click();
    await anna.arrives("Wat vraagt de AI-verordening?");
    assert.ok(await page.getByLabel("Een AI-systeem, ook een chatbot of taalhulp").isChecked(), "the register gave it");
    await anna.inOrder();
    await answer(anna, /Wat voor techniek is het/, []);
    await answer(anna, /Is het alleen voor een van deze doelen/, ["Nee, het is voor iets anders"]);
    await answer(anna, /Wat doet het ziekenhuis ermee/, []);
    await page.getByRole("button", { name: "Terug" }).click();
    await answer(anna, /Wat doet het ziekenhuis ermee/, []);
    await answer(anna, /Doet het een van deze dingen/, ["Nee, niets hiervan"]);
    await answer(anna, /Is het een product met een eigen/, ["Nee"]);
    await answer(anna, /Waarvoor wordt het gebruikt/, ["Spoedmeldingen beoordelen of spoedpatiënten sorteren"]);
    await anna.inOrder();
    await answer(anna, /Maakt het een profiel van mensen/, ["Ja"]);
    await answer(anna, /Merken mensen het systeem/, ["Nee"]);
    await page.getByRole("heading", { name: "Hoog risico, door het gebruik (bijlage III)" }).waitFor();
    await page.getByText("8 antwoorden tot nu toe").waitFor();
    await anna.inOrder();
    // The answer on the questions is read again later than the application is: saving must still lead on.
    await page.route("**/api/v1/law/walk", (route) => setTimeout(() => void route.continue(), 500));
    await page.getByRole("button", { name: "Bewaar deze uitkomst" }).click();
    await anna.arrives("Wat vraagt de wet van Triage van spoedpatiënten?");
    await page.getByText("5(d): spoedmelding en triage").waitFor();
    await page.getByText("Geldt vanaf 2 december 2027").first().waitFor();
    await anna.inOrder();

    const duty = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Zet het in het verwerkingsregister" }) });
    await duty.getByRole("button", { name: /^Vastleggen/ }).click();
    const dialog = page.getByRole("dialog", { name: "Zet het in het verwerkingsregister" });
    await dialog.getByLabel("Klaar", { exact: true }).check();
    await dialog.getByLabel(/^Toelichting/).fill("Staat erin als nummer 12.");
    await anna.inOrder();
    await dialog.getByRole("button", { name: "Bewaar" }).click();
    await anna.hears(/^Vastgelegd: Zet het in het verwerkingsregister/);
    await duty.getByText("Staat erin als nummer 12.").waitFor();
    await anna.inOrder();
  });

  test("The hospital sees what comes when, and can compute a term", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const { page } = kim;
    await kim.open("/law");
    await kim.arrives("Wat vraagt de wet, en wanneer?");
    await page.getByRole("heading", { name: /^2 december 2027/ }).waitFor();
    await kim.inOrder();
    await page.getByText(/^Meld een datalek op tijd/).first().waitFor();
    await page.getByText("Bewijs, bron en termijnen: Meld een datalek op tijd").click();
    const term = page.locator("details").filter({ hasText: "Meld een datalek op tijd" });
    await term.getByLabel("Reken de termijn uit vanaf").fill("2026-11-24T09:00");
    await page.getByText(/Melding aan de Autoriteit Persoonsgegevens: 27 nov/).waitFor();
    await kim.inOrder();
    await kim.open("/law/change");
    await page.getByText("Er wacht geen wijziging.").waitFor();
    await kim.inOrder();
  });

  test("A change of the law is read with its reasons by everybody, and accepted by an administrator", async () => {
    await importLaterLaw(inside().server);
    const kim = await inside().welcome({ as: "kim", screen: phone, scheme: "dark" });
    await kim.open("/law");
    await kim.page.getByRole("link", { name: "Bekijk de wijzigingen" }).click();
    await kim.arrives("Wat verandert er door nieuwe wetgeving?");
    await kim.page.getByText("Een beheerder beslist over deze wijziging.").waitFor();
    await kim.inOrder();

    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.open("/law/change");
    await page.getByText(/ naar 2099\.1 verander(t|en) \d+ van \d+ toepassingen\./).first().waitFor();
    const { items } = await anna.read("/api/v1/law/change");
    const [changed] = items;
    await page.locator("summary").filter({ hasText: `${changed.code} ${changed.name}` }).press("Enter");
    const line = page.getByRole("listitem").filter({ hasText: "Andere datum" }).first();
    await line.getByText("De datum is anders.").waitFor();
    assert.match(await line.innerText(), /was: .*202[78]-.*wordt: .*202[89]-/s);
    await anna.inOrder();
    await page.getByRole("button", { name: "Werk voortaan met uitgave 2099.1" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Gaat u over op uitgave 2099.1?" });
    await dialog.getByText(/Terug kan niet/).waitFor();
    await anna.inOrder();
    await dialog.getByRole("button", { name: "Ga over" }).press("Enter");
    await anna.hears("U werkt nu met uitgave 2099.1.");
    await page.getByText("Er wacht geen wijziging.").waitFor();
    await anna.inOrder();
  });

  test("On a phone, in English and in the dark", async () => {
    const anna = await inside().welcome({ as: "anna", screen: phone, language: "en", scheme: "dark" });
    const address = await application(anna, "Assistant");
    await anna.visit(`${address}/law`);
    await anna.visit(`${address}/law/mdr`);
    await anna.page.getByText("Does the software have a medical purpose for an individual patient?").waitFor();
    await anna.visit("/law");
  });
});
