import { businessNow } from "~/platform/clock.server";
import { inTransaction, isConflict, type Tx } from "~/platform/db.server";
import { grantRole } from "../../account/roles.server";
import { type Actor, holds } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf, localDay, schoolYearSpan } from "../../calendar";
import { refuse } from "../../errors";
import { lockEngagements, lockLetters, nextLetterNumber } from "../numbers.server";
import { missionPolicy } from "../policy";
import { academieOf, teachingIn } from "../queries.server";
import { type Channel, kindOf, termsOf, whyNotIssue, whyNotMission } from "../rules";
import { EngageMission, HSE_FOR_TRAINING_ENDS } from "../schema";
import { askHeads } from "./ask-heads.server";
import type { JudgeMission } from "./record-fact.server";

export type PlannedMission = {
  id: string;
  personId: string;
  schoolYearId: string;
  channel: Channel;
  functionCode: string | null;
};
/** Handed down by the room of pay. @throws Refusal, and nothing is written */
export type PlanningRules = {
  /** Before it is written: does it stand beside the person's other missions (PAY-01, PAY-02, PAY-14)? */
  clash: (tx: Tx, planned: PlannedMission) => Promise<void>;
  /** As it is written: its own terms. */
  judge: JudgeMission;
};

/** The field of the form that a fault speaks of. */
const fieldOf: Record<string, string> = {
  "mission.functionRequired": "functionCode",
  "mission.channelForFunction": "functionCode",
  "mission.minutesRequired": "plannedMinutes",
  "mission.amountRequired": "amountCents",
  "mission.levelRequired": "level",
  "mission.rateRequired": "rateCents",
  "mission.weeklyRequired": "weeklyMinutes",
};

type Engaging = ReturnType<typeof EngageMission.parse>;
type School = { id: string; lineage: string[]; timeZone: string };

/**
 * Entrusts a mission to a person for a school year, in one channel. The id comes with the form, so that sending it twice
 * makes one mission. Lock order: the letters of the académie, then what the person is engaged for.
 */
export async function createMission(
  actor: Actor,
  input: EngageMission,
  rules?: PlanningRules,
): Promise<{ missionId: string }> {
  const asked = EngageMission.parse(input);
  const { id, personId, schoolId, schoolYearId, title, channel, functionCode } = asked;
  const written = inTransaction(async (tx) => {
    const school = await tx.place.findFirst({
      where: { id: schoolId, kind: "SCHOOL", lineage: { hasSome: actor.roles.map(({ placeId }) => placeId) } },
      select: { id: true, lineage: true, timeZone: true },
    });
    if (!school) throw refuse("not_found", "mission.schoolUnknown");
    authorize(actor, missionPolicy, "mission.createTraining", school);
    const kind = kindOf(channel, functionCode, asked.purpose);
    // A référent is named by the CTICE, whatever pays the function: the role comes with it.
    const names = kind === "FUNCTION" && functionCode === "REFERENT_NUMERIQUE";
    if (names) authorize(actor, missionPolicy, "mission.nameReferent", school);
    const academie = await academieOf(tx, school.lineage);
    await lockLetters(tx, academie.id, schoolYearId);
    await lockEngagements(tx, personId, schoolYearId);
    const now = await businessNow(tx);
    const year = await openYear(tx, schoolYearId, now);
    if (channel === "HSE" && dayOf(year.startsOn) >= HSE_FOR_TRAINING_ENDS)
      throw refuse("conflict", "mission.hseForTrainingEnded", {}, "schoolYearId");
    const person = await tx.person.findFirst({
      where: { id: personId, ...teachingIn(schoolId, now) },
      select: { id: true },
    });
    if (!person) throw refuse("invalid", "mission.personNotInSchool", {}, "personId");
    if (personId === actor.personId) throw refuse("conflict", "mission.engageSelf", {}, "personId");
    const terms = { kind, channel, functionCode, ...termsOf(channel, asked) };
    const fault = whyNotMission(terms);
    if (fault) throw refuse("conflict", fault.key, fault.facts, fieldOf[fault.key]);

    const known = await tx.mission.findUnique({ where: { id }, select: { personId: true, createdById: true } });
    if (known?.personId === personId && known.createdById === actor.personId) return { missionId: id };
    if (known) throw refuse("conflict", "common.stale");
    await rules?.clash(tx, { id, personId, schoolYearId, channel, functionCode });
    await tx.mission.create({
      data: { ...terms, id, personId, placeId: schoolId, schoolYearId, title, at: now, createdById: actor.personId },
    });
    if (names)
      await grantRole(tx, {
        personId,
        role: "REFERENT",
        placeId: schoolId,
        by: actor.personId,
        at: now,
        from: year.startsOn,
        to: year.endsOn,
      });
    await issueLetter(tx, actor, {
      asked,
      school,
      academie,
      year,
      now,
      needed: kind === "FUNCTION" || kind === "DESIGN" || channel === "PACTE",
    });
    if (channel === "HSA" && asked.reason && holds(actor, ["RECTORAT"], school.lineage))
      await tx.missionFact.create({
        data: {
          missionId: id,
          kind: "DECISION_RECTEUR",
          heldOn: new Date(`${localDay(now, school.timeZone)}T00:00:00Z`),
          reason: asked.reason,
          at: now,
          recordedById: actor.personId,
        },
      });
    await rules?.judge(tx, id);
    await audit(tx, {
      action: "mission.createTraining",
      byId: actor.personId,
      subject: "mission",
      subjectId: id,
      facts: { personId, schoolId, schoolYearId, ...terms },
      at: now,
    });
    return { missionId: id };
  });
  return written.catch((error: unknown) => {
    throw isConflict(error, "mission_one_function")
      ? refuse("conflict", "mission.functionHeld", {}, "functionCode")
      : error;
  });
}

/** @throws Refusal invalid mission.schoolYearUnknown, mission.schoolYearOver */
export async function openYear(tx: Tx, schoolYearId: string, now: Date) {
  const year = await tx.schoolYear.findUnique({ where: { id: schoolYearId } });
  if (!year) throw refuse("invalid", "mission.schoolYearUnknown", {}, "schoolYearId");
  if (now.getTime() >= year.endsOn.getTime() + 86_400_000)
    throw refuse("invalid", "mission.schoolYearOver", { year: year.id }, "schoolYearId");
  return year;
}

type Letter = {
  asked: Engaging;
  school: School;
  academie: { id: string; name: string };
  year: { startsOn: Date; endsOn: Date };
  now: Date;
  /** A function, design and the Pacte have one, whose single task is the mission itself where none is said. */
  needed: boolean;
};

async function issueLetter(
  tx: Tx,
  actor: Actor,
  { asked, school, academie, year, now, needed }: Letter,
): Promise<void> {
  const { letter, title, plannedMinutes, schoolYearId } = asked;
  if (!needed && !(letter && letter.tasks.length > 0)) return;
  const whole = { label: title, ...(plannedMinutes === null ? {} : { minutes: plannedMinutes }) };
  const terms = {
    tasks: letter && letter.tasks.length > 0 ? letter.tasks : [whole],
    startsOn: letter?.startsOn ? new Date(letter.startsOn) : year.startsOn,
    endsOn: letter?.endsOn ? new Date(letter.endsOn) : year.endsOn,
  };
  const span = schoolYearSpan(schoolYearId) ?? { from: dayOf(year.startsOn), to: dayOf(year.endsOn) };
  const fault = whyNotIssue(terms, span);
  if (fault) throw refuse("invalid", fault.key, fault.facts, fault.key === "mission.taskRequired" ? "tasks" : "endsOn");
  await tx.missionLetter.create({
    data: {
      ...terms,
      missionId: asked.id,
      number: await nextLetterNumber(tx, academie, schoolYearId),
      amountCents: asked.amountCents,
      issuedAt: now,
      issuedById: actor.personId,
    },
  });
  await askHeads(tx, asked.id, school.id, now);
}
