import { db } from "~/platform/db.server";
import { next } from "./place";

const titles = [
  "Introduction",
  "Constitution des équipes",
  "Formation aux techniques",
  "Production d'une séquence",
  "Mise en œuvre en classe",
  "Retour réflexif",
  "Évaluation du parcours",
];

/** A path of seven stages, each with one activity of an hour and one competence of C2i2e 2010. */
export async function aPath({ title = "Enseigner avec le TNI" } = {}) {
  const framework = await db.framework.upsert({
    where: { code_version: { code: "C2i2e", version: "2010" } },
    create: { code: "C2i2e", version: "2010", label: "C2i2e 2010", source: "test", validFrom: new Date("2010-12-14") },
    update: {},
  });
  const competence = await db.competence.upsert({
    where: { frameworkId_code: { frameworkId: framework.id, code: "B.1-2" } },
    create: { frameworkId: framework.id, code: "B.1-2", domain: "B.1", label: "Produire en équipe", position: 1 },
    update: {},
  });
  const path = await db.path.create({
    data: {
      code: `tni-${next()}`,
      title,
      summary: "Un parcours hybride en sept étapes.",
      origin: "national",
      versions: {
        create: {
          number: 1,
          publishedAt: new Date("2012-09-01"),
          stages: {
            create: titles.map((stage, index) => ({
              position: index + 1,
              title: stage,
              objective: `Ce que permet l'étape ${index + 1}.`,
              activities: { create: [{ position: 1, title: "Atelier", modality: "ON_SITE", minutes: 60 }] },
              competences: { create: [{ competenceId: competence.id }] },
            })),
          },
        },
      },
    },
    include: { versions: { include: { stages: { orderBy: { position: "asc" } } } } },
  });
  const version = path.versions[0];
  if (!version) throw new Error("a path has a version");
  return { ...path, version, stages: version.stages };
}
