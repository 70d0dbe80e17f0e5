// npm run demo: from a clone to a running académie. Options: --reset, --date YYYY-MM-DD[THH:MM], --profile thread.
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { takePlace } from "./instance.mjs";
import { isFree } from "./port.mjs";
import { fail, provision, root } from "./provision.mjs";

const { reset, date, profile } = readOptions();
const port = Number(process.env.PORT ?? 3000);
const dataDir = resolve(process.env.DATA_DIR ?? join(root, ".data"));
const say = (line) => console.log(line);

const roles = {
  NATIONAL_PILOT: "pilotage national",
  CTICE: "CTICE",
  RECTORAT: "rectorat",
  TRAINING_OFFICE: "délégation à la formation",
  HEAD: "direction d'établissement",
  REFERENT: "référent ou référente",
  TRAINER: "formateur ou formatrice",
  TEACHER: "professeur ou professeure",
  PLATFORM_ADMIN: "administration de la plateforme",
};

let stack = null;
let place = null;
let stopping = false;
const starting = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => void stop());

provision();
if (!existsSync(dataDir)) {
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755);
}
const taken = await takePlace(join(dataDir, "running.json"), `http://localhost:${port}`);
if (!taken.place)
  fail(`The demonstration already runs here: ${taken.former.address} (process ${taken.former.launcher.pid}).`);
place = taken.place;
try {
  if (!(await isFree(port))) {
    place.leave();
    fail(`Port ${port} is busy. Choose another one: PORT=${port + 1} npm run demo`);
  }
  await build();
  const { startStack } = await import("./stack.mjs");
  stack = startStack({ dataDir, port, profile, date, reset, place, say, signal: starting.signal });
  announce(await stack);
} catch (error) {
  if (stopping) await new Promise(() => undefined); // stop() ends the process
  place.leave();
  fail(error.message);
}

async function stop() {
  if (stopping) return;
  stopping = true;
  say("\nStopping…");
  starting.abort();
  const running = await stack?.catch(() => null);
  await running?.stop();
  place?.leave();
  process.exit(0);
}

function announce({ origin, credentials: { password, accounts, token } }) {
  const named = accounts.map(({ role, ...rest }) => ({ role: roles[role] ?? role, ...rest }));
  const width = Math.max(...named.map(({ role }) => role.length));
  say(`
EntrePairs runs: ${origin}

Password of every account: ${password}
${named.map(({ role, name, email }) => `  ${role.padEnd(width)}  ${email}  (${name})`).join("\n")}

API token: ${token}
  curl -H "Authorization: Bearer ${token}" ${origin}/api/v1/cohorts

Ctrl-C stops everything; the data stay in ${dataDir}.`);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { reset: { type: "boolean" }, date: { type: "string" }, profile: { type: "string" } },
    });
    if (values.date && !isDate(values.date)) fail(`--date takes YYYY-MM-DD or YYYY-MM-DDTHH:MM, not ${values.date}.`);
    if (values.profile && !["thread", "full"].includes(values.profile))
      fail(`--profile takes thread, not ${values.profile}.`);
    return values;
  } catch (error) {
    return fail(`${error.message}\nnpm run demo -- [--reset] [--date YYYY-MM-DD[THH:MM]] [--profile thread]`);
  }
}

function isDate(text) {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(text)) return false;
  const instant = new Date(text.length > 10 ? `${text}Z` : text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text); // not 30 February
}
