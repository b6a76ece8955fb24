/**
 * @file One application: adding, editing, confirming, retiring it, and two people at it at once.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../support/endings.mjs";
import { inExampleHospital } from "./house.mjs";

/** @typedef {import("./house.mjs").Person} Person */

inExampleHospital("An application", (inside) => {
  /** The address of an application of the example. @param {Person} person @param {string} name */
  async function addressOf(person, name) {
    const { items } = await person.read(`/api/v1/applications?search=${encodeURIComponent(name)}`);
    const found = items.find((/** @type {any} */ each) => each.name === name);
    assert.ok(found, `${name} is not in the register`);
    return `/applications/${found.id}`;
  }

  /** @param {Person} person @param {string} label */
  const field = (person, label) =>
    person.page.locator("input, select, textarea").and(person.page.getByLabel(label, { exact: true }));

  /** Saves what is being edited, and sees the application. @param {Person} person @param {string} name */
  async function save(person, name) {
    await person.page.getByRole("button", { name: "Bewaar", exact: true }).click();
    await person.hears(new RegExp(`^${name} is (bewaard|toegevoegd)`));
    await person.arrives(name);
  }

  /** The entries of the history, newest first. @param {Person} person */
  async function history(person) {
    await person.page.getByRole("tab", { name: "Geschiedenis" }).click();
    await person.page.getByRole("heading", { name: "Wat is er veranderd?" }).waitFor();
    await person.ready();
    return person.texts(".rg-history > li");
  }

  test("A new application is written down from what it is to how it is kept", async () => {
    const chantal = await inside().welcome({ as: "chantal", refusals: /^422 POST \/api\/v1\/applications$/ });
    const { page } = chantal;
    await chantal.open("/applications");
    await page.getByRole("link", { name: "Voeg een toepassing toe" }).click();
    await chantal.arrives("Welke toepassing voegt u toe?");
    const contents = page.getByRole("navigation", { name: "Onderdelen" }).getByRole("link");
    const sections = [
      "Wat het is", "Soort", "Mensen", "Waar het in gebruik is", "Verwachting en meting", "Wet en regels", "Gegevens en techniek",
      "Leverancier", "Openheid", "Beheer",
    ];
    assert.equal(await contents.count(), sections.length);
    for (const section of sections) {
      await contents.filter({ hasText: section }).first().click();
      const heading = page.getByRole("heading", { level: 2, name: section, exact: true });
      await until(() => heading.evaluate((element) => {
        const { top } = element.getBoundingClientRect();
        return top >= 0 && top < innerHeight;
      }), `${section} to be in sight`);
    }

    await field(chantal, "Kosten per jaar (euro)").fill("veel");
    await page.getByRole("button", { name: "Bewaar", exact: true }).click();
    await page.getByRole("link", { name: /^Kosten per jaar \(euro\): Vul een bedrag in/ }).waitFor();
    await field(chantal, "Kosten per jaar (euro)").fill("12.500,50");
    await field(chantal, "Begin van het contract").fill("2026-03-01");
    await field(chantal, "Einde van het contract").fill("2026-02-01");
    await field(chantal, "Bijsluiter").fill("onze bijsluiter");
    await page.getByRole("button", { name: "Bewaar", exact: true }).click();
    const summary = page.getByRole("alert").filter({ hasText: "Er zijn nog 3 dingen niet goed" });
    await summary.waitFor();
    await chantal.inOrder();
    for (const wrong of ["Naam", "Einde van het contract", "Bijsluiter"]) {
      await summary.getByRole("link", { name: new RegExp(`^${wrong}: `) }).click();
      const it = field(chantal, wrong);
      assert.equal(await it.evaluate((element) => element === document.activeElement), true, `${wrong} has the focus`);
      assert.equal(await it.getAttribute("aria-invalid"), "true");
      const says = await it.getAttribute("aria-describedby");
      assert.match(says ?? "", /\S+/, `${wrong} is explained beside it`);
    }

    await field(chantal, "Naam").fill("Wondfoto's beoordelen");
    await field(chantal, "Samenvatting in gewone taal").fill("Het programma meet een wond op een foto.");
    await field(chantal, "Fase").selectOption({ label: "Verkenning" });
    await field(chantal, "Soort technologie").selectOption({ label: "Machine learning" });
    await page.locator("summary", { hasText: "Kies processen" }).click();
    await page.getByLabel(/^Diagnostiek/).check();
    await page.keyboard.press("Escape");
    await page.locator("summary", { hasText: "Kies afdelingen" }).click();
    await page.getByRole("group", { name: "Afdelingen" }).getByLabel("Chirurgie", { exact: true }).first().check();
    await page.keyboard.press("Escape");
    await field(chantal, "Eigenaar").fill("Mila Voorbeeld");
    await page.getByText("Heeft een account.").waitFor();
    await page.getByRole("button", { name: "Voeg een groep toe" }).click();
    await field(chantal, "Rol").fill("Wondverpleegkundige");
    await page.getByRole("button", { name: "Voeg een plek toe" }).click();
    await page.locator("#section-deployments").getByLabel("Afdeling", { exact: true }).selectOption({ label: "Chirurgie" });
    await field(chantal, "Medisch hulpmiddel of niet").selectOption({ label: "Ja" });
    await field(chantal, "Bronnen van de gegevens").fill("EPD");
    await page.getByRole("button", { name: /^Voeg toe ?: Bronnen van de gegevens$/ }).click();
    await field(chantal, "Leverancier").fill("Voorbeeld Wond B.V.");
    await field(chantal, "Einde van het contract").fill("2029-02-28");
    await field(chantal, "Bijsluiter").fill("https://voorbeeld.example/wond");
    await field(chantal, "Volgende herziening").fill("2029-01-01");
    // Typed and not yet added: that counts too.
    await field(chantal, "Labels").fill("huid");
    await chantal.inOrder();
    await save(chantal, "Wondfoto's beoordelen");

    const written = await page.locator("main").innerText();
    for (const text of [
      "APP-0025. Verkenning sinds", "Het programma meet een wond op een foto.", "Machine learning", "Diagnostiek",
      "Mila Voorbeeld", "Wondverpleegkundige", "Chirurgie", "EPD", "Voorbeeld Wond B.V.", "12.500,50",
      "28 februari 2029", "https://voorbeeld.example/wond", "1 januari 2029", "huid",
    ])
      assert.ok(written.includes(text), `${text} is missing in:\n${written}`);
    await chantal.inOrder();
  });

  test("What was and what became stands in the history", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open(await addressOf(chantal, "Drukte op de SEH voorspellen"));
    await page.getByRole("link", { name: "Wijzig", exact: true }).click();
    await chantal.arrives("Wat wilt u wijzigen aan Drukte op de SEH voorspellen?");
    await field(chantal, "Patiënten per jaar").fill("31250");
    await field(chantal, "Soort verandering").selectOption({ label: "De zorg verandert, zorgverleners sturen" });
    await save(chantal, "Drukte op de SEH voorspellen");
    const [newest = ""] = await history(chantal);
    assert.match(newest, /^Gewijzigd Chantal Voorbeeld, /);
    assert.match(newest, /Patiënten per jaar 31\.000 31\.250/);
    assert.match(newest, /Soort verandering .* De zorg verandert, zorgverleners sturen/);
    await chantal.inOrder();
  });

  test("Leaving a form asks first, and what was typed stays", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open(`${await addressOf(chantal, "Longnodules op CT")}/edit`);
    await field(chantal, "Product").fill("LongKijker 9");
    await page.getByRole("link", { name: "Overzicht" }).click();
    const dialog = page.getByRole("dialog", { name: "Wilt u weg zonder op te slaan?" });
    await dialog.waitFor();
    await chantal.inOrder();
    await dialog.getByRole("button", { name: "Blijf hier" }).click();
    assert.equal(await field(chantal, "Product").inputValue(), "LongKijker 9");
    await page.getByRole("link", { name: "Overzicht" }).click();
    await dialog.getByRole("button", { name: "Ga weg zonder opslaan" }).click();
    await chantal.arrives("Hoe staat onze AI ervoor?");
  });

  test("One press confirms that a record still holds", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open(await addressOf(chantal, "Longnodules op CT"));
    await page.getByText(/^Dat is \d+ dagen geleden\. Kijk de gegevens na\.$/).waitFor();
    await page.getByRole("button", { name: "Dit klopt nog" }).click();
    await chantal.hears("Vastgelegd: de gegevens kloppen nog.");
    await page.getByText("Bevestigd door Chantal Voorbeeld, vandaag.").waitFor();
    assert.equal(await page.getByText("Kijk de gegevens na.").count(), 0);
    assert.match((await history(chantal))[0] ?? "", /^Bevestigd Chantal Voorbeeld/);
  });

  test("What is missing leads to the field where it belongs", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open(await addressOf(chantal, "Infectie na operatie voorspellen"));
    const missing = page.locator(".rg-record__missing");
    const [count, score] = [await missing.getByRole("listitem").count(), await page.locator(".rg-meter").first().innerText()];
    await missing.getByRole("link", { name: "Eigenaar", exact: true }).click();
    await page.waitForURL("**/edit#*");
    await until(
      () => field(chantal, "Eigenaar").evaluate((element) => element === document.activeElement),
      "the focus to come to the field",
    );
    await page.keyboard.type("Mila Voorbeeld");
    await save(chantal, "Infectie na operatie voorspellen");
    assert.equal(await missing.getByRole("listitem").count(), count - 1);
    assert.equal(await missing.getByText("Eigenaar", { exact: true }).count(), 0);
    assert.ok(Number.parseInt(await page.locator(".rg-meter").first().innerText(), 10) > Number.parseInt(score, 10));
  });

  test("An application is retired with a reason, and stays to be found", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    const address = await addressOf(chantal, "ICD-10-codes voorstellen");
    await chantal.open(address);
    await page.getByRole("button", { name: "Haal uit de funnel" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("De toepassing verlaat de funnel. Alles blijft bewaard.").waitFor();
    await dialog.getByRole("button", { name: "Verplaats" }).click();
    await dialog.getByRole("link", { name: "Reden: Schrijf de reden op." }).waitFor();
    await chantal.inOrder();
    await dialog.getByLabel("Reden", { exact: true }).fill("Het contract is opgezegd.");
    await dialog.getByRole("button", { name: "Verplaats" }).click();
    await chantal.hears(/^ICD-10-codes voorstellen staat nu in /);
    await page.getByRole("button", { name: "Terug in de funnel" }).waitFor();

    await chantal.open("/applications?search=ICD-10");
    await page.getByText("0 toepassingen gevonden.").waitFor();
    await page.getByLabel("Toon ook wat is gestopt").check();
    await page.getByRole("link", { name: "ICD-10-codes voorstellen" }).click();
    await chantal.arrives("ICD-10-codes voorstellen");
    const [newest = ""] = await history(chantal);
    assert.match(newest, /^Verplaatst: Van Beheer naar .*Chantal Voorbeeld.*Reden: Het contract is opgezegd\./);
    await chantal.inOrder();
  });

  test("Who may only read sees the application and no way to change it", async () => {
    const kim = await inside().welcome({ as: "kim" });
    const address = await addressOf(kim, "Protocollen doorzoeken");
    await kim.visit(address);
    for (const name of ["Wijzig", "Dit klopt nog", "Haal uit de funnel", "Andere fase"])
      assert.equal(await kim.page.getByText(name, { exact: true }).count(), 0, name);
    await kim.visit(`${address}/edit`);
    await kim.page.getByText(/^(Uw account geeft geen toegang|U mag deze toepassing niet wijzigen)/).waitFor();
  });

  test("Two people edit one record: the second sees both versions, merges, and nobody's work is lost", async () => {
    const house = inside();
    const name = "Protocollen doorzoeken";
    const anna = await house.welcome({ as: "anna" });
    const chantal = await house.welcome({ as: "chantal", refusals: /^(409|412) PUT/ });
    const address = await addressOf(anna, name);
    for (const one of [anna, chantal]) await one.open(`${address}/edit`);
    await field(anna, "Samenvatting in gewone taal").fill("Wat Anna schreef.");
    await field(anna, "Product").fill("ProtocolZoeker");
    await save(anna, name);

    const { page } = chantal;
    const base = await field(chantal, "Samenvatting in gewone taal").inputValue();
    await field(chantal, "Samenvatting in gewone taal").fill("Wat Chantal schreef.");
    await field(chantal, "Leverancier").fill("Voorbeeld Zoek B.V.");
    const send = page.getByRole("button", { name: "Bewaar", exact: true });
    await send.click();
    await page.getByText("Iemand anders wijzigde dit ook").waitFor();
    await page.getByText(/^Anna Voorbeeld bewaarde op .* een nieuwere versie\. Er is niets overschreven\.$/).waitFor();
    await page.getByText("Kies wat blijft bij 1 veld.").waitFor();
    await chantal.inOrder();
    assert.deepEqual(await chantal.texts(".rg-versions > div"), [
      `Toen u begon ${base}`, "Van u Wat Chantal schreef.", "Van Anna Voorbeeld Wat Anna schreef.",
    ]);
    await page.getByRole("row", { name: "Leverancier Voorbeeld Zoek B.V. Van u" }).waitFor();
    await page.getByRole("row", { name: "Product ProtocolZoeker Van de ander" }).waitFor();
    const saveMerged = page.getByRole("button", { name: "Bewaar samengevoegde versie" });
    assert.equal(await saveMerged.isDisabled(), true, "nothing is chosen yet");

    await page.getByRole("button", { name: "Ga verder met bewerken" }).click();
    assert.equal(await field(chantal, "Samenvatting in gewone taal").inputValue(), "Wat Chantal schreef.");
    assert.equal(await field(chantal, "Leverancier").inputValue(), "Voorbeeld Zoek B.V.");
    await send.click();
    await page.getByLabel("Wat u schreef").check();
    await saveMerged.click();
    await chantal.arrives(name);

    const { record } = await chantal.read(`/api/v1${address}`);
    assert.equal(record.identity.summary, "Wat Chantal schreef.");
    assert.equal(record.supply.product, "ProtocolZoeker");
    assert.equal(record.supply.supplier, "Voorbeeld Zoek B.V.");
    const [newest = "", older = ""] = await history(chantal);
    assert.match(newest, /^Gewijzigd Chantal Voorbeeld.*Wat Anna schreef\. Wat Chantal schreef\./);
    assert.match(older, /^Gewijzigd Anna Voorbeeld/);
  });

  test("A file is added as evidence, saved with the application, and opened again byte for byte", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open("/applications/new");
    await field(chantal, "Naam").fill("Toepassing met bewijs");
    const content = Buffer.from("%PDF-1.4 verslag van de pilot \u0000\u0001");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Bestand toevoegen" }).click(),
    ]);
    await chooser.setFiles({ name: "Verslag pilot.pdf", mimeType: "application/pdf", buffer: content });
    await page.getByText("Verslag pilot.pdf is toegevoegd. Sla de toepassing nog op.").waitFor();
    assert.equal(await field(chantal, "Titel").inputValue(), "Verslag pilot");
    await chantal.inOrder();
    await save(chantal, "Toepassing met bewijs");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Open het bestand" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "Verslag pilot.pdf");
    assert.deepEqual(readFileSync(await download.path()), content);
  });
});
