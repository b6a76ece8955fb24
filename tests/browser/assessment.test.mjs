/**
 * @file Assessments: questions filled in by one and by two people, as a list and as a mindmap, signed and reopened.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { until } from "../support/endings.mjs";
import { Client } from "../support/client.mjs";
import { inExampleHospital, phone } from "./house.mjs";

/** @typedef {import("./house.mjs").Person} Person */

/** An instrument of the hospital itself. */
const ownList = (version = "1", more = "") => `
id: uitleg-op-de-afdeling
version: "${version}"
title: {nl: "Uitleg op de afdeling", en: "Training at the ward"}
summary: {nl: "Kent iedereen de AI die er is?", en: "Does everybody know the AI that is there?"}
subject: organisation
source: {title: "Uitleg op de afdeling", publisher: "Ziekenhuis Voorbeeld"}
checked_on: 2026-11-24
signoffs: [ciso, ethics]
items:
  - linkId: in-use
    type: integer
    required: true
    minimum: 0
    text: {nl: "Hoeveel toepassingen zijn in gebruik?", en: "How many applications are in use?"}
    prefill: [{fact: portfolio.in_phase.operation}]
  - linkId: trained
    type: boolean
    required: true
    text: {nl: "Krijgt iedereen uitleg?", en: "Is everybody trained?"}
  - linkId: who-not
    type: string
    required: true
    text: {nl: "Wie krijgt nog geen uitleg?", en: "Who is not trained yet?"}
    enableWhen: [{question: trained, operator: "=", answer: false}]
  - linkId: budget
    type: text
    required: true
    text: {nl: "Wie betaalt de uitleg?", en: "Who pays for it?"}
${more}`;

const organisation = { kind: "organisation", id: null, version: null };

inExampleHospital("Assessments", (inside) => {
  /** @type {Client} */
  let anna;

  before(async () => {
    anna = new Client(inside().address, { language: "nl" });
    await anna.signIn("anna@voorbeeld.example", inside().password);
    await addInstrument(ownList());
  });

  /** @param {string} text */
  async function addInstrument(text) {
    const headers = { "Content-Type": "application/octet-stream" };
    const added = await anna.send("POST", "/api/v1/instruments", { raw: Buffer.from(text), headers });
    assert.equal(added.status, 201, JSON.stringify(added.body));
  }

  /** @param {Person} person @param {string} text the question */
  const question = (person, text) =>
    person.page.locator("article.rg-question").filter({ hasText: text });

  /** @param {Person} person */
  const allSaved = (person) => person.page.getByText("Alles is opgeslagen.").waitFor();

  test("A list is filled in and saved by itself; a question comes and goes; it is signed, and opened again", async () => {
    const noor = await inside().welcome({ as: "noor" });
    const { page } = noor;
    await noor.visit("/assessments");
    await page.getByRole("button", { name: "Begin: Uitleg op de afdeling" }).click();
    await page.getByRole("dialog").getByLabel("Eigen titel").fill("Najaar");
    await noor.inOrder();
    await page.getByRole("dialog").getByRole("button", { name: "Begin", exact: true }).click();
    await noor.arrives("Hoe beantwoorden wij: Uitleg op de afdeling");

    const number = question(noor, "Hoeveel toepassingen zijn in gebruik?");
    await number.getByText(/^Berekend uit het register: \d+ \(/).waitFor();
    await number.getByRole("textbox").first().fill("40");
    await number.getByText("Nog niet opgeslagen: geef de reden").waitFor();
    await page.getByText("1 antwoord vraagt uw aandacht.").waitFor();
    await number.getByLabel("Waarom is het anders?").fill("Wij tellen ook de proeven.");
    await allSaved(noor);

    const hidden = question(noor, "Wie krijgt nog geen uitleg?");
    assert.equal(await hidden.count(), 0);
    await question(noor, "Krijgt iedereen uitleg?").getByLabel("Nee").check();
    await hidden.getByRole("textbox").first().fill("De nachtploeg");
    await allSaved(noor);
    await question(noor, "Krijgt iedereen uitleg?").getByLabel("Ja").check();
    await hidden.waitFor({ state: "detached" });
    await question(noor, "Krijgt iedereen uitleg?").getByLabel("Nee").check();
    await until(
      async () => (await hidden.getByRole("textbox").first().inputValue()) === "De nachtploeg",
      "what was said before to come back",
    );

    const budget = question(noor, "Wie betaalt de uitleg?");
    await page.getByText("1 verplichte vraag wacht op een antwoord:").waitFor();
    await budget.getByRole("button", { name: /^Niet van toepassing/ }).click();
    await budget.getByLabel("Waarom is dit niet van toepassing?").fill("De leverancier geeft de uitleg.");
    await allSaved(noor);
    await budget.getByText("Opmerking of bewijs toevoegen", { exact: true }).click();
    await budget.getByLabel("Opmerking").fill("Staat in het contract.");
    await budget.getByRole("button", { name: "Plaats opmerking" }).click();
    await budget.getByText(/^Noor Voorbeeld, /).first().waitFor();
    await budget.getByLabel("Titel van het bewijs").fill("Contract");
    await budget.getByLabel("Adres van een pagina").fill("https://voorbeeld.example/contract");
    await budget.getByRole("button", { name: "Voeg adres toe" }).click();
    await budget.getByRole("link", { name: /Contract/ }).waitFor();
    await noor.inOrder();

    await page.reload();
    await noor.arrives("Hoe beantwoorden wij: Uitleg op de afdeling");
    assert.equal(await number.getByRole("textbox").first().inputValue(), "40");
    assert.equal(await hidden.getByRole("textbox").first().inputValue(), "De nachtploeg");
    await page.getByRole("button", { name: "Rond af" }).click();
    await noor.hears("De beoordeling is afgerond.");
    await page.getByRole("button", { name: "Teken: CISO" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Teken", exact: true }).click();
    await noor.hears("Uw handtekening staat erbij.");
    const signatures = page.locator(".rg-signatures");
    await signatures.getByText("Akkoord", { exact: true }).waitFor();
    await signatures.getByText("Nog niemand tekent voor deze discipline.").waitFor();
    await noor.inOrder();
    await page.getByRole("button", { name: "Heropen" }).click();
    await page.getByRole("dialog").getByLabel("Reden").fill("De nachtploeg kreeg uitleg.");
    await page.getByRole("dialog").getByRole("button", { name: "Heropen" }).click();
    await noor.hears("De beoordeling is weer open.");
    assert.equal(await signatures.getByText("Akkoord", { exact: true }).count(), 0, "the signature no longer holds");
  });

  test("The mindmap is walked with the keyboard alone, and is the same as its list", async () => {
    const made = await anna.post("/api/v1/assessments", { instrument_id: "board-mindmap", subject: organisation });
    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    const { keyboard } = page;
    await bram.visit(`/assessments/${made.id}`);
    const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
    const map = page.getByRole("tree", { name: "Mindmap van de vragen" });
    assert.equal(await map.getByRole("treeitem").count(), 1 + 10 + 36, "all themes and subthemes");
    for (let stop = 0; (await focused()) !== "branch-map"; stop += 1) {
      assert.ok(stop < 40, "the map cannot be reached");
      await keyboard.press("Tab");
    }
    await keyboard.press("ArrowRight");
    await keyboard.press("Enter");
    await until(async () => (await focused()) === "branch-t01", "the theme to be opened");
    await bram.inOrder();
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    assert.match(await focused(), /^branch-t01-\d-\d$/);
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().focus();
    await keyboard.type("De cliëntenraad zit aan tafel.");
    await dialog.getByLabel("2 Op enkele plekken").focus();
    await keyboard.press("Space");
    await dialog.getByLabel("Zet op de agenda").focus();
    await keyboard.press("Space");
    await bram.inOrder();
    await keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await until(async () => /^branch-t01-\d-\d$/.test(await focused()), "the focus to be back on the branch");
    await map.getByText("volwassenheid 2").first().waitFor();
    await map.getByText("op de agenda").first().waitFor();
    await page.getByText("1 vraag om te bespreken.").waitFor();
    await page.getByRole("tab", { name: "Als lijst" }).click();
    const answered = page.locator("article.rg-question").filter({ has: page.getByLabel("Zet op de agenda").and(page.locator(":checked")) });
    assert.equal(await answered.getByRole("textbox").first().inputValue(), "De cliëntenraad zit aan tafel.");

    const onPhone = await inside().welcome({ as: "bram", screen: phone, scheme: "dark" });
    await onPhone.visit(`/assessments/${made.id}`);
    assert.equal(await onPhone.page.locator("article.rg-question").count(), 89, "a phone begins with the list");
    await onPhone.page.getByRole("tab", { name: "Als mindmap" }).click();
    await onPhone.page.getByRole("tree").waitFor();
    await onPhone.inOrder();
  });

  test("Two people fill in one list, one of them without a connection for a while, and no answer is lost", async () => {
    const made = await anna.post("/api/v1/assessments", { instrument_id: "base-in-order", subject: organisation });
    const refusals = /^412 PUT \/api\/v1\/assessments\//;
    const noor = await inside().welcome({ as: "noor", refusals });
    const esra = await inside().welcome({ as: "esra" });
    for (const person of [noor, esra]) await person.open(`/assessments/${made.id}`);
    /** @param {Person} person @param {string} text */
    const base = (person, text) => question(person, text).getByRole("radio");
    await base(noor, "Kan onze ICT de AI van nu en morgen dragen?").nth(1).check();
    await base(esra, "Kunnen we vertrouwen op onze gegevens?").nth(2).check();
    await until(async () => base(noor, "Kunnen we vertrouwen").nth(2).isChecked(), "what the other said to appear");
    await until(async () => base(esra, "Kan onze ICT").nth(1).isChecked(), "what the other said to appear");

    await noor.context.setOffline(true);
    await base(noor, "Kunnen we vertrouwen").nth(0).check();
    await question(noor, "Wat ontbreekt er, en wie lost dat wanneer op?").first().getByRole("textbox").first().fill("Rekenkracht, ICT, in mei");
    await noor.page.getByText("Geen verbinding. Er wachten 2 antwoorden.").waitFor();
    await base(esra, "Kunnen we vertrouwen").nth(3).check();
    await allSaved(esra);
    await noor.context.setOffline(false);
    const conflict = question(noor, "Kunnen we vertrouwen op onze gegevens?");
    await conflict.getByText("Esra Voorbeeld gaf intussen een ander antwoord").waitFor();
    // The browser says so itself; what Regie says is judged here.
    noor.troubles = noor.troubles.filter((trouble) => !trouble.includes("ERR_INTERNET_DISCONNECTED"));
    assert.deepEqual(await noor.texts(conflict.locator(".rg-question__versions dd")), ["Helemaal", "Nog niet"]);
    await noor.inOrder();
    await conflict.getByRole("button", { name: "Bewaar mijn antwoord" }).click();
    await allSaved(noor);
    await until(async () => base(esra, "Kunnen we vertrouwen").nth(0).isChecked(), "the chosen answer to appear");
    const { answers } = await noor.read(`/api/v1/assessments/${made.id}`);
    const saved = Object.fromEntries(answers.map((/** @type {any} */ each) => [each.link_id, each.values[0]]));
    assert.deepEqual(
      [saved["infrastructure"], saved["infrastructure-gap"], saved["data-quality"]],
      ["partly", "Rekenkracht, ICT, in mei", "not_at_all"],
    );
  });

  test("On a phone a newer version is looked at first, and what no longer fits stays", async () => {
    const subject = organisation;
    const made = await anna.post("/api/v1/assessments", { instrument_id: "uitleg-op-de-afdeling", subject });
    const budget = { link_id: "budget", values: ["Het leerhuis"] };
    await anna.put(`/api/v1/assessments/${made.id}/answers`, budget, 0);
    const newer = ownList("2", `  - {linkId: when, type: date, text: {nl: "Wanneer is iedereen klaar?", en: "When is everybody done?"}}\n`);
    await addInstrument(newer.replace("linkId: budget\n    type: text", "linkId: budget\n    type: integer"));
    const noor = await inside().welcome({ as: "noor", screen: phone });
    const { page } = noor;
    await noor.visit(`/assessments/${made.id}`);
    await page.getByText("Er is een nieuwe versie: 2").waitFor();
    await page.getByRole("button", { name: "Bekijk de verschillen" }).click();
    const dialog = page.getByRole("dialog", { name: "Wat verandert er met de nieuwe versie?" });
    await dialog.getByText("1 nieuwe vraag").waitFor();
    await dialog.getByText("Wanneer is iedereen klaar?").waitFor();
    await dialog.getByText("1 antwoord past niet meer").waitFor();
    await noor.inOrder();
    await dialog.getByRole("button", { name: "Ga naar versie 2" }).click();
    await noor.hears("U werkt nu met de nieuwe versie.");
    await page.getByText("Antwoorden uit een eerdere versie").waitFor();
    await page.getByText("Het leerhuis").waitFor();
    await question(noor, "Wanneer is iedereen klaar?").waitFor();
    await noor.inOrder();
  });

  test("An instrument is taken to another program as a FHIR questionnaire", async () => {
    const bram = await inside().welcome({ as: "bram" });
    await bram.open("/assessments");
    await bram.page.locator("summary").filter({ hasText: "Zijn wij klaar voor AI?" }).click();
    await bram.inOrder();
    const [download] = await Promise.all([
      bram.page.waitForEvent("download"),
      bram.page.getByRole("button", { name: "FHIR R5 (Questionnaire)" }).click(),
    ]);
    const questionnaire = JSON.parse(readFileSync(await download.path(), "utf8"));
    assert.equal(questionnaire.resourceType, "Questionnaire");
    assert.equal(questionnaire.title, "Zijn wij klaar voor AI?");
  });
});
