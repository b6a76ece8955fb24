/**
 * @file The web interface in Chromium: how soon it can be used, and how smoothly the register scrolls.
 */
import { createRequire } from "node:module";
import process from "node:process";
import { password } from "../tests/support/hospital.mjs";
import { startServer } from "../tests/support/server.mjs";
import { administrator } from "./hospital.mjs";
import { median } from "./measure.mjs";

// What the tests have installed.
const { chromium } = createRequire(new URL("../tests/package.json", import.meta.url))("playwright-core");

/** The values at half and at 95 per cent. @param {number[]} times */
function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/**
 * How long it takes from a click on an answer of the monitor until the page with what follows from it was
 * drawn; beside it, until a page was drawn to which nothing happened.
 * @param {import("../tests/support/server.mjs").Server} server @param {import("playwright-core").Browser} browser
 */
async function answering(server, browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const session = await context.request.post(`${server.address}/api/v1/session`, { data: { email: administrator, password } });
  const begun = await context.request.post(`${server.address}/api/v1/assessments`, {
    data: { instrument_id: "ai-monitor-2026", subject: { kind: "organisation", id: null, version: null } },
    headers: { "X-CSRF-Token": (await session.json()).csrf_token },
  });
  const page = await context.newPage();
  await page.goto(`${server.address}/assessments/${(await begun.json()).id}`);
  await page.locator("main input[type=radio]").first().waitFor();
  const times = await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    /** @param {() => void} act */
    async function timed(act) {
      await drawn();
      const began = performance.now();
      act();
      await drawn();
      return performance.now() - began;
    }
    const answer = [];
    const frame = [];
    for (let turn = 0; turn < 60; ++turn) {
      const choices = document.querySelectorAll("main input[type=radio]:not(:checked)");
      const choice = /** @type {HTMLInputElement} */ (choices[(turn * 7) % choices.length]);
      answer.push(await timed(() => choice.click()));
      frame.push(await timed(() => undefined));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { answer, frame };
  });
  await context.close();
  return { answer: spread(times.answer), frame: spread(times.frame) };
}

/** @param {import("../tests/support/server.mjs").Place} place */
export async function inBrowser(place) {
  const server = await startServer({ place });
  const browser = await chromium.launch({
    executablePath: process.env.REGIE_CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    /** A person with an empty cache opens a page. @param {string} path @param {string} sign of use */
    const open = async (path, sign) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.request.post(`${server.address}/api/v1/session`, { data: { email: administrator, password } });
      const page = await context.newPage();
      const began = performance.now();
      await page.goto(server.address + path, { waitUntil: "commit" });
      await page.locator(sign).first().waitFor();
      return { page, context, milliseconds: performance.now() - began };
    };
    const usable = (/** @type {string} */ path, /** @type {string} */ sign) =>
      median(5, async () => {
        const { context, milliseconds } = await open(path, sign);
        await context.close();
        return milliseconds;
      });
    const overview = await usable("/", "main h1");
    const register = await usable("/applications", "main table tbody tr");
    const { page, context } = await open("/applications", "main table tbody tr");
    const frames = await page.evaluate(async () => {
      /** @type {number[]} */
      const gaps = [];
      let last = performance.now();
      const end = last + 3_000;
      let down = true;
      while (performance.now() < end) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        window.scrollBy(0, down ? 60 : -60);
        if (window.scrollY <= 0 || window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1) down = !down;
      }
      return gaps.sort((a, b) => a - b);
    });
    await context.close();
    const { answer, frame } = await answering(server, browser);
    return {
      overview, register, answer, frame, frame50: frames[Math.floor(frames.length / 2)] ?? 0,
      frame95: frames[Math.floor(frames.length * 0.95)] ?? 0,
    };
  } finally {
    await browser.close();
    await server.kill();
  }
}
