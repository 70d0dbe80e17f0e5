// A running académie: PostgreSQL, web and worker, started in order, watched, restarted when they die, stopped in reverse.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isInhabited, moveClock, noteProfile, seededProfile } from "./demonstration.mjs";
import { end, runs, sign } from "./instance.mjs";
import { root } from "./provision.mjs";

const DATABASE = "entrepairs";

/**
 * Starts everything. `place` keeps the note of the children (instance.mjs); `say` prints a line; `signal` gives up.
 * @returns the address, the accounts and how to stop. @throws when a part does not come up; what was started is stopped.
 */
export async function startStack({ dataDir, port, profile, date, reset, place, say, signal }) {
  const { startEmbedded, removeCluster, deploy } = await import(new URL("../build/launch.js", import.meta.url).href);
  const external = process.env.DATABASE_URL;
  if (reset) {
    await removeCluster(dataDir);
    for (const name of ["secret", "web.log", "worker.log"]) rmSync(join(dataDir, name), { force: true });
  }
  const embedded = external ? null : await startEmbedded({ dataDir, durable: true });
  if (embedded?.moved) say(`PostgreSQL keeps its data in ${embedded.dataDir} (its account cannot enter this folder).`);
  await embedded?.ensureDatabase(DATABASE);

  const origin = `http://localhost:${port}`;
  const base = {
    ...process.env,
    NODE_ENV: "production",
    APP_SECRET: process.env.APP_SECRET ?? secretIn(dataDir),
    HOST: process.env.HOST ?? "127.0.0.1",
    PORT: String(port),
    ORIGIN: process.env.ORIGIN ?? `${origin},http://127.0.0.1:${port}`,
    ENTREPAIRS_DEMONSTRATION: "1",
  };
  const ownerUrl = () => (embedded ? embedded.ownerUrl(DATABASE) : (process.env.DATABASE_OWNER_URL ?? external));
  const environment = () => ({
    ...base,
    DATABASE_URL: embedded ? embedded.appUrl(DATABASE) : external,
    DATABASE_OWNER_URL: ownerUrl(),
  });

  const children = new Map();
  let stopping = null;
  let watching = null;
  const births = { served: false, failed: 0 };

  function launch(name, program) {
    const log = openSync(join(dataDir, `${name}.log`), "a");
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, "build", program)], {
      cwd: root,
      env: { ...environment(), ENTREPAIRS_PROCESS: name },
      // A session of its own: Ctrl-C reaches the launcher alone, which stops all in order. A file, not a pipe: a child
      // whose launcher was killed must not die of its next log line.
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    const signed = sign(child.pid, name);
    children.set(name, signed);
    place.note(signed);
    const since = Date.now();
    child.once("exit", async (code, killed) => {
      if (stopping || children.get(name) !== signed) return;
      if (!births.served && ++births.failed >= 4) return; // it cannot live: ready() says why
      say(`${name} stopped (${killed ?? `code ${code}`}): starting it again. Its log: ${join(dataDir, `${name}.log`)}`);
      // At once after a long life; slowly when it dies at birth, for instance while PostgreSQL comes back.
      await sleep(Date.now() - since > 10_000 ? 50 : 1_000);
      if (!stopping && children.get(name) === signed) launch(name, program);
    });
  }

  async function restart(name, program) {
    const former = children.get(name);
    children.delete(name);
    if (former) await end(former);
    if (!stopping) launch(name, program);
  }

  /** Web and worker anew, for a new build or a new address of PostgreSQL. */
  const reload = () => Promise.all([restart("web", "main.js"), restart("worker", "worker.js")]);

  async function watchPostgres() {
    while (!stopping) {
      await sleep(250);
      if (stopping || runs({ pid: embedded.pid, started: null })) continue;
      say("PostgreSQL stopped: starting it again.");
      const { port: former } = embedded;
      try {
        await embedded.revive();
      } catch (error) {
        say(error.message);
        continue;
      }
      if (embedded.port === former) continue;
      await reload();
    }
  }

  const stop = () => {
    stopping ??= (async () => {
      // Requests and documents first, then jobs, PostgreSQL last.
      for (const name of ["web", "worker"]) if (children.has(name)) await end(children.get(name));
      await watching; // it may be starting PostgreSQL again this very moment
      await embedded?.stop();
      place.leave();
    })();
    return stopping;
  };

  try {
    const seeded = await seededProfile(ownerUrl());
    if (seeded === null && external && (await isInhabited(ownerUrl())))
      throw new Error("DATABASE_URL holds people already: the demonstration plants its own only in an empty database.");
    if (seeded === null && embedded) await embedded.recreateDatabase(DATABASE); // a seeding cut short by a kill
    await deploy({ ownerUrl: ownerUrl(), appUrl: environment().DATABASE_URL });
    if (seeded === null) {
      say("Seeding the académie…");
      await run("seed.js", ["--profile", profile ?? "full"], environment(), signal);
      await noteProfile(ownerUrl(), profile ?? "full");
    } else if (profile && seeded !== profile) say(`The data here are those of profile ${seeded}: --reset starts anew.`);
    if (date) await moveClock(ownerUrl(), date, say);
    launch("web", "main.js");
    launch("worker", "worker.js");
    await ready(`http://127.0.0.1:${port}/readyz`, dataDir, births, signal);
    births.served = true;
    if (embedded) watching = watchPostgres();
    const credentials = await run("seed.js", ["--credentials"], environment(), signal);
    return { origin, dataDir, ownerUrl, credentials: JSON.parse(lastLine(credentials)), reload, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function secretIn(dataDir) {
  const path = join(dataDir, "secret");
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return readFileSync(path, "utf8");
}

/** Runs one of our programs to its end. @returns what it printed */
function run(program, options, env, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, "build", program), ...options], {
      cwd: root,
      env: { ...env, LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let [out, all] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
      all += text;
    });
    child.stderr.on("data", (text) => {
      all += text;
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${program} ${options.join(" ")} failed:\n${all.trim()}`)),
    );
  });
}

const lastLine = (text) => text.trim().split("\n").at(-1);

/** Waits until the web process says that all it needs is there. */
async function ready(url, dataDir, births, signal) {
  const deadline = Date.now() + 60_000;
  let reason = "no answer";
  while (Date.now() < deadline && births.failed < 4) {
    signal?.throwIfAborted();
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      if (answer.ok) return;
      reason = await answer.text();
    } catch (error) {
      reason = error.cause?.code ?? error.message;
    }
    await sleep(100);
  }
  const tails = ["web.log", "worker.log"].map((name) => `${name}: ${tail(join(dataDir, name))}`);
  throw new Error(`The académie did not come up (${reason}).\n${tails.join("\n")}`);
}

const tail = (path) => (existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").slice(-10).join("\n") : "");
