import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixConfig), tsconfigPaths()],
  // Inlined icons would weigh more than the whole style sheet.
  build: { assetsInlineLimit: 0, target: "es2020" },
});
