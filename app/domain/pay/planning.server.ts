import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import { dayOf, localDay } from "../calendar";
import { type Refusal, refuse } from "../errors";
import type { PlannedMission, PlanningRules } from "../mission/commands/create-mission.server";
import { sentenceFormats } from "./formats.server";
import { factsOfMission } from "./line-facts.server";
import { loadMission } from "./mission-facts.server";
import { clashOf, forbids, said, serviceDayOf, whyNotOffered } from "./planning";
import { loadRates } from "./rates.server";
import { decideLine } from "./rules";
import type { Finding, LineFacts, RuleCode } from "./schema";

/** The field of a form that a rule speaks of. */
const fieldOf: Partial<Record<RuleCode, string>> = {
  "PAY-01": "functionCode",
  "PAY-02": "functionCode",
  "PAY-03": "amountCents",
  "PAY-04": "functionCode",
  "PAY-05": "personId",
  "PAY-08": "reason",
  "PAY-11": "rateCents",
  "PAY-13": "personId",
  "PAY-14": "amountCents",
};

/** A refusal in the words of the rule that forbids. */
const refuseByRule = (finding: Finding, field = fieldOf[finding.code]): Refusal =>
  refuse("conflict", "mission.byRule", said(finding, sentenceFormats), field);

/** One function of a person for a year has one channel (PAY-01, PAY-02, PAY-14). @throws Refusal conflict mission.byRule */
async function requireNoClash(tx: Tx, planned: PlannedMission): Promise<void> {
  const others = await tx.mission.findMany({
    where: {
      personId: planned.personId,
      schoolYearId: planned.schoolYearId,
      endedAt: null,
      id: { not: planned.id },
    },
    select: { id: true, channel: true, functionCode: true },
    orderBy: { at: "asc" },
  });
  const finding = clashOf(planned, others, localDay(await businessNow(tx), "Europe/Paris"));
  if (finding) throw refuseByRule(finding);
}

/** The facts of a mission to come: as if it were served on its next day, nothing said of proofs and credits. */
export async function planningFacts(tx: Tx, missionId: string): Promise<{ facts: LineFacts; today: string }> {
  const mission = await loadMission(tx, missionId);
  const today = localDay(await businessNow(tx), mission.place.timeZone);
  const facts = await factsOfMission(tx, mission, { envelope: undefined, on: today, serviceDone: false });
  const { startsOn, endsOn } = mission.schoolYear;
  const { letter, channel } = mission;
  const hourly = channel === "HSE" || channel === "VACATION";
  return {
    today,
    facts: {
      ...facts,
      level: mission.level,
      rateCents: mission.rateCents,
      minutes: mission.plannedMinutes,
      hoursPerWeek: mission.weeklyMinutes === null ? null : mission.weeklyMinutes / 60,
      serviceDate: serviceDayOf(today, { from: dayOf(startsOn), to: dayOf(endsOn) }),
      // Hours stand on their séance: a letter is asked for only where one was issued.
      evidence: { letterSigned: letter || !hourly ? letter?.status === "SIGNED" : undefined },
      others: [],
    },
  };
}

/** Asks the rules whether a mission may stand as it is written, in the caller's transaction. @throws Refusal conflict mission.byRule */
export async function requireMissionAllowed(tx: Tx, missionId: string): Promise<void> {
  const { facts, today } = await planningFacts(tx, missionId);
  const planned = {
    schoolYear: facts.schoolYear ?? "",
    day: facts.serviceDate ?? today,
    today,
    opening: facts.opening ?? null,
  };
  const closed = whyNotOffered(facts.channel, planned);
  if (closed) throw refuseByRule(closed, "channel");
  const finding = forbids(decideLine(facts, await loadRates(tx), today));
  if (finding) throw refuseByRule(finding);
}

export const planningRules: PlanningRules = { clash: requireNoClash, judge: requireMissionAllowed };
