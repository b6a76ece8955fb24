/**
 * @file The pictures in the README, taken of the example hospital. Only with REGIE_SCREENSHOTS=1, so that
 * a run of the tests leaves the working tree as it was.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { desk, phone } from "./house.mjs";
import { small } from "./png.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../docs/screenshots");
const largest = 200_000;

export const wanted = process.env.REGIE_SCREENSHOTS === "1";

/** @param {import("./house.mjs").House} house still as the example was set up */
export async function takeScreenshots(house) {
  mkdirSync(folder, { recursive: true });
  const onDesk = { as: "chantal", screen: desk };
  const dark = await house.welcome({ ...onDesk, scheme: "dark" });
  const onPhone = await house.welcome({ as: "chantal", screen: phone });
  const chantal = await house.welcome(onDesk);
  const lars = await house.welcome({ as: "lars", screen: desk });
  const { items } = await chantal.read("/api/v1/applications?search=polikliniek");
  const application = items.find((/** @type {any} */ { name }) => name === "Meeluisteren op de polikliniek");

  /** @param {import("./house.mjs").Person} person @param {string} name @param {string} [path] */
  async function take(person, name, path) {
    if (path !== undefined) await person.open(path);
    await person.page.evaluate(() => document.fonts.ready);
    await person.page.mouse.move(0, 0);
    const picture = small(await person.page.screenshot({ animations: "disabled", caret: "hide" }));
    assert.ok(picture.length < largest, `${name}.png has ${picture.length} bytes`);
    writeFileSync(join(folder, `${name}.png`), picture);
  }

  await take(chantal, "overview", "/");
  await take(chantal, "register", "/applications");
  await take(chantal, "application", `/applications/${application.id}`);
  await take(chantal, "funnel", "/funnel");
  await take(chantal, "flow", "/funnel/flow");
  await take(chantal, "gate", `/applications/${application.id}?tab=gate`);
  await take(chantal, "law", "/law");
  await take(chantal, "application-law", `/applications/${application.id}/law`);
  const bram = await house.welcome({ as: "bram", screen: desk });
  const { csrf_token } = await bram.read("/api/v1/session");
  const begun = await bram.context.request.post(`${house.address}/api/v1/assessments`, {
    data: { instrument_id: "board-mindmap", subject: { kind: "organisation", id: null, version: null } },
    headers: { "X-CSRF-Token": csrf_token },
  });
  assert.equal(begun.status(), 201, await begun.text());
  await take(bram, "mindmap", `/assessments/${(await begun.json()).id}`);
  await take(dark, "overview-dark", "/");
  await take(onPhone, "overview-phone", "/");
  await take(onPhone, "funnel-phone", "/funnel");

  await chantal.open("/ideas/new");
  await chantal.page.getByLabel("Wat is het probleem?").fill("Verpleegkundigen bellen elke avond rond voor een vrij bed. Dat kost een uur per dienst.");
  await chantal.page.getByLabel("Van wie is dit probleem?").fill("Verpleegkundigen in de avond");
  await chantal.page.getByLabel("Korte naam").fill("Sneller een bed vinden");
  await take(chantal, "idea");
  await chantal.page.getByRole("button", { name: "Dien in" }).click();
  await chantal.arrives("Wat gebeurt er nu met uw idee?");
  await chantal.open(`/applications/${application.id}`);
  await chantal.page.getByRole("button", { name: "Dit klopt nog" }).click();
  await chantal.hears("Vastgelegd: de gegevens kloppen nog.");

  await lars.open("/audit");
  await lars.page.getByRole("button", { name: "Controleer het spoor" }).click();
  await lars.page.getByText("Het auditspoor is ongeschonden").waitFor();
  await take(lars, "audit");
}
