// Runs the checks and test runners one after the other and adds up what they counted.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./provision.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
const results = join(root, "test-results");

/** A check that passes or fails as a whole. */
export async function check(title, args, env = {}) {
  heading(title);
  const done = await node(args, env);
  total[done ? "passed" : "failed"] += 1;
  return done;
}

/** Vitest; counts its tests, and one failure where it ends badly without a failed test (an import, a leak). */
export function vitest(title, args, env = {}) {
  return count(
    title,
    (file) => {
      const program = join(root, "node_modules/vitest/vitest.mjs");
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
      return node([program, "run", "--passWithNoTests", ...reporters, ...args], env);
    },
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );
}

/** Playwright; a test that needed a second try counts as failed. */
export function playwright(title, args, env = {}) {
  return count(
    title,
    (file) => {
      const program = join(root, "node_modules/@playwright/test/cli.js");
      return node([program, "test", ...args], { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
    },
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
  );
}

/** The closing line, alone on its line. @returns the exit code */
export function close() {
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

async function count(title, run, read) {
  heading(title);
  mkdirSync(results, { recursive: true });
  const file = join(results, `${title.replaceAll(/\W+/g, "-")}.json`);
  rmSync(file, { force: true });
  const done = await run(file);
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0, skipped: 0 };
  if (!done && counts.failed === 0) counts.failed = 1;
  for (const name of Object.keys(total)) total[name] += counts[name];
}

/** Whether a Node program ended well. Not the synchronous way: the launcher watches its children meanwhile. */
function node(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

function heading(title) {
  console.log(`\n── ${title} ──`);
}
