import { readFileSync } from "node:fs";
import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "./ground";

const measuredPackages = [
  "@hocuspocus/server",
  "hocuspocus-server-4",
  "socket.io",
  "socket.io-msgpack-parser",
  "ws",
  "yjs",
  "pg",
];

export type Machine = { processors: string; memoryGb: number; system: string; node: string; packages: string };

export function machine(): Machine {
  const all = cpus();
  return {
    processors: `${all.length} × ${all[0]?.model.trim() || "unnamed processor"}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    packages: measuredPackages.map((name) => `${name} ${versionOf(name)}`).join(", "),
  };
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version;

/** What else ran in the last minute, in processors. */
export const busy = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;
