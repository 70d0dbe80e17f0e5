// npm run bench:collab: EntrePairs beside other servers of shared documents. See docs/benchmarks.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Outcome, runCell } from "./cell";
import { firstText } from "./generator/writer";
import { root, startGround } from "./ground";
import { busy, machine } from "./machine";
import { titles } from "./plan";
import { buildPrograms } from "./programs";
import { markdown } from "./report";
import { ourEnvironment } from "./servers";
import { type Cell, settingsFrom } from "./settings";

const settings = settingsFrom(process.env);
const results = join(root, "test-results/bench");
mkdirSync(results, { recursive: true });
const began = new Date();

console.log(Object.values(machine()).join(" · "));
for (const line of settings.notRun) console.log(line);
const starting = startGround();

let stopping: Promise<void> | undefined;
const stop = () => {
  stopping ??= (async () => {
    if ("entrepairsDb" in globalThis) await (await import("~/platform/db.server")).disconnect();
    // Interrupted while PostgreSQL starts: it must not be left behind.
    await (await starting.catch(() => null))?.stop();
  })();
  return stopping;
};
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stop().then(() => process.exit(1)));

const ground = await starting;
Object.assign(process.env, ourEnvironment(ground), { PORT: "0", ORIGIN: "http://127.0.0.1" });
const outcomes: Outcome[] = [];
try {
  console.log(`PostgreSQL ${await ground.settings()}`);
  const programs = join(ground.dataDir, "programs");
  await buildPrograms(programs);
  const text = firstText(30);
  const textFile = join(ground.dataDir, "first-text");
  writeFileSync(textFile, text);

  for (let round = 1; round <= settings.rounds; round++) {
    console.log(`\nRound ${round} of ${settings.rounds}, load average ${busy()}`);
    // There and back: what grows slowly on the machine favours nobody.
    const cells = round % 2 === 1 ? settings.cells : settings.cells.toReversed();
    for (const cell of cells) {
      const outcome = await runCell({ cell, round, settings, ground, programs, text, textFile, results });
      outcomes.push(outcome);
      console.log(`${name(cell)}: ${outcome.said} [load ${outcome.loadAverage}]`);
    }
  }
  const data = {
    began: began.toISOString(),
    minutes: Math.round((Date.now() - began.getTime()) / 6_000) / 10,
    machine: machine(),
    postgres: await ground.settings(),
    settings: { ...settings, cells: undefined },
    outcomes,
  };
  const stem = join(results, began.toISOString().replaceAll(/[:.]/g, "-"));
  writeFileSync(`${stem}.json`, JSON.stringify(data, null, 1));
  writeFileSync(`${stem}.md`, markdown(data));
  console.log(`\n${markdown(data)}\n${stem}.json\n${stem}.md`);
} finally {
  await stop();
}
process.exit(outcomes.some(({ report }) => report.kind === "failed") ? 1 : 0);

function name(cell: Cell): string {
  const what = cell.kind === "load" ? cell.load.name : cell.kind;
  return `${what} · ${titles[cell.subject]} · ${cell.transport}`;
}
