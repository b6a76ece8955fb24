import { defineConfig } from "vite";

/** The pictures of a validation's report, as one script that stands inside the report file. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist-report",
    lib: {
      entry: "src/validation/plots/report.ts",
      formats: ["iife"],
      name: "report",
      fileName: () => "report.js",
    },
  },
});
