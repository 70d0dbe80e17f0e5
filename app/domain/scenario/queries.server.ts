import { phasesOf } from "~/editor/lesson";
import { db, Prisma, pool, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { listFrameworks } from "../c2i2e/queries.server";
import { fullName, inCohort } from "../cohort/queries.server";
import { refuse } from "../errors";
import { staff } from "../seance/policy";
import { documentHtml, readAgreed } from "./document.server";
import { type ScenarioPlaceSubject, type ScenarioSubject, scenarioPolicy } from "./policy";

const PAGE = 50;

/**
 * Who may do what on each of these scenarios, as the database says now. Unknown ids are absent. One query; outside a
 * transaction by `pg` itself, because it is asked each second for all that is open and names everybody enrolled.
 */
export async function findScenarioSubjects(ids: readonly string[], tx?: Tx): Promise<ScenarioSubject[]> {
  if (ids.length === 0) return [];
  const asked = Prisma.sql`
    select scenario.id as "scenarioId", place.lineage, scenario.frozen_at is not null as frozen,
      (select cohort.referent_id where ${referentInOffice}) as "referentId",
      array(${enrolled}) as "enrolledPersonIds",
      case when scenario.team_id is not null then array(
        select enrolment.person_id from team_member join enrolment on enrolment.id = team_member.enrolment_id
        where team_member.team_id = scenario.team_id and enrolment.status in ('ENROLLED', 'COMPLETED')
      ) end as "memberPersonIds",
      array(
        select trainer_id from seance where cohort_id = cohort.id and status = 'PLANNED'
        union select deputy_id from seance where cohort_id = cohort.id and status = 'PLANNED' and deputy_id is not null
      ) as "trainerPersonIds"
    from scenario join cohort on cohort.id = scenario.cohort_id join place on place.id = cohort.place_id
    where scenario.id = any(${[...ids]}::uuid[])`;
  if (tx) return tx.$queryRaw<ScenarioSubject[]>(asked);
  return (await pool().query<ScenarioSubject>({ name: "rights on scenarios", text: asked.text, values: asked.values }))
    .rows;
}

/** The scenario as rights see it, for who may read it. @throws not_found for a stranger */
export async function readableSubject(actor: Actor, scenarioId: string, tx?: Tx): Promise<ScenarioSubject> {
  const [subject] = await findScenarioSubjects([scenarioId], tx);
  if (!subject || !can(actor, scenarioPolicy, "scenario.read", subject)) throw refuse("not_found", "scenario.notFound");
  return subject;
}

const referentInOffice = Prisma.sql`exists (
  select 1 from role_assignment held join place held_at on held_at.id = held.place_id
  where held.person_id = cohort.referent_id and held.role = 'REFERENT' and held.place_id = any(place.lineage)
    and (business_now() at time zone held_at.time_zone)::date between held.valid_from and coalesce(held.valid_to, 'infinity')
)`;

const enrolled = Prisma.sql`
  select enrolment.person_id from enrolment
  where enrolment.cohort_id = cohort.id and enrolment.status in ('ENROLLED', 'COMPLETED')`;

/** Where a scenario would be created; null when the cohort, or its team, does not exist. */
export async function findScenarioPlace(tx: Tx, cohortId: string, teamId: string | null) {
  const rows = await tx.$queryRaw<(ScenarioPlaceSubject & { status: string; lineage: string[] })[]>`
    select cohort.status::text as status, place.lineage,
      (select cohort.referent_id where ${referentInOffice}) as "referentId",
      array(${enrolled}) as "enrolledPersonIds",
      case when ${teamId}::uuid is not null then array(
        select enrolment.person_id from team_member join enrolment on enrolment.id = team_member.enrolment_id
        where team_member.team_id = ${teamId}::uuid and enrolment.status in ('ENROLLED', 'COMPLETED')
      ) end as "memberPersonIds"
    from cohort join place on place.id = cohort.place_id
    where cohort.id = ${cohortId}::uuid
      and (${teamId}::uuid is null or exists (select 1 from team where id = ${teamId}::uuid and cohort_id = cohort.id))`;
  return rows[0] ?? null;
}

/** The scenarios an actor may read; the same people as « scenario.read ». */
export function scenarioScope(actor: Actor): Prisma.ScenarioWhereInput {
  const me = actor.personId;
  const led = { referentId: me, place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } } };
  return {
    cohort: {
      OR: [
        led,
        { enrolments: { some: { personId: me, status: { in: [...inCohort] } } } },
        {
          place: { lineage: { hasSome: placeIdsOf(actor, staff) } },
          seances: { some: { status: "PLANNED", OR: [{ trainerId: me }, { deputyId: me }] } },
        },
        { place: { lineage: { hasSome: placeIdsOf(actor, ["CTICE"]) } } },
      ],
    },
  };
}

/** The actor's scenarios, newest first; `before` is the id of the last one already shown. */
export async function listScenarios(actor: Actor, before: string | null = null) {
  const rows = await db.scenario.findMany({
    where: { AND: [scenarioScope(actor), before ? { id: { lt: before } } : {}] },
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: {
      id: true,
      title: true,
      plannedMinutes: true,
      createdAt: true,
      team: { select: { name: true } },
      cohort: { select: { title: true } },
    },
  });
  const scenarios = rows.slice(0, PAGE);
  return { scenarios, next: rows.length > PAGE ? (scenarios.at(-1)?.id ?? null) : null };
}

/** Where the actor may create a scenario: the teams she is in, the cohorts she is in or leads with their teams. */
export async function listScenarioPlaces(actor: Actor) {
  const me = actor.personId;
  const asTrainee = { some: { personId: me, status: { in: [...inCohort] } } };
  const cohorts = await db.cohort.findMany({
    where: {
      status: { in: ["PREPARATION", "OPEN"] },
      OR: [
        { referentId: me, place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } } },
        { enrolments: asTrainee },
      ],
    },
    orderBy: { id: "desc" },
    take: 100,
    select: {
      id: true,
      title: true,
      referentId: true,
      teams: {
        orderBy: { name: "asc" },
        select: { id: true, name: true, members: { where: { enrolment: { personId: me } }, select: { teamId: true } } },
      },
    },
  });
  return cohorts.map(({ id, title, referentId, teams }) => ({
    id,
    title,
    teams: teams
      .filter((team) => referentId === me || team.members.length > 0)
      .map((team) => ({ id: team.id, name: team.name })),
  }));
}

/** One scenario with its text as HTML, for who may read it. @throws not_found for a stranger */
export async function getScenario(actor: Actor, scenarioId: string) {
  const [subject] = await findScenarioSubjects([scenarioId]);
  if (!subject || !can(actor, scenarioPolicy, "scenario.read", subject)) throw refuse("not_found", "scenario.notFound");
  const scenario = await db.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: {
      id: true,
      title: true,
      plannedMinutes: true,
      team: { select: { name: true } },
      cohort: { select: { id: true, title: true } },
    },
  });
  const [{ document, suggestions }, frameworks, people] = await Promise.all([
    readAgreed(scenarioId),
    listFrameworks(),
    peopleOf(subject),
  ]);
  return {
    ...scenario,
    frameworks,
    suggestions,
    people,
    phases: phasesOf(document.content ?? []),
    html: await documentHtml(document, scenarioId, actor.locale),
    can: { edit: can(actor, scenarioPolicy, "scenario.edit", subject) },
  };
}

/** The names of who may write in it, for what bears their id in the text. */
async function peopleOf({ referentId, enrolledPersonIds }: ScenarioSubject): Promise<{ id: string; name: string }[]> {
  const people = await db.person.findMany({
    where: { id: { in: referentId ? [referentId, ...enrolledPersonIds] : enrolledPersonIds } },
    select: { id: true, givenName: true, familyName: true },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }],
  });
  return people.map((person) => ({ id: person.id, name: fullName(person) }));
}

/** The title of one scenario, for who may read it. @throws not_found for a stranger */
export async function getScenarioTitle(actor: Actor, scenarioId: string): Promise<{ id: string; title: string }> {
  const [subject] = await findScenarioSubjects([scenarioId]);
  if (!subject || !can(actor, scenarioPolicy, "scenario.read", subject)) throw refuse("not_found", "scenario.notFound");
  return db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { id: true, title: true } });
}
