/**
 * @file The overview: what it says agrees with the register behind it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inExampleHospital } from "./house.mjs";

inExampleHospital("The overview", (inside) => {
  /** The lines "words number" of a panel, each with its link. @param {import("./house.mjs").Person} person @param {string} title */
  async function lines(person, title) {
    const panel = person.page.locator(".rg-panel", { has: person.page.getByRole("heading", { name: title }) });
    const links = await panel.locator("li a").evaluateAll((all) =>
      all.map((link) => ({
        address: link.getAttribute("href") ?? "",
        words: link.querySelector("span")?.textContent ?? "",
        count: Number(link.querySelector("strong")?.textContent),
      })),
    );
    assert.ok(links.length > 0, `nothing under ${title}`);
    return links;
  }

  test("Each line that asks for attention leads to just as many applications", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.visit("/");
    await page.getByText(/^21 toepassingen, waarvan 5 in gebruik\. Bijgewerkt vandaag om \d\d:\d\d\.$/).waitFor();
    const attention = await lines(chantal, "Dit vraagt aandacht");
    assert.ok(attention.some(({ words, count }) => words === "Zonder eigenaar" && count === 3));
    for (const { address, words, count } of [...attention, ...(await lines(chantal, "Waar de regels streng zijn"))]) {
      await page.locator(`a[href="${address}"]`).click();
      await chantal.arrives("Welke AI hebben wij?");
      assert.equal(await page.locator("tbody tr").count(), count, words);
      await page.getByText(`${count} toepassing${count === 1 ? "" : "en"} gevonden.`).waitFor();
      await page.goBack();
      await chantal.arrives("Hoe staat onze AI ervoor?");
    }
  });

  test("The chart of the phases is the register counted, beside the national average", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open("/");
    await page.getByText("Wij hebben 21 toepassingen; een ziekenhuis heeft er gemiddeld 18").waitFor();
    await page.getByText(/^Gemiddelde van 51 ziekenhuizen: AI Monitor Ziekenhuizen 2026\./).waitFor();
    const bars = await chantal.texts(page.locator(".rg-bars__label"));
    assert.deepEqual(bars.map((text) => Number.parseInt(text, 10)), [5, 4, 3, 2, 2, 1, 1, 3]);
    const compared = await chantal.texts(page.locator(".rg-bars__compared"));
    assert.deepEqual(compared, [
      "Samen 9, landelijk 8", "landelijk 3", "Samen 4, landelijk 3", "landelijk 1", "landelijk 1", "landelijk 2",
    ]);

    await page.getByRole("button", { name: "Bekijk als tabel" }).click();
    const table = page.getByRole("table", { name: "Innovatiefunnel" });
    const cells = await table.locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
    assert.deepEqual(cells.map(([, count]) => Number(count)), [5, 4, 3, 2, 2, 1, 1, 3]);
    await chantal.inOrder();
    await page.getByRole("button", { name: "Bekijk als grafiek" }).click();

    await page.getByRole("link", { name: /^3 .*beheer/i }).click();
    await chantal.arrives("Welke AI hebben wij?");
    assert.equal(await page.locator("tbody tr").count(), 3);
  });

  test("What waits longest stands on top, and leads to its page", async () => {
    const chantal = await inside().welcome({ as: "chantal" });
    const { page } = chantal;
    await chantal.open("/");
    const waits = await chantal.texts(page.getByRole("table", { name: "Dit wacht" }).locator("tbody td:last-child"));
    const days = waits.map((text) => Number.parseInt(text.replace(/\D*(\d+) dag.*/, "$1"), 10) || 0);
    assert.deepEqual(days, [...days].sort((a, b) => b - a));
    assert.ok((days[0] ?? 0) > 500, waits[0]);
    await page.getByRole("row", { name: /Ontslagbrief in gewone taal.*Antwoord op idee.*61 dagen, te lang/ }).getByRole("link").click();
    await chantal.arrives("Ontslagbrief in gewone taal");
  });
});
