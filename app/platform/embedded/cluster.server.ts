import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Borrowed } from "./account.server";
import { isAlive } from "./process.server";

/** Passwords of one cluster: drawn once, kept inside it, so that neither can be lost without the other. */
export type Secrets = { superuser: string; owner: string; app: string };

const SECRETS = "entrepairs.json";

/** Makes the cluster where there is none. Two starts at once: each makes a draft, one rename wins. */
export function ensureCluster(
  home: string,
  native: string,
  account: Borrowed | null,
  durable: boolean,
): { cluster: string } & Secrets {
  const cluster = join(home, "postgres");
  if (!existsSync(join(cluster, SECRETS))) initialise(home, cluster, native, account, durable);
  return { cluster, ...(JSON.parse(readFileSync(join(cluster, SECRETS), "utf8")) as Secrets) };
}

function initialise(home: string, cluster: string, native: string, account: Borrowed | null, durable: boolean) {
  sweepDrafts(home);
  const draft = join(home, `postgres.init-${process.pid}`);
  const passwordFile = `${draft}.password`;
  const secrets: Secrets = { superuser: secret(), owner: secret(), app: secret() };
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  const done = spawnSync(
    join(native, "bin", "initdb"),
    [
      ...["-D", draft, "--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      // French order without any locale of the system.
      ...["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=fr-FR", "--no-instructions"],
      ...(durable ? [] : ["--no-sync"]),
    ],
    {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      cwd: home,
      env: cleanEnvironment(),
      encoding: "utf8",
    },
  );
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb failed in ${home}: ${done.error?.message ?? done.stderr}`);
  }
  writeFileSync(join(draft, SECRETS), JSON.stringify(secrets), { mode: 0o600 });
  try {
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(join(cluster, SECRETS))) return; // another start was faster
    throw new Error(`${cluster} is not a cluster of ours: move it away.`, { cause: error });
  }
}

/** Drafts of starts that were killed. */
function sweepDrafts(home: string) {
  for (const name of readdirSync(home)) {
    const pid = Number(/^postgres\.init-(\d+)/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !isAlive(pid))) rmSync(join(home, name), { recursive: true, force: true });
  }
}

const secret = () => randomBytes(24).toString("base64url");

/** The environment without PG* and locale variables, which would change what PostgreSQL does. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}
