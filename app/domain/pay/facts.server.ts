import type { Tx } from "~/platform/db.server";
import { type Day, dayOf, localDay } from "../calendar";
import { careerOn } from "./rates.server";
import type { LineFacts, OtherLine } from "./schema";

/** The envelope a line is charged to: told by the budget room, which comes after this one. */
export type Charge = LineFacts["envelope"];

const missionParts = {
  letter: { select: { status: true } },
  facts: { select: { kind: true, heldOn: true } },
  schoolYear: { select: { id: true, startsOn: true, endsOn: true } },
  place: {
    select: { id: true, lineage: true, timeZone: true, school: { select: { type: true, sector: true } } },
  },
} as const;

/** Everything an hour entry is judged on, loaded at once. */
export const entryParts = {
  mission: { include: missionParts },
  certification: true,
  reversedBy: { select: { id: true } },
  seance: { select: { id: true, title: true, startsAt: true, endsAt: true, cohortId: true } },
  sheet: {
    select: {
      status: true,
      closedAt: true,
      closedById: true,
      declared: true,
      presences: { select: { enrolmentId: true, seq: true, sign: true, proof: true, byId: true } },
      corrections: { select: { proposedById: true } },
    },
  },
} as const;

export async function loadEntries(tx: Tx, ids: string[]) {
  const entries = await tx.hourEntry.findMany({
    where: { id: { in: ids } },
    include: entryParts,
    orderBy: [{ startsAt: "asc" }, { number: "asc" }],
  });
  return entries.flatMap(({ mission, ...entry }) => (mission ? [{ ...entry, mission }] : []));
}
export type EntryToJudge = Awaited<ReturnType<typeof loadEntries>>[number];

export async function loadMission(tx: Tx, missionId: string) {
  return tx.mission.findUniqueOrThrow({ where: { id: missionId }, include: missionParts });
}
type MissionToJudge = Awaited<ReturnType<typeof loadMission>>;

/** Whoever entered the presences of a sheet: closed it, ticked, proposed a correction (EVD-03). */
export function authorsOf(sheet: EntryToJudge["sheet"]): string[] {
  const ticked = sheet.presences.filter(({ proof }) => proof === "TICK" || proof === "PAPER").map(({ byId }) => byId);
  const proposed = sheet.corrections.map(({ proposedById }) => proposedById);
  return [...new Set([sheet.closedById, ...ticked, ...proposed].filter((id) => id !== null))];
}

/** Persons with a sealed proof: presence at the seal, whatever corrections came later (EVD-01). */
function signatoriesOf(sheet: EntryToJudge["sheet"]): number {
  const last = new Map<string, { seq: number; sign: number }>();
  for (const { enrolmentId, seq, sign, proof } of sheet.presences)
    if (proof !== "CORRECTION" && seq > (last.get(enrolmentId)?.seq ?? 0)) last.set(enrolmentId, { seq, sign });
  return [...last.values()].filter(({ sign }) => sign === 1).length;
}

async function missionFacts(tx: Tx, mission: MissionToJudge, day: Day) {
  const career = await careerOn(tx, mission.personId, day);
  const held = (kind: string) => mission.facts.find((fact) => fact.kind === kind);
  const [conseil, ca] = [held("CONSEIL_PEDAGOGIQUE"), held("CONSEIL_ADMINISTRATION")];
  const academieOpening = await tx.channelOpening.findFirst({
    where: {
      academieId: { in: mission.place.lineage },
      schoolYearId: mission.schoolYearId,
      channel: mission.channel,
      activity: mission.kind,
    },
    select: { decidedOn: true },
  });
  return {
    channel: mission.channel,
    schoolYear: mission.schoolYearId,
    classesEndOn: dayOf(mission.schoolYear.endsOn),
    person: {
      ref: mission.personId,
      category: career?.category ?? null,
      internalToMinistry: true,
      corps: career?.corps ?? null,
      grade: career?.grade ?? null,
      fullService: career?.fullService ?? null,
      mainDuty: career?.mainDuty ?? null,
      outsideOwnService: career?.mainDuty === "TEACHING",
      assignment: await assignmentOn(tx, mission, day),
      leftOn: mission.endedAt ? localDay(mission.endedAt, mission.place.timeZone) : null,
    },
    school: mission.place.school ?? { type: null, sector: null },
    mission: mission.id,
    function: mission.functionCode,
    activity: mission.kind === "TRAINING" ? "TRAINING_COLLEAGUES" : "OTHER",
    opening: academieOpening && { decidedOn: dayOf(academieOpening.decidedOn) },
    decisions: {
      conseilPedagogiqueOn: conseil ? dayOf(conseil.heldOn) : null,
      caOn: ca ? dayOf(ca.heldOn) : null,
      recteurDecided: held("DECISION_RECTEUR") !== undefined,
      reason: null,
    },
  } satisfies LineFacts;
}

/** The days the person holds a post in the school of the mission, around a day. */
async function assignmentOn(tx: Tx, { personId, place }: MissionToJudge, day: Day) {
  const on = new Date(`${day}T00:00:00Z`);
  const role = await tx.roleAssignment.findFirst({
    where: {
      personId,
      placeId: place.id,
      validFrom: { lte: on },
      OR: [{ validTo: null }, { validTo: { gte: on } }],
    },
    orderBy: { validFrom: "asc" },
    select: { validFrom: true, validTo: true },
  });
  return role && { from: dayOf(role.validFrom), to: role.validTo && dayOf(role.validTo) };
}

/** The facts of one hour entry, nothing left out: an unchecked rule would keep it from any statement. */
export async function factsOfEntry(tx: Tx, entry: EntryToJudge, envelope: Charge, today: Day): Promise<LineFacts> {
  const { mission, sheet, certification, seance } = entry;
  const day = localDay(entry.startsAt, mission.place.timeZone);
  const { letter } = mission;
  return {
    ...(await missionFacts(tx, mission, day)),
    minutes: entry.minutes,
    interval: { start: entry.startsAt.getTime(), end: entry.endsAt.getTime() },
    serviceDate: day,
    session: { minutes: minutesBetween(seance.startsAt, seance.endsAt), coAnimationShare: null },
    claimKey: entry.sourceKey,
    classHours: null,
    evidence: {
      signedSheet: sheet.status === "SEALED",
      signatories: signatoriesOf(sheet),
      declared: sheet.declared,
      signedAfterValidation: certification !== null && sheet.closedAt !== null && sheet.closedAt > certification.at,
      // Hours stand on their séance: a letter is asked for only where one was issued.
      letterSigned: letter ? letter.status === "SIGNED" : undefined,
      enteredBy: authorsOf(sheet),
      validatedBy: certification?.certifiedById ?? null,
      // Not certified yet is EVD-03's to say, and waits; a refusal of the head is an answer.
      serviceDone: certification ? certification.decision === "CERTIFIED" : undefined,
    },
    payment: { on: today, form: "WHOLE" },
    envelope,
    others: await otherLines(tx, entry),
  };
}

const minutesBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 60_000);

/** The other lines of the person in the school year: hours that stand, and flat missions. */
async function otherLines(tx: Tx, entry: EntryToJudge): Promise<OtherLine[]> {
  const { personId, schoolYearId, academieId } = entry;
  const hours = await tx.hourEntry.findMany({
    where: {
      personId,
      schoolYearId,
      role: { not: "TRAINEE" },
      id: { not: entry.id },
      reversesId: null,
      reversedBy: null,
    },
    include: { mission: { select: { channel: true } } },
  });
  const missions = await flatMissions(tx, personId, schoolYearId);
  return [
    ...hours.flatMap((other) =>
      other.mission
        ? [
            {
              ref: `n° ${other.number}`,
              channel: other.mission.channel,
              mission: other.missionId,
              interval: { start: other.startsAt.getTime(), end: other.endsAt.getTime() },
              claimKey: other.sourceKey,
              earlier: other.academieId === academieId ? other.number < entry.number : other.at < entry.at,
            },
          ]
        : [],
    ),
    ...missions,
  ];
}

async function flatMissions(tx: Tx, personId: string, schoolYearId: string, except?: string): Promise<OtherLine[]> {
  const missions = await tx.mission.findMany({
    where: {
      personId,
      schoolYearId,
      id: except ? { not: except } : undefined,
      channel: { notIn: ["HSE", "VACATION"] },
      endedAt: null,
    },
    select: { id: true, title: true, channel: true },
  });
  return missions.map(({ id, title, channel }) => ({
    ref: title,
    channel,
    mission: id,
    interval: null,
    claimKey: null,
    earlier: true,
  }));
}

/** The facts of a flat mission (IFIC), judged as of a day of payment; `serviceDone` as whoever asks knows it. */
export async function factsOfMission(
  tx: Tx,
  mission: MissionToJudge,
  { envelope, on, serviceDone }: { envelope: Charge; on: Day; serviceDone: boolean },
): Promise<LineFacts> {
  const facts = await missionFacts(tx, mission, dayOf(mission.schoolYear.startsOn));
  const holders = await tx.mission.count({
    where: {
      placeId: mission.placeId,
      schoolYearId: mission.schoolYearId,
      functionCode: mission.functionCode,
      endedAt: null,
    },
  });
  return {
    ...facts,
    person: { ...facts.person, holders },
    amountCents: mission.amountCents,
    claimKey: mission.id,
    evidence: { letterSigned: mission.letter?.status === "SIGNED", serviceDone },
    payment: { on, form: "WHOLE" },
    envelope,
    others: await flatMissions(tx, mission.personId, mission.schoolYearId, mission.id),
  };
}
