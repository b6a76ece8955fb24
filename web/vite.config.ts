import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

declare const process: { env: Record<string, string | undefined> };

const server = process.env.REGIE_SERVER ?? "http://localhost:8080";

/** Texts of all rooms travel as one file per language, and only the language in use is fetched. */
const textGroups = ["nl", "en"].map((language) => ({
  name: `texts-${language}`,
  test: new RegExp(`/texts\\.${language}\\.json`),
}));

export default defineConfig({
  plugins: [react()],
  // The package's single bundled file cannot be shaken; its separate modules can.
  resolve: {
    alias: { "@amsterdam/design-system-react": "@amsterdam/design-system-react/dist/index.js" },
  },
  server: { port: 5173, proxy: { "/api": server, "/health": server, "/openapi.json": server } },
  preview: { port: 5173, proxy: { "/api": server, "/health": server, "/openapi.json": server } },
  build: {
    outDir: "dist",
    // The content security policy allows files of our own origin only: no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: textGroups } } },
  },
});
