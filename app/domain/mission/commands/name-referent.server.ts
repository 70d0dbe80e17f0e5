import { randomUUID } from "node:crypto";
import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import { grantRole } from "../../account/roles.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf, schoolYearSpan } from "../../calendar";
import { refuse } from "../../errors";
import { lockEngagements, lockLetters, nextLetterNumber } from "../numbers.server";
import { missionPolicy } from "../policy";
import { academieOf, teachingIn } from "../queries.server";
import { whyNotIssue, whyNotMission } from "../rules";
import { IFIC_CEILING_CENTS, IFIC_FLOOR_CENTS, type NameReferent } from "../schema";
import { askHeads } from "./ask-heads.server";
import { openYear, type PlanningRules } from "./create-mission.server";

/** Tasks of a référent numérique, as keys of the catalogue: the letter is written in the reader's language. */
const TASKS = ["advise", "train", "relay", "resources"].map((label) => ({ label }));
/** Décret 2015-475 of 27 April 2015: the IFIC exists no more for years that start from 1 September 2015. */
const IFIC_ENDS = "2015-09-01";

/**
 * Names the référent of a school for a school year: the role, the function mission (IFIC, cents a year) and its lettre
 * de mission, which the head is asked to sign. Naming the same person twice is one naming.
 */
export async function nameReferent(
  actor: Actor,
  input: NameReferent,
  rules?: PlanningRules,
): Promise<{ missionId: string }> {
  return inTransaction(async (tx) => {
    const { personId, schoolId, schoolYearId, amountCents = IFIC_FLOOR_CENTS } = input;
    const school = await tx.place.findFirst({
      where: { id: schoolId, kind: "SCHOOL", lineage: { hasSome: actor.roles.map(({ placeId }) => placeId) } },
      include: { school: true },
    });
    if (!school?.school) throw refuse("not_found", "mission.schoolUnknown");
    const academie = await academieOf(tx, school.lineage);
    await lockLetters(tx, academie.id, schoolYearId);
    await lockEngagements(tx, personId, schoolYearId);
    authorize(actor, missionPolicy, "mission.nameReferent", school);

    const now = await businessNow(tx);
    const known = await tx.mission.findFirst({
      where: {
        personId,
        placeId: schoolId,
        schoolYearId,
        functionCode: "REFERENT_NUMERIQUE",
        channel: "IFIC",
        endedAt: null,
      },
      select: { id: true },
    });
    if (known) return { missionId: known.id };
    const year = await openYear(tx, schoolYearId, now);
    if (school.school.type === "ECOLE") throw refuse("conflict", "mission.noIficInEcole", {}, "schoolId");
    if (dayOf(year.startsOn) >= IFIC_ENDS) throw refuse("conflict", "mission.ificRepealed", {}, "schoolYearId");
    if (amountCents < IFIC_FLOOR_CENTS || amountCents > IFIC_CEILING_CENTS)
      throw refuse(
        "invalid",
        "mission.ificAmount",
        { amount: amountCents, floor: IFIC_FLOOR_CENTS, ceiling: IFIC_CEILING_CENTS },
        "amount",
      );
    const person = await tx.person.findFirst({
      where: { id: personId, ...teachingIn(schoolId, now) },
      select: { id: true },
    });
    if (!person) throw refuse("invalid", "mission.personNotInSchool", {}, "personId");

    const terms = { kind: "FUNCTION", channel: "IFIC", functionCode: "REFERENT_NUMERIQUE" } as const;
    const fault = whyNotMission({ ...terms, plannedMinutes: null, amountCents });
    if (fault) throw refuse("conflict", fault.key, fault.facts);
    const letter = { tasks: TASKS, startsOn: year.startsOn, endsOn: year.endsOn };
    const span = schoolYearSpan(schoolYearId) ?? { from: dayOf(year.startsOn), to: dayOf(year.endsOn) };
    const letterFault = whyNotIssue(letter, span);
    if (letterFault) throw refuse("conflict", letterFault.key, letterFault.facts);

    await grantRole(tx, {
      personId,
      role: "REFERENT",
      placeId: schoolId,
      by: actor.personId,
      at: now,
      from: year.startsOn,
      to: year.endsOn,
    });
    const id = randomUUID();
    await rules?.clash(tx, { id, personId, schoolYearId, ...terms });
    const number = await nextLetterNumber(tx, academie, schoolYearId);
    const mission = await tx.mission.create({
      data: {
        ...terms,
        id,
        personId,
        placeId: schoolId,
        schoolYearId,
        title: "Référent numérique",
        amountCents,
        at: now,
        createdById: actor.personId,
        letter: { create: { ...letter, amountCents, number, issuedAt: now, issuedById: actor.personId } },
      },
      select: { id: true },
    });
    await rules?.judge(tx, mission.id);
    await askHeads(tx, mission.id, schoolId, now);
    await audit(tx, {
      action: "mission.nameReferent",
      byId: actor.personId,
      subject: "mission",
      subjectId: mission.id,
      facts: { schoolId, personId, schoolYearId, amountCents, letter: number },
      at: now,
    });
    return { missionId: mission.id };
  });
}
