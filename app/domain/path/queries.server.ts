import { db } from "~/platform/db.server";
import { type Actor, holdsAnywhere } from "../actor";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { pathPolicy } from "./policy";
import type { PathStage, PathSummary } from "./schema";

const latest = { orderBy: { number: "desc" }, take: 1 } as const;

/** Every parcours that has a published version, by title, with the latest one. */
export async function listPaths(actor: Actor): Promise<PathSummary[]> {
  authorize(actor, pathPolicy, "path.read", null);
  const paths = await db.path.findMany({
    where: { versions: { some: {} } },
    orderBy: { title: "asc" },
    include: {
      versions: { ...latest, include: { stages: { select: { activities: { select: { minutes: true } } } } } },
    },
  });
  return paths.flatMap(({ versions: [version], ...path }) => {
    if (!version) return [];
    const minutes = version.stages.flatMap((stage) => stage.activities).reduce((sum, one) => sum + one.minutes, 0);
    return [{ ...path, version: { id: version.id, number: version.number, stages: version.stages.length, minutes } }];
  });
}

/** A parcours with the stages of its latest version. @throws Refusal not_found */
export async function getPath(actor: Actor, pathId: string) {
  authorize(actor, pathPolicy, "path.read", null);
  const path = await db.path.findUnique({
    where: { id: pathId },
    include: { versions: { ...latest, select: { id: true, number: true, publishedAt: true } } },
  });
  const version = path?.versions[0];
  if (!path || !version) throw refuse("not_found", "path.notFound");
  const { versions: _versions, ...rest } = path;
  return {
    ...rest,
    version,
    stages: await listStages(version.id),
    can: { openCohort: holdsAnywhere(actor, ["REFERENT"]) },
  };
}

/** The stages of one version, in order, with activities and cited competences. */
export async function listStages(pathVersionId: string): Promise<PathStage[]> {
  const stages = await db.stage.findMany({
    where: { pathVersionId },
    orderBy: { position: "asc" },
    include: {
      activities: {
        orderBy: { position: "asc" },
        select: { id: true, position: true, title: true, modality: true, minutes: true },
      },
      competences: {
        orderBy: { competence: { position: "asc" } },
        select: { competence: { include: { framework: { select: { code: true, version: true } } } } },
      },
    },
  });
  return stages.map(({ competences, pathVersionId: _version, ...stage }) => ({
    ...stage,
    competences: competences.map(({ competence: { framework, code, label } }) => ({
      framework: framework.code,
      version: framework.version,
      code,
      label,
    })),
  }));
}
