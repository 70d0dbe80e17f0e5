import { randomUUID } from "node:crypto";
import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import { grantRole } from "../../account/roles.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { addDays, type Day, dayOf, localDay, schoolYearSpan } from "../../calendar";
import { refuse } from "../../errors";
import { letterInForce } from "../letters.server";
import { lockEngagements, lockLetters, nextLetterNumber } from "../numbers.server";
import { academieOf, teachingIn } from "../queries.server";
import { whyNotIssue } from "../rules";
import { askHeads } from "./ask-heads.server";
import type { PlanningRules } from "./create-mission.server";
import type { LockedMission } from "./end-mission.server";

type Succession = {
  personId: string;
  /** Last day of whoever held it. */
  lastDay: Day;
  /** Hours left to give; those of the mission when absent. */
  plannedMinutes?: number | null;
  rules?: PlanningRules | undefined;
};

/** What a succession waits for: the letters of the académie, then what the person is engaged for. */
export async function lockSuccession(
  tx: Tx,
  mission: { placeId: string; personId: string; schoolYearId: string; lineage: string[] },
  personId: string,
) {
  const academie = await academieOf(tx, mission.lineage);
  await lockLetters(tx, academie.id, mission.schoolYearId);
  await lockEngagements(tx, personId, mission.schoolYearId);
  return academie;
}

/**
 * A new mission takes over one that has just ended, from the next day on: same function, channel and terms, a letter of
 * its own to sign, and facts of its own to come: what was proposed and decided was for somebody else.
 */
export async function succeedMission(
  tx: Tx,
  actor: Actor,
  mission: LockedMission,
  { personId, lastDay, plannedMinutes = mission.plannedMinutes, rules }: Succession,
): Promise<{ missionId: string }> {
  const academie = await academieOf(tx, mission.lineage);
  const now = await businessNow(tx);
  const { placeId, schoolYearId, kind, channel, functionCode, title, level, rateCents, weeklyMinutes, letter } =
    mission;
  if (personId === mission.personId) throw refuse("conflict", "mission.successorIsSame", {}, "personId");
  if (personId === actor.personId) throw refuse("conflict", "mission.engageSelf", {}, "personId");
  const person = await tx.person.findFirst({
    where: { id: personId, ...teachingIn(placeId, now) },
    select: { id: true },
  });
  if (!person) throw refuse("invalid", "mission.personNotInSchool", {}, "personId");
  const startsOn = addDays(lastDay, 1);
  const id = randomUUID();
  await rules?.clash(tx, { id, personId, schoolYearId, channel, functionCode });
  const held = await tx.mission.count({
    where: { personId, placeId, schoolYearId, functionCode: functionCode ?? "", endedAt: null },
  });
  if (held > 0) throw refuse("conflict", "mission.functionHeld", {}, "personId");
  await tx.mission.create({
    data: {
      id,
      personId,
      placeId,
      schoolYearId,
      kind,
      channel,
      functionCode,
      title,
      level,
      rateCents,
      weeklyMinutes,
      plannedMinutes,
      amountCents: mission.amountCents,
      succeedsId: mission.id,
      at: now,
      createdById: actor.personId,
    },
  });
  if (letter) {
    const stands = letterInForce(letter);
    const terms = {
      tasks: stands.tasks,
      startsOn: new Date(`${startsOn}T00:00:00Z`),
      endsOn: stands.endsOn,
    };
    const year = mission.schoolYear;
    const span = schoolYearSpan(schoolYearId) ?? { from: dayOf(year.startsOn), to: dayOf(year.endsOn) };
    const fault = whyNotIssue(terms, span);
    if (fault) throw refuse("conflict", fault.key, fault.facts, "lastDay");
    await tx.missionLetter.create({
      data: {
        ...terms,
        missionId: id,
        number: await nextLetterNumber(tx, academie, schoolYearId),
        amountCents: mission.amountCents,
        issuedAt: now,
        issuedById: actor.personId,
      },
    });
    await askHeads(tx, id, placeId, now);
  }
  if (kind === "FUNCTION" && functionCode === "REFERENT_NUMERIQUE") {
    const today = localDay(now, mission.place.timeZone);
    await grantRole(tx, {
      personId,
      role: "REFERENT",
      placeId,
      by: actor.personId,
      at: now,
      // Somebody leads the cohorts today, even where the function passes tomorrow.
      from: new Date(`${[startsOn, today].sort()[0]}T00:00:00Z`),
      to: mission.schoolYear.endsOn,
    });
  }
  await rules?.judge(tx, id);
  await audit(tx, {
    action: "mission.handOver",
    byId: actor.personId,
    subject: "mission",
    subjectId: id,
    facts: { from: mission.id, personId, startsOn },
    at: now,
  });
  return { missionId: id };
}
