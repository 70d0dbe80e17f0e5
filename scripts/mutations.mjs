// npm run test:mutations: takes each guard of hours, pay and budget out of the code, one at a time, and runs the tests that
// are nearest to it. A guard whose absence no test sees has survived: it needs one. Arguments choose by a part of the file
// or of the text: npm run test:mutations -- budget/moves. --sample tries one of each room.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guards, sample } from "./mutations/guards.mjs";
import { provision, root } from "./provision.mjs";

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const list = process.argv.includes("--sample") ? sample : guards;
const chosen = list.filter(({ file, from }) => words.every((word) => file.includes(word) || from.includes(word)));
const folder = mkdtempSync(join(tmpdir(), "entrepairs-mutations-"));
const project = (file) => (file.startsWith("tests/") ? "db" : "unit");

provision();
const survivors = [];
for (const [index, mutation] of chosen.entries()) {
  const { file, from, tests } = mutation;
  const name = `${file}: ${from.trim().replace(/\s+/g, " ").slice(0, 90)}`;
  const text = readFileSync(join(root, file), "utf8");
  if (text.split(from).length < 2) throw new Error(`${name}: not there any more`);
  const since = Date.now();
  const killer = [...new Set(tests)].find((test) => isKilledBy(test, mutation));
  if (!killer) survivors.push(name);
  const seconds = ((Date.now() - since) / 1000).toFixed(0);
  console.log(`${index + 1}/${chosen.length} ${killer ? `killed by ${killer}` : "SURVIVED"} (${seconds} s) ${name}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(
  `\n${chosen.length} guards taken out, ${chosen.length - survivors.length} seen, ${survivors.length} survived`,
);
for (const name of survivors) console.log(`survived: ${name}`);
console.log(`${chosen.length - survivors.length} passed, ${survivors.length} failed`);
process.exit(survivors.length > 0 ? 1 : 0);

/** Whether a test file fails without the guard. @throws when it does not load the guard's file, or does not run at all */
function isKilledBy(test, { file, from, to }) {
  const [seen, report] = [join(folder, "seen"), join(folder, "report.json")];
  for (const path of [seen, report]) rmSync(path, { force: true });
  const options = ["--config", "scripts/mutations/vitest.config.ts", "--project", project(test), "--bail", "1"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      ...options,
      "--reporter=json",
      `--outputFile=${report}`,
      test,
    ],
    {
      cwd: root,
      encoding: "utf8",
      timeout: 600_000,
      maxBuffer: 1 << 28,
      env: { ...process.env, LEDGER_RUNS: "60", MUTATION: JSON.stringify({ file, from, to }), MUTATION_SEEN: seen },
    },
  );
  const said = `${stdout}\n${stderr}`.slice(-3_000);
  const { numTotalTests, numFailedTests } = read(report, said);
  if (!numTotalTests) throw new Error(`${test} ran no test:\n${said}`);
  if (read(seen, null) === null) return false; // the guard is not on this test's way
  return numFailedTests > 0 || status !== 0;
}

function read(path, or) {
  try {
    const text = readFileSync(path, "utf8");
    return path.endsWith(".json") ? JSON.parse(text) : text;
  } catch {
    if (or === null) return null;
    throw new Error(`no report:\n${or}`);
  }
}
