/**
 * @file An idea from the work floor, its answer, and whether something like it is there already.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inExampleHospital, phone } from "./house.mjs";

inExampleHospital("Ideas", (inside) => {
  const name = "Sneller een bed vinden";

  test("A reader hands in an idea on a phone within a minute, and sees its clock", async () => {
    const kim = await inside().welcome({ as: "kim", screen: phone, refusals: /^422 POST \/api\/v1\/ideas$/ });
    const { page } = kim;
    const started = Date.now();
    await kim.open("/");
    await page.getByRole("main").getByRole("link", { name: "Idee indienen" }).click();
    await kim.arrives("Welk probleem wilt u oplossen?");
    await page.getByRole("button", { name: "Dien in" }).click();
    await page.getByText("Er zijn nog 3 dingen niet goed").waitFor();
    await kim.inOrder();
    await page.getByLabel("Wat is het probleem?").fill("We bellen elke avond rond voor een vrij bed.");
    await page.getByLabel("Van wie is dit probleem?").fill("Verpleegkundigen in de avond");
    await page.getByLabel("Korte naam").fill(name);
    await page.getByRole("button", { name: "Dien in" }).click();
    await kim.arrives("Wat gebeurt er nu met uw idee?");
    await page.getByText(/^De klok loopt vanaf nu\. U krijgt uiterlijk \d+ \w+ \d{4} antwoord\.$/).waitFor();
    await kim.inOrder();
    await page.getByRole("link", { name: "Bekijk mijn ideeën" }).click();
    await kim.arrives("Wat gebeurt er met mijn ideeën?");
    assert.ok(Date.now() - started < 60_000, "it took more than a minute");
    const mine = page.getByRole("region", { name: "Mijn ideeën" }).getByRole("listitem").filter({ hasText: name });
    await mine.getByText("Wacht 0 dagen").waitFor();
    await mine.getByText("Staat nu in: idee").waitFor();
    await kim.inOrder();
    assert.equal(await page.getByRole("heading", { name: "Wacht op antwoord" }).count(), 0, "a reader answers nobody");
  });

  test("The administrator answers, longest waiting first, and the reader reads the answer", async () => {
    const house = inside();
    const anna = await house.welcome({ as: "anna", refusals: /^422 POST/ });
    const { page } = anna;
    await anna.visit("/ideas");
    const waiting = page.getByRole("region", { name: "Wacht op antwoord" }).getByRole("listitem");
    const waits = (await anna.texts(waiting)).map((text) => Number(/Wacht (\d+) dag/.exec(text)?.[1]));
    assert.deepEqual(waits, [61, 0, 0]);
    await waiting.filter({ hasText: name }).getByRole("button", { name: /^Naar verkenning/ }).click();
    const dialog = page.getByRole("dialog", { name: `Waarom gaat ${name} door?` });
    await dialog.getByText("We bellen elke avond rond voor een vrij bed.").waitFor();
    await dialog.getByRole("button", { name: "Naar verkenning" }).click();
    await dialog.getByRole("link", { name: /^Uw antwoord aan de indiener: / }).waitFor();
    await anna.inOrder();
    await dialog.getByLabel("Uw antwoord aan de indiener").fill("Goed gezien. We zoeken dit samen uit.");
    await dialog.getByRole("button", { name: "Naar verkenning" }).click();
    await anna.hears(`${name} heeft antwoord.`);
    await waiting.filter({ hasText: name }).waitFor({ state: "detached" });
    assert.equal(await waiting.count(), 2);

    const kim = await house.welcome({ as: "kim" });
    await kim.visit("/ideas");
    const mine = kim.page.getByRole("region", { name: "Mijn ideeën" }).getByRole("listitem").filter({ hasText: name });
    await mine.getByText("Antwoord na 0 dagen").waitFor();
    await mine.getByText("Antwoord: Goed gezien. We zoeken dit samen uit.").waitFor();
    await mine.getByText("Staat nu in: verkenning").waitFor();
  });

  test("The same purpose from two suppliers is pointed out, until one of them stops", async () => {
    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    const [one, other] = ["Meeluisteren op de polikliniek", "Gespreksverslag op de SEH"];
    await bram.visit("/overlaps");
    await page.getByText("1 groep doet hetzelfde met verschillende leveranciers.").waitFor();
    await page.getByText("2 toepassingen van 2 leveranciers.").waitFor();
    await page.getByRole("link", { name: one }).click();
    await bram.arrives(one);
    const alert = page.locator(".rg-alert", { hasText: "Dit lijkt op iets wat we al hebben" });
    await alert.getByRole("link", { name: other }).click();
    await bram.arrives(other);
    await page.getByRole("button", { name: "Haal uit de funnel" }).click();
    await page.getByRole("dialog").getByLabel("Reden", { exact: true }).fill("We gaan samen verder met het andere product.");
    await page.getByRole("dialog").getByRole("button", { name: "Verplaats" }).click();
    await bram.hears(`${other} staat nu in`);
    await page.getByRole("link", { name: "Overlap" }).click();
    await page.getByText("Geen dubbel werk gevonden.").waitFor();
    await bram.arrives("Wat doen we dubbel?");
    await bram.inOrder();
  });
});
