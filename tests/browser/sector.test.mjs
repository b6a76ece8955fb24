/**
 * @file A round of a sector body, from opening it to what a hospital reads back: what leaves is seen first.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { password, signedIn } from "../support/hospital.mjs";
import { fill, fillIn, foundHub } from "../support/sector.mjs";
import { inExampleHospital, phone } from "./house.mjs";

const email = "sanne@sector.example";

inExampleHospital("A round of a sector body", (inside) => {
  /** With which the hospital enrols. */
  let code = "";

  /** Somebody of the sector body. @param {import("./house.mjs").Visitor} [visitor] */
  async function ofSectorBody(visitor = {}) {
    const sanne = await inside().welcome(visitor);
    const answer = await sanne.context.request.post(`${inside().address}/api/v1/session`, { data: { email, password } });
    assert.equal(answer.status(), 200, await answer.text());
    return sanne;
  }

  /** @param {import("./house.mjs").Person} person @param {string} name */
  const press = (person, name) => person.page.getByRole("button", { name, exact: true }).click();

  /** @param {import("./house.mjs").Person} person @param {string} name */
  const pressInDialog = (person, name) => person.page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

  test("a sector body invites a hospital with a code that is shown once, and opens a round", async () => {
    await foundHub(inside().server, "Sectororganisatie Voorbeeld", email);
    const sanne = await ofSectorBody();
    const { page } = sanne;
    await sanne.open("/");
    await sanne.arrives("Welke rondes lopen er?");
    await page.getByText("Er is nog geen ronde.").waitFor();
    await sanne.inOrder();

    await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name: "Deelnemers" }).click();
    await sanne.arrives("Wie doet er mee?");
    await press(sanne, "Voeg een deelnemer toe");
    await pressInDialog(sanne, "Bewaar");
    await page.getByRole("heading", { name: "Er zijn nog 5 dingen niet goed" }).waitFor();
    await sanne.inOrder();
    await page.getByLabel("Naam").fill("Ziekenhuis Voorbeeld");
    await page.getByLabel("Soort ziekenhuis").selectOption({ label: "Algemeen" });
    await page.getByLabel("Ambitie").selectOption({ label: "Volger" });
    await page.getByLabel("Regio").fill("noord");
    await page.getByLabel("Omvang").selectOption({ label: "Klein" });
    await pressInDialog(sanne, "Bewaar");
    await sanne.hears("Ziekenhuis Voorbeeld is bewaard.");
    await page.getByRole("button", { name: /^Maak een code/ }).click();
    await pressInDialog(sanne, "Maak een code");
    await page.getByRole("heading", { name: "Geef deze code aan Ziekenhuis Voorbeeld" }).waitFor();
    await sanne.inOrder();
    code = await page.locator(".rg-command").innerText();
    await press(sanne, "Klaar");

    await page.getByRole("link", { name: "Rondes" }).click();
    await press(sanne, "Nieuwe ronde");
    await page.getByRole("textbox", { name: "Ronde" }).fill("AI Monitor 2026");
    await page.getByLabel("Vragenlijst").selectOption("ai-monitor-2026");
    await page.getByLabel("Jaar").fill("2026");
    await page.getByLabel("Eerste dag").fill("2026-01-01");
    await page.getByLabel("Laatste dag").fill("2026-12-31");
    await sanne.inOrder();
    await pressInDialog(sanne, "Bereid voor");
    await sanne.arrives("Hoe ver is AI Monitor 2026?");
    await press(sanne, "Nodig deelnemers uit");
    await page.getByRole("dialog").getByLabel(/^Ziekenhuis Voorbeeld/).waitFor();
    await sanne.inOrder();
    await pressInDialog(sanne, "Nodig 1 deelnemer uit");
    await sanne.hears("1 deelnemer is uitgenodigd.");
    await press(sanne, "Open de ronde");
    await pressInDialog(sanne, "Open de ronde");
    await sanne.hears("De ronde is open.");
    await page.getByText("Regie verstuurt geen mail: kopieer de tekst.").waitFor();
    await page.getByText("U kunt meedoen tot en met 31 december 2026.").waitFor();
    await sanne.inOrder();
  });

  test("the hospital enrols, sees exactly what leaves and what stays home, and sends that", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.visit("/monitor");
    await press(anna, "Meld ons aan");
    await page.getByLabel("Adres van de sectororganisatie").fill(inside().address);
    await page.getByRole("textbox", { name: "Code" }).fill(code);
    await anna.inOrder();
    await pressInDialog(anna, "Meld aan");
    await anna.hears("Wij zijn aangemeld bij Sectororganisatie Voorbeeld.");
    await press(anna, "Haal rondes op");
    await press(anna, "Begin de vragenlijst");
    await page.getByRole("heading", { level: 1, name: /AI Monitor Ziekenhuizen 2026/ }).waitFor();
    const { items } = await anna.read("/api/v1/sector/offered-rounds");
    const server = await signedIn(inside().server, "anna@voorbeeld.example", inside().password);
    await fillIn(server, items[0].assessment_id);

    await anna.open("/monitor");
    await page.getByText(/^\d+ van \d+ vragen hebben een antwoord\. Regie vulde er zelf \d+ in: \d+%\.$/).waitFor();
    await anna.inOrder();
    await press(anna, "Bekijk wat weggaat");
    await anna.arrives("Wat gaat er precies weg?");
    const answers = page.getByRole("table", { name: "De antwoorden" });
    await answers.getByRole("row", { name: /AI-visie met strategie/ }).first().waitFor();
    const home = page.getByRole("region", { name: "Wat blijft er thuis?" });
    await home.getByText("Uw rol").waitFor();
    assert.equal(await answers.getByText("Uw rol").count(), 0);
    await page.getByText("Toon de bytes").click();
    const shown = await page.locator("pre").innerText();
    await anna.inOrder();
    const [download] = await Promise.all([page.waitForEvent("download"), press(anna, "Bewaar als bestand")]);
    assert.equal(readFileSync(await download.path(), "utf8"), shown);
    await press(anna, "Verstuur");
    await anna.hears("De sectororganisatie heeft het pakket ontvangen.");
    await anna.arrives("Wat ging er precies weg?");
    await anna.inOrder();

    const sanne = await ofSectorBody();
    await sanne.open("/rounds");
    await sanne.page.getByRole("link", { name: "AI Monitor 2026" }).click();
    await sanne.page.getByRole("button", { name: /^Bekijk wat kwam/ }).click();
    const dialog = sanne.page.getByRole("dialog", { name: "Wat stuurde Ziekenhuis Voorbeeld op?" });
    await dialog.getByRole("table", { name: "De antwoorden" }).waitFor();
    const received = await sanne.read("/api/v1/sector/rounds");
    const { items: sent } = await sanne.read(`/api/v1/sector/rounds/${received.items[0].id}/response`);
    const { items: kept } = await sanne.read(
      `/api/v1/sector/rounds/${received.items[0].id}/submissions?member=${sent[0].member_id}`,
    );
    assert.deepEqual(kept[0].document, JSON.parse(shown));
    await sanne.inOrder();
  });

  test("what the sector body publishes, the hospital reads beside its own answers", async () => {
    const hub = await signedIn(inside().server, email);
    const [round] = (await hub.get("/api/v1/sector/rounds")).items;
    await fill(hub, round, 5);
    const sanne = await ofSectorBody();
    await sanne.open(`/rounds/${round.id}`);
    await press(sanne, "Sluit de ronde");
    await pressInDialog(sanne, "Sluit de ronde");
    await sanne.hears("De ronde is gesloten.");
    await press(sanne, "Publiceer");
    await sanne.page.getByText("Cijfers over te weinig ziekenhuizen.").waitFor();
    await sanne.inOrder();
    await pressInDialog(sanne, "Publiceer voorgoed");
    await sanne.arrives("Wat is er gepubliceerd?");
    await sanne.inOrder();

    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.open("/monitor");
    await press(anna, "Haal rondes op");
    await anna.hears("Er is 1 ronde bekend.");
    await page.getByRole("link", { name: "Vergelijking" }).click();
    await anna.arrives("Waar staan wij?");
    await page.getByRole("heading", { name: "Wat brengt ons het meest vooruit?" }).waitFor();
    await anna.inOrder();
    const question = "Is er een AI-visie met strategie voor de (middel)lange termijn?";
    await page.getByRole("region", { name: "Alle vragen" }).getByRole("link", { name: question }).click();
    await anna.arrives(question);
    const figure = page.getByRole("figure", { name: "Wat antwoordt de groep?" });
    await figure.getByText("Ons antwoord").waitFor();
    await figure.getByText(/^6 deden mee, 6 antwoordden, ronde 2026\./).waitFor();
    await anna.inOrder();
    await figure.getByRole("button", { name: "Bekijk als tabel" }).click();
    await figure.getByRole("rowheader", { name: "Ja" }).waitFor();
    await page.getByLabel("Groep", { exact: true }).selectOption({ label: "Alle ziekenhuizen" });
    await until(async () => page.url().includes("group=&") || page.url().endsWith("group="), "the group in the address");
    await anna.inOrder();
  });

  test("all of it can be read on a phone in the dark", async () => {
    const onPhone = /** @type {const} */ ({ screen: phone, scheme: "dark" });
    const sanne = await ofSectorBody(onPhone);
    const [round] = (await sanne.read("/api/v1/sector/rounds")).items;
    for (const path of ["/rounds", "/members", `/rounds/${round.id}`, `/rounds/${round.id}/publication`, `/rounds/${round.id}/publication/q12`])
      await sanne.visit(path);
    const anna = await inside().welcome({ as: "anna", ...onPhone });
    const [{ packages }] = (await anna.read("/api/v1/sector/offered-rounds")).items;
    for (const path of ["/monitor", `/monitor/packages/${packages[0].id}`, "/benchmark", `/benchmark/${round.id}/q12`])
      await anna.visit(path);
  });
});
