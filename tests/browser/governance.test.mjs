/**
 * @file The gates: signing, waiving, deciding, the card that moves, and what was sealed.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inExampleHospital, phone } from "./house.mjs";

/** @typedef {import("./house.mjs").Person} Person */

inExampleHospital("The gates", (inside) => {
  /** The id of an application. @param {Person} person @param {string} code */
  async function idOf(person, code) {
    const { items } = await person.read("/api/v1/applications?limit=500");
    return items.find((/** @type {any} */ each) => each.code === code).id;
  }

  test("A reviewer signs, the board waives and decides, the card moves, and the snapshot shows what was known", async () => {
    const noor = await inside().welcome({ as: "noor" });
    const id = await idOf(noor, "APP-0009");
    await noor.open(`/applications/${id}?tab=gate`);
    await noor.page.getByRole("button", { name: "Teken: De CISO is akkoord." }).click();
    await noor.page.getByRole("dialog").getByRole("button", { name: "Teken", exact: true }).click();
    await noor.page.getByText("Getekend als CISO.").waitFor();
    await noor.page.getByText("Noor Voorbeeld, ").first().waitFor();
    await noor.inOrder();

    const bram = await inside().welcome({ as: "bram" });
    const { page } = bram;
    await bram.open(`/applications/${id}?tab=gate`);
    await page.getByRole("button", { name: "Geef ontheffing: Er is een risicodossier." }).or(
      page.getByRole("button", { name: /^Geef ontheffing: Er is een plan om het effect/ })).first().click();
    const waiver = page.getByRole("dialog");
    await waiver.getByLabel("Waarom mag dit later?").fill("Het plan komt uit het EPD-project.");
    await waiver.getByLabel("Geldig tot en met").fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
    await waiver.getByRole("button", { name: "Geef ontheffing" }).click();
    await page.getByText("Welke ontheffingen zijn gegeven?").waitFor();

    await page.getByRole("button", { name: "Besluit", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Go onder voorwaarden/).check();
    await dialog.getByLabel("Waarom?").fill("De verpleging wil beginnen.");
    await dialog.getByLabel("Wat moet er gebeuren?").fill("Maak de DPIA af.");
    await dialog.getByLabel("Wie doet het?").fill("Esra Voorbeeld");
    await dialog.getByLabel("Uiterlijk").fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
    await bram.inOrder();
    await dialog.getByRole("button", { name: "Leg besluit vast" }).click();
    await page.getByText("Het besluit is vastgelegd en verzegeld.").waitFor();
    assert.equal((await bram.read(`/api/v1/applications/${id}`)).phase, "pilot_technical");

    await page.getByRole("link", { name: /^Poort na Ontwikkeling of aankoop/ }).click();
    await bram.arrives("Wat was bekend bij dit besluit?");
    await page.getByText("Dit besluit klopt nog met wat is verzegeld.").waitFor();
    await page.getByRole("listitem").filter({ hasText: "Maak de DPIA af." }).waitFor();
    await bram.inOrder();
  });

  test("The board sees what to decide, what is open again, and which conditions fall due, also on a phone", async () => {
    for (const screen of [undefined, phone]) {
      const bram = await inside().welcome({ as: "bram", screen });
      await bram.open("/gates");
      await bram.arrives("Wat moet de AI-board besluiten?");
      await bram.page.getByText("Opnieuw open").first().waitFor();
      await bram.page.getByText("Vraag drie leveranciers om een nieuw aanbod.").waitFor();
      await bram.inOrder();
      await bram.open(`/applications/${await idOf(bram, "APP-0005")}?tab=gate`);
      await bram.page.getByText("De poort is opnieuw open").waitFor();
      await bram.inOrder();
    }
  });
});
