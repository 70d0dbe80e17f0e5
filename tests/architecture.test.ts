import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** A layer, and the layers it may import from besides itself. Nobody imports routes, realtime, api or workers. */
const mayImport: Record<string, string[]> = {
  routes: ["components", "domain", "editor", "http", "i18n", "styles"],
  api: ["domain", "editor", "http", "i18n"],
  components: ["domain", "editor", "i18n"],
  http: ["domain", "platform", "i18n"],
  realtime: ["domain", "editor", "http", "platform"],
  workers: ["domain", "editor", "platform", "i18n"],
  domain: ["editor", "platform", "i18n"],
  editor: [],
  platform: [],
  i18n: [],
  styles: [],
};

/** Data flows one way: a room may look at the rooms before it. The others (jobs, audit, …) are the ground. */
const rooms = [
  "place",
  "account",
  "career",
  "c2i2e",
  "path",
  "mission",
  "cohort",
  "seance",
  "attendance",
  "certificate",
  "scenario",
  "comment",
  "version",
  "exchange",
  "template",
  "trial",
  "publication",
  "hours",
  "pay",
  "budget",
];
const order: Record<string, number> = {
  place: 0,
  account: 1,
  career: 2,
  notification: 0,
  c2i2e: 2,
  path: 3,
  mission: 4,
  cohort: 5,
  seance: 6,
  attendance: 7,
  scenario: 7,
  comment: 8,
  version: 8,
  template: 8,
  trial: 8,
  exchange: 9,
  publication: 10,
  hours: 8,
  certificate: 9,
  pay: 10,
  budget: 11,
  delivery: 12,
  today: 12,
};

/** The closed vocabulary of a room, besides verbs in commands/, rules in rules/ and a few named nouns. */
const vocabulary =
  /^(schema|policy|rules|queries\.server|commands\.server)(\.test)?\.tsx?$|^(commands|queries)\/[a-z-]+\.server\.ts$|^rules\/[a-z0-9-]+(\.test)?\.ts$|^[a-z0-9-]+(\.server)?(\.test)?\.ts$/;
const bannedNames = /(^|[-./])(utils?|helpers?|manager|service|misc|common-functions|index)\.(server\.)?tsx?$/;

const files = ["app", "workers"].flatMap((folder) => walk(join(root, folder))).map((path) => relative(root, path));
const code = files.filter((path) => /\.tsx?$/.test(path) && !path.includes("/generated/"));

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

/** Imports of ours, as paths from the root without extension. Types count: a direction is a direction. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  const found = text.matchAll(/(?:from\s+|import\s*\(\s*|^import\s+)["']([^"']+)["']/gm);
  return [...found].flatMap(([, target = ""]) => {
    if (target.startsWith("~/")) return [`app/${target.slice(2)}`];
    if (target.startsWith(".")) return [relative(root, join(root, dirname(path), target))];
    return [];
  });
}

const uncommented = (path: string) =>
  readFileSync(join(root, path), "utf8").replace(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

function layerOf(path: string): string | null {
  const [top, second] = path.split("/");
  if (top === "workers") return "workers";
  return second && second in mayImport ? second : null;
}

const composes = /^app\/(server|routes|root|entry\.\w+)\.tsx?$|^workers\/main\.ts$/;
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

test("imports run only downwards", () => {
  const strays = code
    .filter((path) => !composes.test(path) && !isTest(path))
    .flatMap((path) => {
      const layer = layerOf(path);
      if (!layer) return [];
      return importsOf(path)
        .filter((target) => {
          const other = layerOf(target);
          if (!other || (other === layer && layer !== "routes")) return false;
          return other === layer || !mayImport[layer]?.includes(other);
        })
        .map((target) => `${path} → ${target}`);
    });
  expect(strays, "move what both need to a lower layer, or pass it as an argument").toEqual([]);
});

test("what a browser may load is pure", () => {
  const strays = code
    .filter(
      (path) => /^app\/(domain|components|editor|i18n)\//.test(path) && !/\.server\.tsx?$/.test(path) && !isTest(path),
    )
    .flatMap((path) =>
      importsOf(path)
        .filter((target) => /\.server$/.test(target) || target.startsWith("app/platform/"))
        .map((target) => `${path} → ${target}`),
    );
  expect(strays, "name the file *.server.ts, or give the value as an argument").toEqual([]);
});

test("pure files of the domain use no Node module", () => {
  const strays = code
    .filter((path) => /^app\/(domain|editor|i18n)\//.test(path) && !/\.server\.ts$/.test(path) && !isTest(path))
    .filter((path) => /from "node:|from "@prisma|platform\/generated/.test(readFileSync(join(root, path), "utf8")));
  expect(strays).toEqual([]);
});

test("what a browser may load is understood by the tablets of schools", () => {
  // Safari learned them in 16.0 (AbortSignal.timeout), 16.4 (lookbehind) and 17.4 (AbortSignal.any). An expression it cannot
  // read is a syntax error: the whole file is lost, and with it every script of the page.
  const tooNew = /\(\?<[=!]|AbortSignal\s*\.\s*(timeout|any)\b/;
  const strays = code
    .filter((path) => /^app\/((components|domain|editor|i18n)\/|root\.|entry\.client\.)/.test(path))
    .filter((path) => !/\.server\.tsx?$/.test(path) && !isTest(path))
    .filter((path) => tooNew.test(uncommented(path)));
  expect(strays, "take a group in place of a lookbehind, and withPatience() of components/ui").toEqual([]);
});

test("routes hold no database and no rule", () => {
  const strays = code
    .filter((path) => path.startsWith("app/routes/"))
    .flatMap((path) =>
      importsOf(path)
        .filter((target) => /platform|\/rules(\/|$)/.test(target))
        .map((target) => `${path} → ${target}`),
    );
  expect(strays, "ask a query or a command of the domain").toEqual([]);
});

test("a room looks only at the rooms before it", () => {
  const strays = code
    .filter((path) => path.startsWith("app/domain/") && !isTest(path))
    .flatMap((path) => {
      const room = path.split("/")[2] ?? "";
      const rank = order[room];
      return importsOf(path)
        .filter((target) => target.startsWith("app/domain/"))
        .filter((target) => {
          const other = target.split("/")[2] ?? "";
          const otherRank = order[other];
          return rank !== undefined && otherRank !== undefined && other !== room && otherRank >= rank;
        })
        .map((target) => `${path} → ${target}`);
    });
  expect(strays, "name an event in the outbox instead; workers/subscriptions.ts knows who listens").toEqual([]);
});

test("rooms use the closed vocabulary of files", () => {
  const strays = code.filter((path) => {
    const [, domain, room, ...rest] = path.split("/");
    if (domain !== "domain" || !rooms.includes(room ?? "") || rest.length === 0) return false;
    return !vocabulary.test(rest.join("/"));
  });
  expect(strays).toEqual([]);
});

test("no drawer without a name", () => {
  expect(code.filter((path) => bannedNames.test(path) && !/routes\//.test(path))).toEqual([]);
});

test("no cycle between files", () => {
  const graph = new Map(
    code.filter((path) => !isTest(path)).map((path) => [path.replace(/\.tsx?$/, ""), importsOf(path)]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, trail: string[]) => {
    if (trail.includes(node)) cycles.push([...trail.slice(trail.indexOf(node)), node].join(" → "));
    if (done.has(node) || trail.includes(node)) return;
    for (const next of graph.get(node) ?? []) if (graph.has(next)) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  expect(cycles).toEqual([]);
});

test("files stay small: 95 % under 250 lines, none over 400", () => {
  const lengths = code.map((path) => ({ path, lines: readFileSync(join(root, path), "utf8").split("\n").length }));
  expect(
    lengths.filter(({ lines }) => lines > 400),
    "split by concept, not by size",
  ).toEqual([]);
  const long = lengths.filter(({ lines }) => lines > 250);
  expect(long.length / lengths.length, long.map(({ path }) => path).join(", ")).toBeLessThan(0.05);
});

test("no raw SQL is put together from text", () => {
  const strays = code.filter((path) =>
    /\$(query|execute)RawUnsafe|Prisma\.raw\(/.test(readFileSync(join(root, path), "utf8")),
  );
  expect(strays).toEqual([]);
});
