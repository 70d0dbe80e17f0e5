import { createRequestHandler } from "@remix-run/node";
import { setClock } from "@tests/factories/clock";
import { expect, test } from "vitest";
import { insiders, isStranger, type Readers, reads } from "./authorization/expected";
import { knownRights, loadBuild, routesOf } from "./authorization/manifest";
import { buildWorld, CANARY, type Caller } from "./authorization/world";

const build = await loadBuild();
const routes = routesOf(build).filter(({ id }) => id !== "root");
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
const handle = createRequestHandler(build, "production");

const ids: Record<string, string> = {
  ...world.ids,
  linkId: world.ids.cohortId,
  secret: "x",
  token: "x",
  publicId: "x",
  id: world.ids.cohortId,
  format: "md",
};
const fill = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "missing");

async function ask(caller: Caller, path: string) {
  const request = new Request(`http://localhost:3000${path}`, {
    headers: caller.cookie ? { cookie: caller.cookie } : {},
  });
  const response = await handle(request, { nonce: "", address: "127.0.0.1" });
  return { status: response.status, to: response.headers.get("location") ?? "", text: await response.text() };
}

const may = (readers: Readers, { who }: Caller) =>
  readers === "public" || (readers === "signed-in" ? who !== "VISITOR" : readers.includes(who as never));

test("every route declares who may read it and who may do what", () => {
  const silent = routes.filter(
    ({ reads, writes, policy }) =>
      (reads && !policy?.read) || (writes && Object.keys(policy?.write ?? {}).length === 0),
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test("every right that is declared is a right that exists", async () => {
  const rights = new Set([...(await knownRights()), "public"]);
  const declared = routes.flatMap(({ policy }) => [policy?.read ?? [], Object.values(policy?.write ?? {})].flat());
  expect(declared.filter((right) => !rights.has(right))).toEqual([]);
});

test("every route that is read has its row, and no row is without its route", () => {
  const paths = routes.filter((route) => route.reads).map(({ path }) => path);
  expect(paths.filter((path) => !(path in reads)).sort()).toEqual([]);
  expect(Object.keys(reads).filter((path) => !paths.includes(path))).toEqual([]);
});

test("a public address is declared public, and nothing else is", () => {
  const declared = routes.filter((route) => route.reads && route.policy?.read === "public").map(({ path }) => path);
  expect(declared.sort()).toEqual(
    Object.keys(reads)
      .filter((path) => reads[path] === "public")
      .sort(),
  );
});

test.each(Object.keys(reads).filter((path) => reads[path] !== "public"))(
  "%s opens for those who may, and for nobody else",
  async (path) => {
    const readers = reads[path] ?? [];
    const wrong: string[] = [];
    for (const caller of world.callers) {
      const { status, to, text } = await ask(caller, fill(path));
      const signIn = status === 302 && to.startsWith("/connexion");
      const opened = status < 400 && !signIn;
      if (caller.who === "VISITOR" ? !signIn : opened !== may(readers, caller))
        wrong.push(`${caller.who}: ${status} ${to}`);
      if (isStranger(path, caller.who) && status !== 404) wrong.push(`${caller.who} learns that it exists: ${status}`);
      if (status >= 500) wrong.push(`${caller.who}: ${status}`);
      if (!insiders.includes(caller.who as never) && text.includes(CANARY)) wrong.push(`${caller.who} reads a canary`);
    }
    expect(wrong).toEqual([]);
  },
);
