// npm run test:e2e: the thread in Debian's Chromium, against an académie of its own. Arguments go to Playwright.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { takePlace } from "./instance.mjs";
import { freePort } from "./port.mjs";
import { fail, provision, root } from "./provision.mjs";
import { close, playwright } from "./tally.mjs";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium))
  fail(
    `No Chromium at ${chromium}. Debian: apt-get install chromium. Elsewhere: CHROMIUM=/path/to/chromium npm run test:e2e`,
  );

provision();
await build();
const dataDir = join(root, ".data/e2e");
const port = await freePort();
const { place, former } = await takePlace(join(dataDir, "running.json"), `http://localhost:${port}`);
if (!place) fail(`Browser tests already run here (process ${former.launcher.pid}).`);

const { startStack } = await import("./stack.mjs");
let code = 1;
try {
  const stack = await startStack({ dataDir, port, profile: "thread", reset: true, place, say: console.log });
  const stop = () => void stack.stop().then(() => process.exit(1));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    await playwright("browser", process.argv.slice(2), {
      CHROMIUM: chromium,
      E2E_ORIGIN: stack.origin,
      E2E_CREDENTIALS: JSON.stringify(stack.credentials),
      E2E_DATABASE_URL: stack.ownerUrl(),
      E2E_DATA_DIR: dataDir,
    });
  } finally {
    await stack.stop();
  }
  code = close();
} catch (error) {
  place.leave();
  console.error(error.message);
  console.log("\n0 passed, 1 failed");
}
process.exit(code);
