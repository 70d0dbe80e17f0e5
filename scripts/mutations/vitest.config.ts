import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import base from "../../vitest.config";

const root = join(import.meta.dirname, "../..");
const { file, from, to } = JSON.parse(process.env.MUTATION ?? "{}") as { file?: string; from?: string; to?: string };

/** Writes another text in the place of a guard as its file is loaded: the file itself stays as it is. */
const mutate = {
  name: "mutate",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    if (!file || from === undefined || to === undefined || id.split("?")[0] !== join(root, file)) return null;
    appendFileSync(process.env.MUTATION_SEEN ?? "", `${id}\n`);
    return code.replace(from, () => to);
  },
};

export default mergeConfig(base, defineConfig({ root, plugins: [mutate] }));
