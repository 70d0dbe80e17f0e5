// npm run bench:collab: builds, then measures. BENCH_QUICK=1 for a smoke run; docs/benchmarks.md names the variables.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { provision, root } from "./provision.mjs";

provision();
await build();
const program = join(root, "tests/bench/main.ts");
const child = spawn(process.execPath, ["--import", "tsx", program], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));
