import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";

export type Route = {
  id: string;
  /** « /seances/:seanceId/feuille » */
  path: string;
  reads: boolean;
  writes: boolean;
  policy: { read?: string; write?: Record<string, string> } | undefined;
};

const file = join(import.meta.dirname, "../../../build/server/index.js");

/** The server build as it is shipped. @throws where it is missing: `npm run build` makes it */
export async function loadBuild(): Promise<ServerBuild> {
  if (!existsSync(file)) throw new Error("npm run build comes first: the matrix reads what is shipped");
  return (await import(file)) as ServerBuild;
}

/** Every route of the build, resource routes included, with what it declares. */
export function routesOf(build: ServerBuild): Route[] {
  return Object.values(build.routes).flatMap((route) => {
    if (!route) return [];
    const { loader, action, handle } = route.module;
    return [
      {
        id: route.id,
        path: pathOf(build, route.id),
        reads: loader !== undefined || route.module.default !== undefined,
        writes: action !== undefined,
        policy: (handle as { policy?: Route["policy"] } | undefined)?.policy,
      },
    ];
  });
}

function pathOf(build: ServerBuild, id: string): string {
  const parts: string[] = [];
  for (let at = build.routes[id]; at; at = at.parentId ? build.routes[at.parentId] : undefined)
    if (at.path) parts.unshift(at.path);
  return `/${parts.join("/")}`;
}

const domain = join(import.meta.dirname, "../../../app/domain");

/** Every « concept.verb » that some policy answers. There is no central list: rooms do not look up. */
export async function knownRights(): Promise<string[]> {
  const files = readdirSync(domain).map((room) => join(domain, room, "policy.ts"));
  const modules = await Promise.all(
    files.filter((path) => existsSync(path)).map((path) => import(path) as Promise<object>),
  );
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, policy]) => (name.endsWith("Policy") ? Object.keys(policy as object) : [])),
  );
}
