/**
 * @file What comes of assessments: an own questionnaire, a result, a comparison, a leaflet, and a DPIA for
 * another hospital.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Client } from "../support/client.mjs";
import { found, password } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { inExampleHospital, phone } from "./house.mjs";

/** @typedef {import("./house.mjs").Person} Person */

const ownList = `
id: nachtdienst
version: "1"
title: {nl: "AI in de nachtdienst", en: "AI at night"}
summary: {nl: "Wie helpt er in de nacht?", en: "Who helps at night?"}
subject: organisation
source: {title: "AI in de nachtdienst", publisher: "Ziekenhuis Voorbeeld"}
checked_on: 2026-11-24
items:
  - linkId: reachable
    type: boolean
    text: {nl: "Is er iemand bereikbaar?", en: "Can somebody be reached?"}
  - linkId: who
    type: string
    text: {nl: "Wie is dat?", en: "Who is that?"}
    enableWhen: [{question: reachable, operator: "=", answer: true}]
`;
const lineOf = (/** @type {string} */ part) => String(ownList.slice(0, ownList.indexOf(part)).split("\n").length);

const organisation = { kind: "organisation", id: null, version: null };
const parts = ["team", "vision", "finance", "awareness", "transformation", "data", "technology"];

inExampleHospital("What comes of assessments", (inside) => {
  /** @type {Client} */
  let anna;
  /** @type {{id: string, name: string}} */
  let application;

  before(async () => {
    anna = new Client(inside().address, { language: "nl" });
    await anna.signIn("anna@voorbeeld.example", inside().password);
    [application] = (await anna.get("/api/v1/applications", { search: "Botbreuken" })).items;
  });

  /** @param {string} instrument_id @param {object} subject @param {Record<string, any>} given */
  async function filledIn(instrument_id, subject, given) {
    const made = await anna.post("/api/v1/assessments", { instrument_id, subject });
    for (const [link_id, value] of Object.entries(given)) {
      const before = made.answers.find((/** @type {any} */ each) => each.link_id === link_id);
      const overruled = before ? "Zo kennen wij het." : null;
      await anna.put(`/api/v1/assessments/${made.id}/answers`, { link_id, values: [value], overruled }, before?.version ?? 0);
    }
    return made.id;
  }

  /** A file as a person has it. @param {string} name @param {string} text */
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

  test("An own questionnaire is refused with the line of each fault, then previewed and put to use", async () => {
    const noor = await inside().welcome({ as: "anna" });
    const { page } = noor;
    await noor.open("/assessments");
    await page.getByRole("link", { name: "Eigen vragenlijst" }).click();
    await noor.arrives("Klopt uw eigen vragenlijst?");
    await noor.inOrder();
    const choose = page.getByLabel("Vragenlijst", { exact: true });
    await choose.setInputFiles(file("nacht.yaml", ownList.replace("question: reachable", "question: nowhere")));
    await page.getByText("Er klopt 1 ding niet").waitFor();
    await page.getByText("nacht.yaml", { exact: true }).waitFor();
    const fault = page.getByRole("table", { name: "Wat er niet klopt" }).getByRole("row").last();
    assert.equal(await fault.getByRole("rowheader").innerText(), lineOf("enableWhen"));
    await fault.getByText(/nowhere/).first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Neem in gebruik" }).count(), 0);
    await noor.inOrder();

    await choose.setInputFiles(file("nacht.yaml", ownList));
    await page.getByRole("heading", { name: "Zo ziet het eruit: AI in de nachtdienst" }).waitFor();
    assert.deepEqual(await noor.texts(".rg-asks__outline > li"), ["Is er iemand bereikbaar?", "Wie is dat?"]);
    await noor.inOrder();
    await page.getByRole("button", { name: "Neem in gebruik" }).press("Enter");
    await noor.hears("AI in de nachtdienst staat bij de vragenlijsten.");
    await noor.arrives("Welke vragenlijsten hebben we?");
    await page.getByRole("button", { name: "Begin: AI in de nachtdienst" }).waitFor();
  });

  test("A result is drawn beside the one before it, compared, and printed", async () => {
    const rising = (/** @type {string[]} */ values) => Object.fromEntries(parts.map((part, index) => [part, values[index % values.length]]));
    const first = await filledIn("ai-readiness", organisation, rising(["not_at_all", "partly"]));
    const second = await filledIn("ai-readiness", organisation, rising(["mostly", "partly", "fully"]));
    const noor = await inside().welcome({ as: "noor" });
    const { page } = noor;
    await noor.visit(`/assessments/${second}/result`);
    await page.getByRole("img", { name: /^Radar met \d+ scores/ }).waitFor();
    await page.getByRole("heading", { name: /^Verloop van / }).waitFor();
    const chart = await page.getByLabel("Welke score?").inputValue();
    const others = await page.getByLabel("Welke score?").locator("option").evaluateAll((all) => all.map((each) => each.getAttribute("value")));
    const other = others.find((value) => value && value !== chart);
    assert.ok(other);
    await page.getByLabel("Welke score?").selectOption(other);
    await noor.inOrder();
    for (const figure of await page.locator("figure").all()) {
      await figure.getByRole("button", { name: "Bekijk als tabel" }).press("Enter");
      assert.ok((await figure.getByRole("row").count()) > 2, "the numbers behind the picture");
    }
    await noor.inOrder();
    for (let figure = await page.locator("figure").count(); figure > 0; figure -= 1)
      await page.getByRole("button", { name: "Bekijk als grafiek" }).first().press("Enter");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.getByRole("img", { name: /^Radar met/ }).isVisible(), "the picture is on paper");
    for (const name of ["Print", "Naar de vragen", "Exporteer"])
      assert.equal(await page.getByText(name, { exact: true }).isVisible(), false, `${name} is no use on paper`);
    await page.emulateMedia({ media: "screen" });

    await page.getByRole("link", { name: "Vergelijk", exact: true }).press("Enter");
    await noor.arrives("Wat is het verschil?");
    assert.ok(page.url().endsWith(`/assessments/${first}/compare?with=${second}`));
    const answers = page.getByRole("table", { name: "Antwoorden" });
    const differing = await answers.getByRole("row").count();
    await answers.getByRole("row", { name: /team met de juiste kennis/ }).getByText("Grotendeels op orde").waitFor();
    await noor.inOrder();
    await page.getByLabel("Toon ook wat gelijk is").press("Space");
    await answers.getByText("verschilt", { exact: true }).first().waitFor();
    assert.ok((await answers.getByRole("row").count()) > differing);
    await noor.inOrder();

    const onPhone = await inside().welcome({ as: "noor", screen: phone, scheme: "dark" });
    await onPhone.visit(`/assessments/${second}/result`);
    await onPhone.visit(`/assessments/${first}/compare?with=${second}`);
    await onPhone.visit(`/assessments/${first}/compare`);
    await onPhone.page.getByText("Kies de tweede beoordeling.").waitFor();
  });

  test("A leaflet is read by patients and by staff, also in English on a phone", async () => {
    const subject = { kind: "application", id: application.id, version: null };
    const id = await filledIn("leaflet", subject, { "patient-why": "Zo ziet de arts een breuk eerder." });
    const noor = await inside().welcome({ as: "noor" });
    const { page } = noor;
    await noor.open(`/assessments/${id}`);
    await page.getByRole("link", { name: "Bekijk de bijsluiter" }).click();
    await noor.arrives(`Wat moet u weten over ${application.name}?`);
    await page.getByText("Dit is een concept. De bijsluiter is nog niet afgerond.").waitFor();
    await page.getByText("Zo ziet de arts een breuk eerder.").waitFor();
    await page.getByText("Nog niet ingevuld.").first().waitFor();
    await noor.inOrder();
    await page.getByRole("tab", { name: "Voor patiënten" }).press("ArrowRight");
    await page.getByRole("heading", { level: 2, name: "Voor medewerkers" }).waitFor();
    assert.equal(await page.getByText("Zo ziet de arts een breuk eerder.").count(), 0, "each reads what is meant for them");
    await noor.inOrder();
    const onPhone = await inside().welcome({ as: "noor", screen: phone, scheme: "dark", language: "en" });
    await onPhone.visit(`/assessments/${id}/leaflet`);
  });

  test("A DPIA with a file as evidence goes to another hospital, which answers only what is its own", async () => {
    const subject = { kind: "application", id: application.id, version: null };
    const id = await filledIn("dpia", subject, { controller: "Ziekenhuis Voorbeeld", "data-subjects": "patients", "data-elements": "Röntgenfoto's" });
    const noor = await inside().welcome({ as: "noor" });
    await noor.open(`/assessments/${id}`);
    const asked = noor.page.locator("article.rg-question").filter({ hasText: "Wie is verwerkingsverantwoordelijke?" });
    await asked.locator("summary").filter({ hasText: "Opmerking of bewijs toevoegen" }).press("Enter");
    await asked.getByLabel("Titel van het bewijs").fill("Besluit van het bestuur");
    await asked.getByLabel("Of een bestand, tot 25 MB").setInputFiles(file("besluit.txt", "Wij zijn verantwoordelijk."));
    const evidence = asked.getByRole("link", { name: /Besluit van het bestuur/ });
    await evidence.waitFor();
    assert.equal(await asked.getByLabel("Titel van het bewijs").inputValue(), "", "ready for the next");
    const kept = await noor.context.request.get(new URL((await evidence.getAttribute("href")) ?? "", inside().address).href);
    assert.deepEqual([kept.status(), await kept.text()], [200, "Wij zijn verantwoordelijk."]);
    await noor.inOrder();

    await noor.page.locator("summary").filter({ hasText: "Exporteer" }).press("Enter");
    await noor.page.getByLabel("Voor een ander ziekenhuis").check();
    await noor.page.getByText(/^Zonder namen, opmerkingen, bewijs/).waitFor();
    await noor.inOrder();
    const coming = noor.page.waitForEvent("download");
    await noor.page.getByRole("button", { name: "Download bestand" }).press("Enter");
    const shared = await (await coming).path();
    await noor.hears("Het bestand is gedownload.");

    const theirs = await found(inside().server, "Ziekenhuis Overname", "beheer@overname.example");
    await theirs.post("/api/v1/applications", { record: record("Breukenzoeker") });
    const odile = await inside().welcome({ screen: phone });
    const entered = await odile.context.request.post(`${inside().address}/api/v1/session`, { data: { email: "beheer@overname.example", password } });
    assert.equal(entered.status(), 200);
    const { page } = odile;
    await odile.open("/assessments");
    await page.getByRole("button", { name: "Begin: DPIA van een AI-toepassing" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Toepassing", { exact: true }).selectOption({ label: "Breukenzoeker (APP-0001)" });
    await dialog.getByText("Antwoorden die u al hebt", { exact: true }).first().click();
    await dialog.getByLabel("Antwoorden die u al hebt", { exact: true }).setInputFiles(shared);
    await odile.inOrder();
    await dialog.getByRole("button", { name: "Begin", exact: true }).click();
    await page.getByText(/^Overgenomen van Ziekenhuis Voorbeeld: /).first().waitFor();
    await odile.ready();
    assert.equal(await page.getByText("Besluit van het bestuur").count(), 0, "evidence stays with whose it is");
    await odile.inOrder();
  });
});
