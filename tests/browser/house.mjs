/**
 * @file The example hospital in a real browser: people who open pages, and whether each page is in order.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { after, afterEach, before, describe } from "node:test";
import { chromium } from "playwright-core";
import { startServer } from "../support/server.mjs";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").BrowserContext} BrowserContext */
/** @typedef {import("playwright-core").Page} Page */

const executable = process.env.REGIE_CHROMIUM ?? "/usr/bin/chromium";
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--lang=nl",
];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const desk = { width: 1440, height: 900 };
export const phone = { width: 360, height: 800 };

/** Long enough for a busy machine; nothing waits this long when it goes well. */
const patience = 15_000;

/**
 * @typedef {object} Visitor
 * @property {string} [as] the first name of somebody of the example hospital; nobody is signed in without
 * @property {{width: number, height: number}} [screen]
 * @property {"light" | "dark"} [scheme]
 * @property {"nl" | "en"} [language]
 * @property {RegExp} [refusals] the answers from 400 on that belong to this story, such as /^422 POST/
 */

/** One person at one screen. */
export class Person {
  /** What went wrong that nobody should have to find: errors, other hosts, refusals out of the story. @type {string[]} */
  troubles = [];
  /** @type {Set<import("playwright-core").Request>} */
  #underway = new Set();

  /** @param {House} house @param {BrowserContext} context @param {Page} page @param {RegExp | undefined} refusals */
  constructor(house, context, page, refusals) {
    this.house = house;
    this.context = context;
    this.page = page;
    this.refusals = refusals;
    page.on("console", (message) => {
      // The browser's own line about a refused request; the answer itself is judged below.
      if (message.text().startsWith("Failed to load resource: the server responded")) return;
      if (["error", "warning"].includes(message.type())) this.troubles.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.troubles.push(`error: ${error.message}`));
    page.on("request", (request) => {
      this.#underway.add(request);
      if (!request.url().startsWith(`${house.address}/`)) this.troubles.push(`other host: ${request.url()}`);
    });
    page.on("requestfinished", (request) => this.#underway.delete(request));
    page.on("requestfailed", (request) => this.#underway.delete(request));
    page.on("response", (response) => {
      if (response.status() < 400) return;
      const told = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
      if (!this.refusals?.test(told)) this.troubles.push(`refused: ${told}`);
    });
  }

  /** Opens an address of Regie and waits until all of the page is there. @param {string} path */
  async open(path) {
    await this.page.goto(this.house.address + path);
    await this.ready();
  }

  /** Opens an address and asserts that the page is in order, also on a phone. @param {string} path */
  async visit(path) {
    await this.open(path);
    await this.inOrder();
  }

  /** All of the page is there, and nothing is underway any more. */
  async ready() {
    const deadline = Date.now() + patience;
    for (let calm = 0; calm < 2; ) {
      const waits = await this.page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (document.querySelector("h1") === null) return "a heading";
        return document.querySelector(".rg-loading") === null ? "" : "what is loading";
      });
      const requests = [...this.#underway].map((request) => request.url());
      calm = waits === "" && requests.length === 0 ? calm + 1 : 0;
      assert.ok(Date.now() < deadline, `still waiting for ${waits} ${requests.join(", ")}`);
    }
  }

  /** A page that answers this question has come, whole. @param {string} question */
  async arrives(question) {
    await this.page.getByRole("heading", { level: 1, name: question, exact: true }).waitFor();
    await this.ready();
  }

  /** Asserts that what is in sight now is in order. */
  async inOrder() {
    assert.deepEqual(await this.faults(), [], `${await this.page.title()} (${this.page.url()})`);
  }

  /** What is not in order about what is in sight now. @returns {Promise<string[]>} */
  async faults() {
    const { page } = this;
    const faults = this.troubles.splice(0);
    const headings = await page.locator("h1").count();
    if (headings !== 1) faults.push(`the page has ${headings} headings of the first level`);
    const title = await page.title();
    if (!/^\S.* – Regie$/.test(title)) faults.push(`the document is titled "${title}"`);
    await this.#still();
    faults.push(...(await this.#axe()));
    faults.push(...(await this.#sideways()));
    faults.push(...this.troubles.splice(0));
    return faults;
  }

  /** What fades in or out has done so: halfway, its colours are neither. */
  async #still() {
    await this.page.evaluate(async () => {
      const ends = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
      const patience = new Promise((resolve) => setTimeout(resolve, 2_000));
      await Promise.race([Promise.allSettled(ends.map((each) => each.finished)), patience]);
    });
  }

  /** Every rule that axe has for a whole page, also the one of WCAG 2.2 that it leaves out by itself. */
  async #axe() {
    const { page } = this;
    if (!(await page.evaluate(() => "axe" in window))) {
      // Through the debugger, because the page's policy allows no other script.
      const debug = await this.context.newCDPSession(page);
      await debug.send("Runtime.evaluate", { expression: axe });
      await debug.detach();
    }
    const report = await page.evaluate(async () => {
      const { violations, passes } = await /** @type {any} */ (window).axe.run(document, {
        rules: { "target-size": { enabled: true } },
      });
      return {
        passed: passes.length,
        violations: violations.map((/** @type {any} */ rule) => {
          const places = rule.nodes.slice(0, 3).map((/** @type {any} */ node) => {
            const why = node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? "";
            return `${node.target.join(" ")} (${why})`;
          });
          return `axe ${rule.id}: ${rule.help}: ${places.join(" | ")}`;
        }),
      };
    });
    assert.ok(report.passed > 5, `axe looked at ${report.passed} rules only`);
    return report.violations;
  }

  /** The page may not scroll sideways on a phone, nor at its present width. */
  async #sideways() {
    const { page } = this;
    const own = page.viewportSize() ?? desk;
    const faults = [];
    for (const screen of own.width === phone.width ? [own] : [own, phone]) {
      await page.setViewportSize(screen);
      const [wide, who] = await page.evaluate(() => {
        const root = document.documentElement;
        const beyond = [...document.querySelectorAll("main *")].filter(
          (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
        );
        const names = beyond.slice(0, 3).map((element) => `${element.tagName}.${element.className}`);
        return [root.scrollWidth - root.clientWidth, names.join(", ")];
      });
      if (wide > 0) faults.push(`scrolls ${wide} pixels sideways at ${screen.width}: ${who}`);
    }
    if (own.width !== phone.width) await page.setViewportSize(own);
    return faults;
  }

  /** What the page says aloud and shows below, after something was done. @param {string | RegExp} text */
  async hears(text) {
    await this.page.locator(".rg-status").getByText(text).waitFor();
  }

  /** Reads as this person through the API. @param {string} path @returns {Promise<any>} */
  async read(path) {
    const answer = await this.context.request.get(this.house.address + path);
    assert.ok(answer.ok(), `GET ${path} -> ${answer.status()}`);
    return answer.json();
  }

  /** The texts of what a locator finds, without the white space around. @param {string | import("playwright-core").Locator} found */
  async texts(found) {
    const all = typeof found === "string" ? this.page.locator(found) : found;
    return (await all.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
  }
}

/** The example hospital, with a server and a browser of its own. */
export class House {
  /** @type {Person[]} */
  people = [];

  /** @param {import("../support/server.mjs").Server} server @param {Browser} browser */
  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
    this.address = server.address;
    this.password = /(?:wachtwoord|password) (\S+)/.exec(server.output())?.[1] ?? "";
  }

  /** @param {Visitor} [visitor] @returns {Promise<Person>} */
  async welcome({ as, screen = desk, scheme = "light", language, refusals } = {}) {
    const context = await this.browser.newContext({
      viewport: screen, colorScheme: scheme, locale: "nl-NL", timezoneId: "Europe/Amsterdam",
      reducedMotion: "reduce", acceptDownloads: true,
    });
    context.setDefaultTimeout(patience);
    if (language)
      await context.addInitScript((chosen) => {
        // Only as long as this person has not chosen otherwise.
        if (localStorage.getItem("regie.language") === null) localStorage.setItem("regie.language", chosen);
      }, language);
    const person = new Person(this, context, await context.newPage(), refusals);
    this.people.push(person);
    if (as) {
      const data = { email: `${as}@voorbeeld.example`, password: this.password };
      const answer = await context.request.post(`${this.address}/api/v1/session`, { data });
      assert.equal(answer.status(), 200, `${as} cannot sign in: ${await answer.text()}`);
    }
    return person;
  }

  /** Everybody leaves; whoever met trouble says so. */
  async goodbye() {
    const leaving = this.people.splice(0);
    for (const person of leaving) await person.context.close();
    assert.deepEqual(leaving.flatMap(({ troubles }) => troubles), []);
  }

  async close() {
    await this.browser.close();
    await this.server.stop();
  }
}

/**
 * Declares tests of the example hospital, with a server and a browser of their own.
 * @param {string} subject
 * @param {(inside: () => House) => void} declare
 */
export function inExampleHospital(subject, declare) {
  describe(subject, { timeout: 240_000 }, () => {
    /** @type {House | undefined} */
    let house;
    const inside = () => {
      assert.ok(house, "the house is closed");
      return house;
    };
    before(async () => {
      const server = await startServer({ example: true });
      const browser = await chromium.launch({
        executablePath: executable, headless: true, args: quiet, env: { ...process.env, LANGUAGE: "nl" },
      });
      house = new House(server, browser);
      assert.notEqual(house.password, "", `no password in: ${server.output()}`);
    });
    afterEach(async () => {
      await house?.goodbye();
    });
    after(async () => {
      await house?.close();
    });
    declare(inside);
  });
}
