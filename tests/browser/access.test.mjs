/**
 * @file Signing in, one's own preferences and organisations, and the pages of the administrator.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { inExampleHospital } from "./house.mjs";

/** Asking who is signed in is refused when nobody is. */
const nobody = /^401 GET \/api\/v1\/session$/;

inExampleHospital("Access", (inside) => {
  /** @param {import("./house.mjs").Person} person @param {string} email @param {string} password */
  async function signIn(person, email, password) {
    await person.page.getByLabel("E-mailadres").fill(email);
    await person.page.getByLabel("Wachtwoord", { exact: true }).fill(password);
    await person.page.getByRole("button", { name: "Inloggen" }).click();
  }

  /** @param {import("./house.mjs").Person} person */
  async function signOut(person) {
    await person.page.locator("summary", { hasText: "Account van" }).click();
    await person.page.getByRole("button", { name: "Uitloggen" }).click();
    await person.page.waitForURL("**/sign-in");
    await person.ready();
  }

  test("A wrong password is refused in one sentence, the right one leads to the page that was asked for", async () => {
    const house = inside();
    const bram = await house.welcome({ refusals: /^(401 (GET|POST)|422 POST) \/api\/v1\/session$/ });
    const { page } = bram;
    await bram.visit("/applications?phase=operation");
    await page.waitForURL("**/sign-in?return=%2Fapplications%3Fphase%3Doperation");
    await page.getByText("Dit is een voorbeeld met een verzonnen ziekenhuis.").waitFor();

    await signIn(bram, "bram@voorbeeld.example", "niet het wachtwoord");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    const refusal = await alert.innerText();
    assert.match(refusal, /^[A-Z][^.]*wachtwoord[^.]*\.$/, "one sentence");
    await bram.inOrder();
    // Nobody learns from it which addresses exist.
    await signIn(bram, "niemand@voorbeeld.example", "niet het wachtwoord");
    await bram.ready();
    assert.equal(await alert.innerText(), refusal);

    await signIn(bram, "bram@voorbeeld.example", house.password);
    await page.waitForURL("**/applications?phase=operation");
    await page.getByRole("link", { name: "Botbreuken op röntgenfoto's" }).waitFor();
  });

  test("Signing out leaves nothing behind, also not for the button back", async () => {
    const kim = await inside().welcome({ as: "kim", refusals: nobody });
    await kim.open("/applications");
    await signOut(kim);
    await kim.inOrder();
    await kim.page.goBack();
    await kim.page.waitForURL("**/sign-in?return=%2Fapplications");
    assert.deepEqual(await kim.context.cookies(), []);
  });

  test("A new colleague gets a temporary password from the administrator and must choose an own one", async () => {
    const house = inside();
    const anna = await house.welcome({ as: "anna", refusals: /^422 POST \/api\/v1\/accounts$/ });
    const { page } = anna;
    await anna.open("/accounts");
    await page.getByRole("button", { name: "Account toevoegen" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Maak account" }).click();
    await dialog.getByText("Er zijn nog 2 dingen niet goed").waitFor();
    await anna.inOrder();
    await dialog.getByRole("link", { name: /^Naam:/ }).click();
    assert.equal(await dialog.getByLabel("Naam", { exact: true }).evaluate((field) => field === document.activeElement), true);

    await dialog.getByLabel("Naam", { exact: true }).fill("Quinn Voorbeeld");
    await dialog.getByLabel("E-mailadres").fill("quinn@voorbeeld.example");
    await dialog.getByLabel(/^Afdelingshoofd/).check();
    await dialog.getByLabel("Waar geldt de rol Afdelingshoofd?").selectOption({ label: "Bepaalde afdelingen" });
    await dialog.getByLabel("Radiologie").check();
    await anna.inOrder();
    await dialog.getByRole("button", { name: "Maak account" }).click();
    await dialog.getByRole("heading", { name: "Tijdelijk wachtwoord voor Quinn Voorbeeld" }).waitFor();
    const temporary = await dialog.locator("code, output, strong").first().innerText();
    await anna.inOrder();
    await dialog.getByRole("button", { name: "Klaar" }).click();
    await page.getByRole("row", { name: /Quinn Voorbeeld.*Afdelingshoofd.*Radiologie.*Tijdelijk wachtwoord/ }).waitFor();

    const quinn = await house.welcome({ refusals: /^(401 GET \/api\/v1\/session|422 PUT \/api\/v1\/session\/password)$/ });
    await quinn.open("/funnel");
    await signIn(quinn, "quinn@voorbeeld.example", temporary);
    await quinn.page.getByText("Kies nu uw eigen wachtwoord").waitFor();
    await quinn.ready();
    await quinn.inOrder();
    assert.equal(await quinn.page.getByRole("navigation").count(), 0, "there is no way around it");
    await quinn.page.getByLabel("Tijdelijk wachtwoord").fill(temporary);
    await quinn.page.getByLabel("Nieuw wachtwoord").fill("kort");
    await quinn.page.getByRole("button", { name: "Wijzig wachtwoord" }).click();
    await quinn.page.getByRole("link", { name: /^Nieuw wachtwoord:/ }).waitFor();
    await quinn.page.getByLabel("Nieuw wachtwoord").fill("een lange zin die niemand raadt");
    await quinn.page.getByRole("button", { name: "Wijzig wachtwoord" }).click();
    await quinn.page.getByRole("heading", { name: "Waar staat elke toepassing, en waar stokt het?" }).waitFor();

    await signOut(quinn);
    await signIn(quinn, "quinn@voorbeeld.example", "een lange zin die niemand raadt");
    await quinn.page.getByRole("heading", { name: "Hoe staat onze AI ervoor?" }).waitFor();
    await quinn.open("/accounts");
    await quinn.page.getByText("Uw account geeft geen toegang tot deze pagina.").waitFor();
    await quinn.inOrder();
  });

  test("A token for a script is shown once, works at once, and ends when it is revoked", async () => {
    const house = inside();
    const chantal = await house.welcome({ as: "chantal", refusals: /^422 POST \/api\/v1\/tokens$/ });
    const { page } = chantal;
    await chantal.open("/");
    await page.locator("summary", { hasText: "Account van" }).click();
    await page.getByRole("link", { name: "Tokens voor scripts" }).click();
    await chantal.arrives("Welke scripts werken namens u?");
    await page.getByText("U hebt nog geen tokens.").waitFor();
    await page.getByRole("button", { name: "Token maken" }).click();
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByLabel("Het auditspoor lezen").count(), 0, "what she may not do cannot be chosen");
    await dialog.getByRole("button", { name: "Maak token" }).click();
    await dialog.getByRole("link", { name: /^Waarvoor:/ }).waitFor();
    await dialog.getByLabel("Waarvoor").fill("Export voor het datawarehouse");
    await chantal.inOrder();
    await dialog.getByRole("button", { name: "Maak token" }).click();
    await dialog.getByRole("heading", { name: "Uw token voor Export voor het datawarehouse" }).waitFor();
    const secret = await dialog.locator("code").innerText();
    await chantal.inOrder();
    await dialog.getByRole("button", { name: "Klaar" }).click();
    await page.getByRole("row", { name: /Export voor het datawarehouse.*Het register lezen.*Nog niet/ }).waitFor();

    const ask = () => fetch(new URL("/api/v1/applications", page.url()), { headers: { Authorization: `Bearer ${secret}` } });
    assert.equal((await ask()).status, 200);
    await page.getByRole("button", { name: "Trek Export voor het datawarehouse in" }).click();
    await chantal.inOrder();
    await page.getByRole("button", { name: "Trek in", exact: true }).click();
    await chantal.hears("Het token Export voor het datawarehouse is ingetrokken.");
    assert.equal((await ask()).status, 401);
  });

  test("The administrator changes an account, sees what a colleague changed meanwhile, and closes it", async () => {
    const house = inside();
    const anna = await house.welcome({ as: "anna", refusals: /^(409|412) PUT/ });
    const other = await house.welcome({ as: "anna" });
    for (const one of [anna, other]) {
      await one.open("/accounts");
      await one.page.getByLabel("Zoek op naam of e-mailadres").fill("hanna");
      await one.page.getByRole("button", { name: "Wijzig Hanna Voorbeeld" }).click();
    }
    await other.page.getByLabel("Naam", { exact: true }).fill("Hanna van Voorbeeld");
    await other.page.getByRole("button", { name: "Opslaan" }).click();
    await other.hears("Het account van Hanna van Voorbeeld is opgeslagen.");

    await anna.page.getByLabel("Dit account is actief").uncheck();
    await anna.page.getByRole("button", { name: "Opslaan" }).click();
    const dialog = anna.page.getByRole("dialog");
    await dialog.getByText("Iemand anders heeft dit net gewijzigd").waitFor();
    await dialog.getByText("Hanna van Voorbeeld").first().waitFor();
    await anna.inOrder();
    await dialog.getByRole("button", { name: "Neem de opgeslagen versie" }).click();
    assert.equal(await dialog.getByLabel("Naam", { exact: true }).inputValue(), "Hanna van Voorbeeld");
    await dialog.getByLabel("Dit account is actief").uncheck();
    await dialog.getByRole("button", { name: "Opslaan" }).click();
    await anna.page.getByRole("row", { name: /Hanna van Voorbeeld.*Afgesloten/ }).waitFor();

    const hanna = await house.welcome({ refusals: /^401/ });
    await hanna.open("/sign-in");
    await signIn(hanna, "hanna@voorbeeld.example", house.password);
    await hanna.page.getByRole("alert").waitFor();
  });

  test("A department is added, renamed and put out of use", async () => {
    const anna = await inside().welcome({ as: "anna", refusals: /^(409|422) POST \/api\/v1\/departments$/ });
    const { page } = anna;
    const dialog = page.getByRole("dialog");
    await anna.open("/departments");
    await page.getByText("18 afdelingen in gebruik.").waitFor();
    await page.getByRole("button", { name: "Afdeling toevoegen" }).click();
    await dialog.getByLabel("Naam").fill("Radiologie");
    await dialog.getByRole("button", { name: "Voeg toe" }).click();
    await dialog.getByRole("alert").waitFor();
    await anna.inOrder();
    await dialog.getByLabel("Naam").fill("Dagbehandeling");
    await dialog.getByRole("button", { name: "Voeg toe" }).click();
    await anna.hears("De afdeling Dagbehandeling is opgeslagen.");
    await page.getByRole("button", { name: "Wijzig Dagbehandeling" }).click();
    await dialog.getByLabel("Naam").fill("Dagverpleging");
    await dialog.getByLabel(/^Deze afdeling is in gebruik/).uncheck();
    await dialog.getByRole("button", { name: "Opslaan" }).click();
    await page.getByRole("row", { name: /Dagverpleging.*Niet meer in gebruik/ }).waitFor();
    await page.getByText("18 afdelingen in gebruik.").waitFor();
  });

  test("One press puts every page in English, and Regie remembers it", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    const language = () => page.evaluate(() => document.documentElement.lang);
    await anna.open("/");
    assert.equal(await language(), "nl");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "How is our AI doing?" }).waitFor();
    assert.equal(await language(), "en");
    await anna.inOrder();
    const dutch = /\b(de|het|een|niet|geen|naar|wordt|worden|deze|toepassing|toepassingen|afdeling|nog)\b/i;
    const said =
      "h1, h2, .rg-page__lead, nav, label, legend, th[scope=col], .ams-button, .rg-panel__sentence, .rg-figure__note, .rg-field__hint";
    // What people wrote stays as they wrote it.
    const lists = await Promise.all(["departments", "applications"].map((list) => anna.read(`/api/v1/${list}`)));
    const names = lists.flatMap(({ items }) => items.map((/** @type {any} */ { name }) => name));
    const theirs = new RegExp([...names, "AI Monitor Ziekenhuizen", "Ziekenhuis Voorbeeld"].join("|"), "g");
    for (const path of [
      "/", "/applications", "/applications/new", "/funnel", "/funnel/flow", "/ideas/new", "/ideas", "/overlaps",
      "/market", "/market/growth",
      "/accounts", "/departments", "/audit", "/password",
    ]) {
      await anna.open(path);
      assert.equal(await language(), "en", path);
      const left = (await anna.texts(said)).filter((text) => dutch.test(text.replaceAll(theirs, "")));
      assert.deepEqual(left, [], path);
    }
    await page.getByRole("button", { name: "Nederlands" }).click();
    await page.getByRole("heading", { name: "Wat wordt uw nieuwe wachtwoord?" }).waitFor();
    assert.equal(await language(), "nl");
  });

  test("Light and dark follow the device until somebody chooses", async () => {
    const anna = await inside().welcome({ as: "anna", scheme: "dark" });
    const { page } = anna;
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await anna.open("/password");
    const dark = await ground();
    await page.getByRole("button", { name: "Licht" }).click();
    await until(async () => (await ground()) !== dark, "another ground");
    const light = await ground();
    await anna.open("/password");
    assert.equal(await ground(), light, "remembered");
    await anna.inOrder();
    await page.getByRole("button", { name: "Systeem" }).click();
    await until(async () => (await ground()) === dark, "the ground of the device");
  });

  test("Who belongs to two organisations switches, and sees of each only its own", async () => {
    const anna = await inside().welcome({ as: "anna" });
    const { page } = anna;
    await anna.open("/applications");
    await page.getByRole("link", { name: "Botbreuken op röntgenfoto's" }).waitFor();
    await page.getByText("Wissel van organisatie").click();
    await anna.inOrder();
    await page.getByRole("button", { name: "Kliniek Voorbeeld" }).click();
    await anna.hears("U werkt nu voor Kliniek Voorbeeld.");
    await page.waitForURL(`${anna.house.address}/`);
    await page.getByText("Er staat nog niets in het register.").waitFor();
    await anna.ready();
    await anna.inOrder();
    await anna.visit("/applications");
    assert.equal(await page.getByText("Botbreuken").count(), 0);
    await page.getByText("Wissel van organisatie").click();
    await page.getByRole("button", { name: "Ziekenhuis Voorbeeld" }).click();
    await page.getByText(/^21 toepassingen/).waitFor();

    const kim = await inside().welcome({ as: "kim" });
    await kim.open("/");
    assert.equal(await kim.page.getByText("Wissel van organisatie").count(), 0);
  });
});
