import { type Citation, citationKey } from "~/editor/lesson";
import { db } from "~/platform/db.server";
import type { FrameworkChoice } from "./schema";

/** The frameworks one may cite from, newest first, with their competences in order. The same for everybody. */
export async function listFrameworks(): Promise<FrameworkChoice[]> {
  return db.framework.findMany({
    orderBy: { validFrom: "desc" },
    select: {
      code: true,
      version: true,
      label: true,
      competences: { orderBy: { position: "asc" }, select: { code: true, label: true } },
    },
  });
}

/** The labels of what is cited, by `citationKey`; what no framework has is absent. */
export async function competenceLabels(cited: readonly Citation[]): Promise<Map<string, string>> {
  if (cited.length === 0) return new Map();
  const found = await db.competence.findMany({
    where: {
      OR: cited.map(({ framework, version, code }) => ({ code, framework: { code: framework, version } })),
    },
    select: { code: true, label: true, framework: { select: { code: true, version: true } } },
  });
  return new Map(
    found.map(({ code, label, framework }) => [
      citationKey({ framework: framework.code, version: framework.version, code }),
      label,
    ]),
  );
}
