import type { Tx } from "~/platform/db.server";
import { type Day, dayOf, localDay } from "../calendar";
import { letterConditions } from "../mission/rules/letter";
import { lastWordOf } from "../mission/rules/words";
import type { EntryToJudge } from "./facts.server";
import { type Ground, keyOf, loadGround } from "./ground.server";
import type { MissionToJudge } from "./mission-facts.server";
import { answerKey } from "./rules/answers";
import type { Answer, LineFacts, OtherLine } from "./schema";

/** The envelope a line is charged to: told by the budget room, which comes after this one. */
export type Charge = LineFacts["envelope"];

/** The last answer to each thing that a rule asked a person of a mission. */
export function lastAnswers({ answers, place }: Pick<MissionToJudge, "answers" | "place">): Answer[] {
  if (answers.length === 0) return [];
  const last = new Map(answers.map((one) => [answerKey(one), one]));
  return [...last.values()].map(({ at, answeredById: by, ...said }) => ({
    ...said,
    on: localDay(at, place.timeZone),
    by,
  }));
}

const covers = ({ from, to }: { from: Day; to: Day | null }, day: Day) => from <= day && (to === null || day <= to);

function missionFacts(mission: MissionToJudge, day: Day, ground: Ground) {
  const { personId, schoolYearId, placeId, place, channel, kind } = mission;
  const career = ground.careers.get(personId)?.find((one) => covers(one, day));
  const rated = ground.rated.get(mission.id) ?? career;
  // Designing a training for colleagues is training them: the texts know no other activity for it.
  const asked = kind === "DESIGN" ? "TRAINING" : kind;
  const opening = ground.openings.find(
    (one) =>
      one.schoolYearId === schoolYearId &&
      one.channel === channel &&
      one.activity === asked &&
      place.lineage.includes(one.academieId),
  );
  return {
    channel,
    schoolYear: schoolYearId,
    classesEndOn: dayOf(mission.schoolYear.endsOn),
    person: {
      ref: personId,
      category: career?.category ?? null,
      internalToMinistry: true,
      corps: rated?.corps ?? null,
      grade: rated?.grade ?? null,
      fullService: career?.fullService ?? null,
      mainDuty: career?.mainDuty ?? null,
      outsideOwnService: career?.mainDuty === "TEACHING",
      assignment: ground.posts.get(keyOf(personId, placeId))?.find((post) => covers(post, day)) ?? null,
      leftOn: mission.endedAt ? localDay(mission.endedAt, place.timeZone) : null,
    },
    school: place.school ?? { type: null, sector: null },
    mission: mission.id,
    function: mission.functionCode,
    activity: asked === "TRAINING" ? "TRAINING_COLLEAGUES" : "OTHER",
    opening: opening ? { decidedOn: opening.decidedOn } : null,
    answers: lastAnswers(mission),
  } satisfies LineFacts;
}

/** What the councils of the school and the recteur said of a mission paid whole; no rule of an hour asks for it. */
function decisionsOn({ facts }: MissionToJudge) {
  const held = (named: string) => facts.find((fact) => fact.kind === named);
  const [conseil, ca] = [held("CONSEIL_PEDAGOGIQUE"), held("CONSEIL_ADMINISTRATION")];
  const word = lastWordOf(facts);
  return {
    conseilPedagogiqueOn: conseil ? dayOf(conseil.heldOn) : null,
    caOn: ca ? dayOf(ca.heldOn) : null,
    recteurDecided: word !== null && !word.refused,
    reason: word?.reason ?? null,
    refusedOn: word?.refused ? dayOf(word.heldOn) : null,
    sinceLeaving: word !== null && !word.refused && word.afterEnd,
  };
}

/** The facts of one hour entry, nothing left out: an unchecked rule would keep it from any statement. */
export function factsOfEntry(entry: EntryToJudge, envelope: Charge, ground: Ground, today: Day): LineFacts {
  const { mission, certification, seance } = entry;
  const day = localDay(entry.startsAt, mission.place.timeZone);
  const { letter } = mission;
  const of = missionFacts(mission, day, ground);
  // Named one by one: spread among as many others they cost five times the rest of this function.
  return {
    channel: of.channel,
    schoolYear: of.schoolYear,
    classesEndOn: of.classesEndOn,
    person: of.person,
    school: of.school,
    mission: of.mission,
    function: of.function,
    activity: of.activity,
    opening: of.opening,
    answers: of.answers,
    minutes: entry.minutes,
    level: mission.level,
    rateCents: mission.rateCents,
    // Planned minutes without a séance have no interval: nothing overlaps them.
    interval: seance ? { start: entry.startsAt.getTime(), end: entry.endsAt.getTime() } : null,
    serviceDate: day,
    session: { minutes: entry.plannedMinutes, coAnimationShare: null },
    claimKey: entry.sourceKey,
    classHours: null,
    evidence: {
      signedSheet: entry.signed,
      signatories: entry.signatories,
      declared: entry.declared,
      signedAfterValidation: certification !== null && entry.signedAt !== null && entry.signedAt > certification.at,
      // Hours stand on their séance: a letter is asked for only where one was issued. Design has its letter alone.
      letterSigned: letter ? letter.status === "SIGNED" : seance ? undefined : false,
      letterUnmet: letter ? unmetBy(entry, letter, day) : undefined,
      enteredBy: entry.authors,
      validatedBy: certification?.certifiedById ?? null,
      // Not certified yet is EVD-03's to say, and waits; a refusal of the head is an answer.
      serviceDone: certification ? certification.decision === "CERTIFIED" : undefined,
    },
    payment: { on: today, form: "WHOLE" },
    envelope,
    others: othersOfEntry(entry, ground),
  };
}

/** Conditions of the letter that an hour does not meet: its minutes count after those worked before it. */
function unmetBy({ worked }: EntryToJudge, letter: NonNullable<MissionToJudge["letter"]>, day: Day) {
  return letterConditions(letter, worked, day).flatMap(({ kind, facts }) =>
    kind === "UNSIGNED"
      ? []
      : [
          {
            kind,
            day,
            from: dayOf(letter.startsOn),
            to: dayOf(letter.endsOn),
            minutes: Number(facts.minutes ?? 0),
            most: Number(facts.most ?? 0),
          },
        ],
  );
}

/**
 * The other lines of the person in the school year that could stand against this one: hours at the same time, and flat
 * missions. A key is unique in the ledger and a mission has one channel: nothing else can.
 */
function othersOfEntry(entry: EntryToJudge, ground: Ground): OtherLine[] {
  const rivals = ground.rivals.get(entry.id) ?? [];
  return [
    ...rivals.map((other) => ({
      ref: `n° ${other.number}`,
      channel: other.channel,
      mission: other.missionId,
      interval: { start: other.startsAt, end: other.endsAt },
      claimKey: other.sourceKey,
      earlier: other.earlier,
    })),
    ...flatLines(ground, keyOf(entry.personId, entry.schoolYearId)),
  ];
}

const flatLines = (ground: Ground, key: string, except?: string): OtherLine[] =>
  (ground.flats.get(key) ?? [])
    .filter(({ id }) => id !== except)
    .map(({ id, title, channel, amountCents }) => ({
      ref: title,
      channel,
      mission: id,
      interval: null,
      claimKey: null,
      amountCents,
      earlier: true,
    }));

/** The facts of a flat mission, judged as of a day of payment; `serviceDone` as whoever asks knows it. */
export function factsOfFlat(
  mission: MissionToJudge,
  ground: Ground,
  { envelope, on, serviceDone, form = "WHOLE" }: FlatQuestion,
): LineFacts {
  const facts = missionFacts(mission, dayOf(mission.schoolYear.startsOn), ground);
  const { placeId, schoolYearId, functionCode, personId } = mission;
  const others = flatLines(ground, keyOf(personId, schoolYearId), mission.id);
  return {
    ...facts,
    decisions: decisionsOn(mission),
    person: { ...facts.person, holders: ground.holders.get(keyOf(placeId, schoolYearId, functionCode)) ?? 1 },
    amountCents: mission.amountCents,
    hoursPerWeek: mission.weeklyMinutes === null ? null : mission.weeklyMinutes / 60,
    otherHsaMissions: mission.channel === "HSA" ? others.filter(({ channel }) => channel === "HSA").length : undefined,
    claimKey: mission.id,
    interval: null,
    evidence: { letterSigned: mission.letter?.status === "SIGNED", serviceDone },
    payment: { on, form },
    envelope,
    others,
  };
}
type FlatQuestion = { envelope: Charge; on: Day; serviceDone: boolean; form?: "WHOLE" | "NINTHS" };

/** The facts of one flat mission; many are judged on one ground. */
export async function factsOfMission(tx: Tx, mission: MissionToJudge, question: FlatQuestion): Promise<LineFacts> {
  return factsOfFlat(mission, await loadGround(tx, [mission]), question);
}
