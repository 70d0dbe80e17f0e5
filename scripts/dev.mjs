// npm run dev: the demonstration, built and started again a moment after each change of a source. The pages are those of
// production, headers included, so that what works here works there; there is no hot replacement in the browser.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { takePlace } from "./instance.mjs";
import { fail, provision, root } from "./provision.mjs";

const port = Number(process.env.PORT ?? 3000);
const dataDir = join(root, ".data/dev");
provision();
await build();
const { place, former } = await takePlace(join(dataDir, "running.json"), `http://localhost:${port}`);
if (!place) fail(`npm run dev already runs here: ${former.address} (process ${former.launcher.pid}).`);
const { startStack } = await import("./stack.mjs");
const stack = await startStack({ dataDir, port, place, say: console.log }).catch((error) => fail(error.message));
console.log(
  `${stack.origin}  ${stack.credentials.accounts.map(({ email }) => email).join("  ")}  ${stack.credentials.password}`,
);

for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => void stack.stop().then(() => process.exit(0)));

let timer;
let building = Promise.resolve();
for (const folder of ["app", "workers", "prisma"]) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!name || /generated|\.test\.|~$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(rebuild);
    }, 300);
  });
}

async function rebuild() {
  const built = await new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: "inherit" });
    child.once("close", (code) => resolve(code === 0));
  });
  if (!built) return console.log("Not built: the former programs go on.");
  await stack.reload();
  console.log(`Started again at ${new Date().toLocaleTimeString()}.`);
}
