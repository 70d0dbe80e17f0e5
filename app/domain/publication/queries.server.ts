import { db, Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize, can } from "../authorize";
import { type Licence, licenceNames } from "../scenario/licences";
import { publicationPolicy } from "./policy";
import { wordsQuery } from "./rules";
import type { LibraryFilter } from "./schema";

const PAGE = 30;

type Shelved = {
  id: string;
  title: string;
  plannedMinutes: number;
  authors: string[];
  licence: Licence;
  competences: string[];
  decidedAt: Date;
};

/**
 * Published texts, each in its latest version, newest proposals first, 30 at a time. Where the latest was withdrawn none
 * stands: what was wrong with it was in those before.
 */
export async function listPublications(actor: Actor, filter: LibraryFilter) {
  authorize(actor, publicationPolicy, "publication.browse", null);
  const rows = await db.$queryRaw<Shelved[]>`
    select publication.id, title, planned_minutes as "plannedMinutes", authors, licence, competences, decided_at as "decidedAt"
    from scenario_publication publication
    where status = 'PUBLISHED' and ${Prisma.join(conditions(filter), " and ")}
      and not exists (
        select 1 from scenario_publication later
        where later.scenario_id = publication.scenario_id and later.status in ('PUBLISHED', 'WITHDRAWN') and later.number > publication.number)
    order by publication.id desc limit ${PAGE + 1}`;
  const found = rows.slice(0, PAGE);
  return {
    publications: found.map(({ licence, competences, ...row }) => ({
      ...row,
      licence: licenceNames[licence],
      competences: competences.map((key) => key.split("/").at(-1) ?? key),
    })),
    next: rows.length > PAGE ? (found.at(-1)?.id ?? null) : null,
    mayReview: can(actor, publicationPolicy, "publication.reviewAny", null),
  };
}

function conditions({ mots, competence, minutes, avant }: LibraryFilter): Prisma.Sql[] {
  const query = mots ? wordsQuery(mots) : null;
  return [
    Prisma.sql`true`,
    ...(avant ? [Prisma.sql`publication.id < ${avant}::uuid`] : []),
    ...(minutes ? [Prisma.sql`planned_minutes <= ${minutes}`] : []),
    // What holds no letter finds nothing, rather than everything.
    ...(mots && !query ? [Prisma.sql`false`] : []),
    ...(query ? [Prisma.sql`to_tsvector('french', coalesce(words, '')) @@ to_tsquery('french', ${query})`] : []),
    ...(competence
      ? [
          Prisma.sql`competences && array(
            select framework.code || '/' || framework.version || '/' || cited.code
            from competence cited join framework on framework.id = cited.framework_id
            where lower(cited.code) = lower(${competence}))`,
        ]
      : []),
  ];
}

/** What waits for a decision of the actor: handed in, in her académie, written by others; oldest first, 100 at most. */
export async function listToReview(actor: Actor) {
  authorize(actor, publicationPolicy, "publication.reviewAny", null);
  const me = actor.personId;
  const rows = await db.scenarioPublication.findMany({
    where: {
      status: "SUBMITTED",
      scenario: { cohort: { place: { lineage: { hasSome: placeIdsOf(actor, ["CTICE"]) } } } },
      contributors: { none: { personId: me } },
      proposedById: { not: me },
      submittedById: { not: me },
    },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: 100,
    select: {
      id: true,
      title: true,
      submittedAt: true,
      authors: true,
      licence: true,
      scenario: { select: { cohort: { select: { place: { select: { name: true } } } } } },
    },
  });
  return rows.map(({ scenario, licence, ...row }) => ({
    ...row,
    licence: licenceNames[licence as Licence],
    place: scenario.cohort.place.name,
  }));
}
