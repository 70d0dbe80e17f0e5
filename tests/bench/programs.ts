import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./ground";

/** Builds generator and rivals as the product is built: none of them pays for a compiler in its process. */
export async function buildPrograms(outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: {
      generator: "tests/bench/generator/main.ts",
      "bare-ws": "tests/bench/subjects/bare-ws.ts",
      "socket-io": "tests/bench/subjects/socket-io.ts",
      hocuspocus: "tests/bench/subjects/hocuspocus.ts",
    },
    outdir,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    alias: { "~": join(root, "app") },
    packages: "external",
    logLevel: "error",
  });
}
