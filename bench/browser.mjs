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
    return {
      overview, register, frame50: frames[Math.floor(frames.length / 2)] ?? 0,
      frame95: frames[Math.floor(frames.length * 0.95)] ?? 0,
    };
  } finally {
    await browser.close();
    await server.kill();
  }
}
