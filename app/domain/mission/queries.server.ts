import { businessNow } from "~/platform/clock.server";
import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize, can } from "../authorize";
import { dayOf, localDay } from "../calendar";
import { refuse } from "../errors";
import { missionPolicy, missionReaders } from "./policy";
import { whyNotAmend } from "./rules/letter";
import { missionSteps, type StepKind, whyNotAttest } from "./rules/steps";
import { lastWordOf, whyNotSay } from "./rules/words";
import { LetterTasks } from "./schema";

/** The missions an actor may read: her own, and those of the places she answers for. */
export function missionScope(actor: Actor): Prisma.MissionWhereInput {
  return {
    OR: [{ personId: actor.personId }, { place: { lineage: { hasSome: placeIdsOf(actor, missionReaders) } } }],
  };
}

const named = { select: { id: true, givenName: true, familyName: true } } as const;
export const nameOf = (person: { givenName: string; familyName: string }) => `${person.givenName} ${person.familyName}`;

/** The académie above a place. @throws not_found */
export async function academieOf(tx: Tx, lineage: readonly string[]) {
  const academie = await tx.place.findFirst({
    where: { id: { in: [...lineage] }, kind: "ACADEMIE" },
    select: { id: true, code: true, name: true, timeZone: true, lineage: true },
  });
  if (!academie) throw refuse("not_found", "mission.notFound");
  return academie;
}

/** School years that are not over, and the one that runs now. */
export async function currentSchoolYear(tx: Tx = db) {
  const now = await businessNow(tx);
  const years = await tx.schoolYear.findMany({ orderBy: { startsOn: "asc" } });
  const open = years.filter(({ endsOn }) => endsOn.getTime() + 86_400_000 > now.getTime());
  const current = open[0] ?? years.at(-1);
  return { years: open, current };
}

/** A mission with its letter, its dated facts and what the actor may do. @throws not_found */
export async function getMission(actor: Actor, missionId: string) {
  const mission = await db.mission.findFirst({
    where: { id: missionId, ...missionScope(actor) },
    include: {
      person: named,
      place: { select: { id: true, name: true, lineage: true, timeZone: true } },
      schoolYear: { select: { id: true, startsOn: true, endsOn: true } },
      letter: { include: { amendments: { orderBy: { seq: "desc" } } } },
      facts: { orderBy: [{ heldOn: "asc" }, { seq: "asc" }] },
      succeeds: { select: { id: true, person: named } },
      successor: { select: { id: true, person: named } },
    },
  });
  if (!mission) throw refuse("not_found", "mission.notFound");
  const { place, person, letter, facts, schoolYear, succeeds, successor, ...own } = mission;
  const subject = { personId: person.id, lineage: place.lineage };
  const writers = await namesOf(
    [
      ...[letter, ...(letter?.amendments ?? [])].flatMap((one) => [one?.issuedById, one?.signedById]),
      ...[own.createdById, ...facts.map(({ recordedById }) => recordedById)],
    ].filter((id) => id != null),
  );
  const steps = missionSteps({ channel: own.channel, letter, facts });
  const open = (kind: StepKind) => steps.some((step) => step.kind === kind && step.state !== "done");
  const next = (kind: StepKind) => steps.some((step) => step.kind === kind && step.state === "next");
  const last = lastWordOf(facts);
  const says = (refused: boolean) =>
    (own.channel !== "IFIC" || last !== null || next("DECISION_RECTEUR")) &&
    !whyNotSay({ channel: own.channel, refused, ended: own.endedAt !== null }, facts) &&
    can(actor, missionPolicy, "mission.decide", subject);
  const waits = letter?.amendments.find(({ status }) => status === "ISSUED");
  const mayAmend = can(actor, missionPolicy, "mission.amendLetter", subject);
  const today = localDay(await businessNow(), place.timeZone);
  const lastDay = own.endedAt ? localDay(own.endedAt, place.timeZone) : dayOf(schoolYear.endsOn);
  return {
    id: own.id,
    kind: own.kind,
    functionCode: own.functionCode,
    title: own.title,
    channel: own.channel,
    plannedMinutes: own.plannedMinutes,
    amountCents: own.amountCents,
    level: own.level,
    rateCents: own.rateCents,
    weeklyMinutes: own.weeklyMinutes,
    at: own.at,
    createdBy: writers.get(own.createdById) ?? null,
    endedOn: own.endedAt && localDay(own.endedAt, place.timeZone),
    endedReason: own.endedReason,
    succeeds: succeeds && { id: succeeds.id, name: nameOf(succeeds.person) },
    successor: successor && { id: successor.id, name: nameOf(successor.person) },
    person: { id: person.id, name: nameOf(person) },
    place: { id: place.id, name: place.name, timeZone: place.timeZone },
    academie: await academieOf(db, place.lineage),
    schoolYear,
    letter: letter && {
      ...written(letter, writers),
      number: letter.number,
      status: letter.status,
      amountCents: letter.amountCents,
      /** The last one first. */
      amendments: letter.amendments.map((one) => ({
        ...written(one, writers),
        seq: one.seq,
        status: one.status,
        reason: one.reason,
      })),
    },
    steps,
    /** First day on which the head may attest the service. */
    serviceEndsOn: lastDay,
    /** The recteur's last word undoes those before it, which stay and are told. */
    facts: facts.map(({ id, kind, heldOn, at, amountCents, reason, refused, recordedById }) => ({
      kind,
      refused,
      stands: kind !== "DECISION_RECTEUR" || id === last?.id,
      heldOn,
      at,
      amountCents,
      reason,
      by: writers.get(recordedById) ?? null,
    })),
    can: {
      end: !own.endedAt && can(actor, missionPolicy, "mission.end", subject),
      handOver: !own.endedAt && own.kind === "FUNCTION" && can(actor, missionPolicy, "mission.handOver", subject),
      sign: letter?.status === "ISSUED" && can(actor, missionPolicy, "mission.signLetter", subject),
      amend:
        mayAmend &&
        !whyNotAmend({
          channel: own.channel,
          ended: own.endedAt !== null,
          letter: letter && { status: letter.status, waits: waits !== undefined },
        }),
      signAmendment: waits !== undefined && can(actor, missionPolicy, "mission.signLetter", subject),
      withdrawAmendment: waits !== undefined && mayAmend,
      recordCouncil: open("CONSEIL_ADMINISTRATION") && can(actor, missionPolicy, "mission.recordCouncil", subject),
      propose: next("PROPOSITION") && can(actor, missionPolicy, "mission.propose", subject),
      decide: says(false),
      refuse: says(true),
      attest:
        next("SERVICE_FAIT") &&
        !whyNotAttest({ today, lastDay }) &&
        can(actor, missionPolicy, "mission.attest", subject),
    },
  };
}
export type MissionView = Awaited<ReturnType<typeof getMission>>;

type Written = {
  tasks: unknown;
  startsOn: Date;
  endsOn: Date;
  issuedAt: Date;
  issuedById: string;
  signedAt: Date | null;
  signedById: string | null;
  hash: string | null;
};

/** What a letter says, or one of its amendments, and who issued and signed it. */
const written = (row: Written, names: Map<string, string>) => ({
  tasks: LetterTasks.parse(row.tasks),
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  issuedAt: row.issuedAt,
  issuedBy: names.get(row.issuedById) ?? null,
  signedAt: row.signedAt,
  signedBy: row.signedById ? (names.get(row.signedById) ?? null) : null,
  hash: row.hash,
});

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({ where: { id: { in: ids } }, ...named });
  return new Map(people.map((person) => [person.id, nameOf(person)]));
}

/** Schools of the actor's académie with their référents of the running year, and who could be named. */
export async function listReferents(actor: Actor) {
  authorize(actor, missionPolicy, "mission.listReferents", null);
  const { current, years } = await currentSchoolYear();
  const today = new Date(localDay(await businessNow(), "Europe/Paris"));
  const schools = await db.place.findMany({
    where: {
      kind: "SCHOOL",
      validTo: null,
      lineage: { hasSome: placeIdsOf(actor, ["CTICE", "RECTORAT"]) },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
    select: {
      id: true,
      name: true,
      lineage: true,
      school: { select: { type: true, sector: true, town: true } },
      missions: {
        where: { kind: "FUNCTION", functionCode: "REFERENT_NUMERIQUE", schoolYearId: current?.id, endedAt: null },
        select: {
          id: true,
          channel: true,
          amountCents: true,
          plannedMinutes: true,
          level: true,
          rateCents: true,
          weeklyMinutes: true,
          personId: true,
          person: named,
          letter: { select: { status: true, number: true } },
        },
      },
      roleAssignments: {
        where: { role: "REFERENT", validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
        select: { personId: true, person: named },
      },
    },
  });
  return {
    schoolYear: current ?? null,
    schoolYears: years,
    schools: schools.map(({ lineage, missions, roleAssignments, school, ...own }) => ({
      ...own,
      type: school?.type ?? null,
      sector: school?.sector ?? null,
      town: school?.town ?? "",
      referents: missions.map(({ person, letter, ...mission }) => ({ ...mission, letter, name: nameOf(person) })),
      /** Référents by their role alone: no mission of the year pays the function, or discharges of hours for it. */
      withoutMission: roleAssignments
        .filter(({ personId }) => missions.every((mission) => mission.personId !== personId))
        .map(({ person }) => nameOf(person)),
      canName: can(actor, missionPolicy, "mission.nameReferent", { lineage }),
    })),
  };
}

/** The teachers of a school now, for the person who names or engages one. @throws not_found */
export async function listNameable(actor: Actor, schoolId: string) {
  const school = await db.place.findFirst({
    where: {
      id: schoolId,
      kind: "SCHOOL",
      lineage: { hasSome: placeIdsOf(actor, ["CTICE", "TRAINING_OFFICE", "RECTORAT"]) },
    },
    select: { id: true, name: true, lineage: true, school: { select: { type: true } } },
  });
  if (!school) throw refuse("not_found", "mission.notFound");
  const people = await db.person.findMany({
    where: teachingIn(schoolId, await businessNow()),
    orderBy: [{ familyName: "asc" }, { id: "asc" }],
    take: 500,
    ...named,
  });
  return {
    school: { id: school.id, name: school.name, type: school.school?.type ?? null },
    people: people.map((person) => ({ id: person.id, name: nameOf(person) })),
  };
}

/** People who teach, lead or train in a school at a moment. */
export function teachingIn(schoolId: string, now: Date): Prisma.PersonWhereInput {
  return {
    roleAssignments: {
      some: {
        placeId: schoolId,
        role: { in: ["TEACHER", "TRAINER", "REFERENT"] },
        validFrom: { lte: now },
        OR: [{ validTo: null }, { validTo: { gte: new Date(now.getTime() - 86_400_000) } }],
      },
    },
  };
}
