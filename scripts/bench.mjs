// npm run bench:collab, npm run bench:hours: builds, then measures. BENCH_QUICK=1 for a smoke run; docs/benchmarks.md names the variables.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { fail, provision, root } from "./provision.mjs";

provision();
const programs = { collab: "tests/bench/main.ts", hours: "tests/bench/hours/main.ts" };
const name = process.argv[2];
if (!(name in programs)) fail(`bench: ${Object.keys(programs).join(" or ")}`);
// The hours are measured without a server.
if (name === "collab") await build();
const child = spawn(process.execPath, ["--import", "tsx", join(root, programs[name])], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));
