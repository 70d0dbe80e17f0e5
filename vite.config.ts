import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";
import { dsfrSubset } from "./scripts/dsfr-subset";

/** A browser loads English only for who reads it: the catalogue of one language weighs as much as all our components. */
const englishOnDemand: Plugin = {
  name: "english-on-demand",
  enforce: "pre",
  resolveId(id, importer, { ssr }) {
    if (ssr || id !== "./en/all" || !importer?.endsWith("/app/i18n/catalogue.ts")) return null;
    return fileURLToPath(new URL("./app/i18n/en/on-demand.ts", import.meta.url));
  },
};

export default defineConfig({
  css: { postcss: { plugins: [dsfrSubset()] } },
  plugins: [englishOnDemand, remix(remixConfig), tsconfigPaths()],
  // Inlined icons would weigh more than the whole style sheet.
  build: { assetsInlineLimit: 0, target: "es2020" },
});
