import { setTimeout as sleep } from "node:timers/promises";
import { borrowedAccount } from "./account.server";
import { findBinaries } from "./binaries.server";
import { ensureCluster } from "./cluster.server";
import { locate } from "./location.server";
import {
  answers,
  clearStalePidFile,
  freePort,
  logTail,
  type Postmaster,
  runningPostmaster,
  spawnPostmaster,
  stopPostmaster,
} from "./postmaster.server";
import { APP, dropDatabase, ensureDatabase, ensureRoles, OWNER } from "./roles.server";
import { enter } from "./users.server";

export type Embedded = {
  readonly superuserUrl: string;
  ownerUrl: (database: string) => string;
  appUrl: (database: string) => string;
  /** Makes a database of the owner's where there is none. */
  ensureDatabase: (name: string) => Promise<void>;
  /** Throws a database away and makes it again, empty. */
  recreateDatabase: (name: string) => Promise<void>;
  /** Whether PostgreSQL answers now. */
  answers: () => Promise<boolean>;
  /** Starts it again where it died, on the same port if it can: `port` says which. Harmless while it runs. */
  revive: () => Promise<void>;
  /** Leaves the cluster; the last process to leave stops PostgreSQL. */
  stop: () => Promise<void>;
  readonly pid: number;
  readonly port: number;
  /** PostgreSQL was already running: left by a process that was killed, or started by another one. */
  adopted: boolean;
  /** Where the cluster lies. */
  dataDir: string;
  /** The cluster lies outside the data folder, because root's account for PostgreSQL cannot reach it. */
  moved: boolean;
};

/**
 * Starts PostgreSQL on the loopback from the binaries of npm, or adopts the one that runs on this data folder.
 * `durable: false` is for tests: a commit may be lost in a power cut.
 * @throws with the last lines of its log when it does not answer within a minute.
 */
export async function startEmbedded(options: { dataDir: string; durable: boolean }): Promise<Embedded> {
  const account = borrowedAccount();
  const native = findBinaries(account);
  const { home, moved } = locate(options.dataDir, account);
  const { cluster, ...secrets } = ensureCluster(home, native, account, options.durable);
  const url = (user: string, password: string, port: number, database: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrlOf = ({ port }: Postmaster) => url("postgres", secrets.superuser, port, "postgres");

  const user = enter(home); // before looking: whoever leaves now must see us
  let postmaster: Postmaster;
  let adopted: boolean;
  try {
    ({ postmaster, adopted } = await bringUp());
    await ensureRoles(superuserUrlOf(postmaster), secrets);
  } catch (error) {
    user.leave();
    throw error;
  }

  async function bringUp(port?: number): Promise<{ postmaster: Postmaster; adopted: boolean }> {
    const deadline = Date.now() + 60_000;
    let ours: { exited: () => boolean } | undefined;
    for (let attempts = 0; Date.now() < deadline; await sleep(25)) {
      const running = runningPostmaster(cluster);
      if (running?.port && (await answers(superuserUrlOf(running)))) return { postmaster: running, adopted: !ours };
      // It starts, recovers, or stops: whichever it is, it will be seen on the next round.
      if (running || (ours && !ours.exited())) continue;
      if (attempts++ > 8) break;
      if (attempts > 1) await sleep(200); // a port taken meanwhile, or children of a killed postmaster still leaving
      await clearStalePidFile(cluster);
      const wanted = attempts === 1 && port ? port : await freePort();
      ours = spawnPostmaster(cluster, native, account, { durable: options.durable, port: wanted });
    }
    throw new Error(`PostgreSQL did not start in ${cluster}.\n${logTail(cluster)}`);
  }

  return {
    get superuserUrl() {
      return superuserUrlOf(postmaster);
    },
    get pid() {
      return postmaster.pid;
    },
    get port() {
      return postmaster.port;
    },
    ownerUrl: (database) => url(OWNER, secrets.owner, postmaster.port, database),
    appUrl: (database) => url(APP, secrets.app, postmaster.port, database),
    ensureDatabase: (name) => ensureDatabase(superuserUrlOf(postmaster), name),
    recreateDatabase: async (name) => {
      await dropDatabase(superuserUrlOf(postmaster), name);
      await ensureDatabase(superuserUrlOf(postmaster), name);
    },
    answers: () => answers(superuserUrlOf(postmaster)),
    revive: async () => {
      ({ postmaster } = await bringUp(postmaster.port));
    },
    stop: async () => {
      if (user.leave().last) await stopPostmaster(cluster);
    },
    adopted,
    dataDir: cluster,
    moved,
  };
}
