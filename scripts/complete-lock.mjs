// Completes package-lock.json with the optional binaries of other platforms. A mirror that lacks them makes npm write a lock
// file without them, which `npm ci` then refuses. Run after each `npm install`; `--check` only says whether all is there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const path = join(import.meta.dirname, "..", "package-lock.json");
const text = readFileSync(path, "utf8");
const lock = JSON.parse(text);
const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

let added = 0;
for (const [from, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!/^\d/.test(version) || isThere(from, name)) continue;
    const words = name.split(/[/-]/);
    const os = systems.find((system) => words.includes(system));
    const cpu = processors.find((processor) => words.includes(processor));
    if (!os || !cpu) continue;
    const libc = words.some((word) => word.startsWith("musl"))
      ? "musl"
      : words.some((word) => word.startsWith("gnu")) && "glibc";
    const dev = lock.packages[from].dev ? { dev: true } : {};
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...dev,
      ...(os === "linux" && libc ? { libc: [libc] } : {}),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}

/** Whether the lock holds a package where Node would look for it, going up from the one that asks. */
function isThere(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (`${folder ? `${folder}/` : ""}node_modules/${name}` in lock.packages) return true;
    if (folder === "") return false;
    if (!folder.includes("/node_modules/")) return `node_modules/${name}` in lock.packages;
  }
}

if (added > 0 && process.argv.includes("--check")) {
  console.error(`package-lock.json lacks ${added} optional packages of other platforms: run npm run lock.`);
  process.exit(1);
}
if (added > 0) {
  const [own, ...rest] = Object.entries(lock.packages);
  rest.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries([own, ...rest]);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added > 0 ? `${added} optional packages added` : "package-lock.json is complete");
