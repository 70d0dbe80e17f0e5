import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { type Day, dayOf, isDay, localDay, schoolYearSpan } from "../../calendar";
import { refuse } from "../../errors";
import { missionPolicy } from "../policy";
import { type MissionFactKind, whyNotAttest, whyNotDecide, whyNotRecordFact } from "../rules/steps";
import { awaitsWord, lastWordOf, nextSeq, whyNotSay } from "../rules/words";
import type { DecideAmount, ProposeAmount, RecordCouncil, RefuseMission } from "../schema";
import { lockMission } from "./sign-letter.server";

/** Handed down by the room of pay: what the rules say of the mission as it stands now. @throws Refusal, and nothing is written */
export type JudgeMission = (tx: Tx, missionId: string) => Promise<void>;

type Verb = "mission.recordCouncil" | "mission.propose" | "mission.decide" | "mission.attest";
type Mission = Awaited<ReturnType<typeof lockMission>>;
type NewFact = {
  kind: MissionFactKind;
  /** Today, in business time, when null. */
  heldOn: Day | null;
  amountCents?: number | null;
  reason?: string | null;
  /** The recteur's word is a refusal. */
  refused?: boolean;
  /** What this fact asks of the mission besides its order. @throws Refusal */
  require?: (mission: Mission, today: Day) => void;
  judge?: JudgeMission | undefined;
};

/** The head dates a council that heard of the mission (circulaire 2010-243). Saying the same twice is saying it once. */
export async function recordCouncil(actor: Actor, missionId: string, { kind, heldOn }: RecordCouncil): Promise<void> {
  await recordFact(actor, missionId, "mission.recordCouncil", { kind, heldOn });
}

/** The head proposes the individual amount of an IFIC, once both councils heard of it. */
export async function proposeAmount(
  actor: Actor,
  missionId: string,
  { amountCents }: ProposeAmount,
  judge?: JudgeMission,
): Promise<void> {
  await recordFact(actor, missionId, "mission.propose", { kind: "PROPOSITION", heldOn: null, amountCents, judge });
}

/**
 * The rectorat decides, dated today: the amount proposed, or another one with its reason. A decision may be taken anew, with
 * its reason, until the service was attested; it undoes a refusal.
 */
export async function decideMission(
  actor: Actor,
  missionId: string,
  { amountCents = null, reason = null }: DecideAmount = {},
  judge?: JudgeMission,
): Promise<void> {
  await recordFact(actor, missionId, "mission.decide", {
    kind: "DECISION_RECTEUR",
    heldOn: null,
    amountCents,
    reason,
    judge,
    require: ({ facts }) => {
      const proposedCents = facts.find(({ kind }) => kind === "PROPOSITION")?.amountCents ?? null;
      const again = lastWordOf(facts) !== null;
      const fault = whyNotDecide({ proposedCents, amountCents, reason, again });
      if (fault) throw refuse("invalid", fault.key, fault.facts, "reason");
    },
  });
}

/** The rectorat refuses to pay a mission, dated today and with its reason; a later decision undoes it. */
export async function refuseMission(
  actor: Actor,
  missionId: string,
  { reason }: RefuseMission,
  judge?: JudgeMission,
): Promise<void> {
  await recordFact(actor, missionId, "mission.decide", {
    kind: "DECISION_RECTEUR",
    heldOn: null,
    reason,
    refused: true,
    judge,
  });
}

/** The head attests that the service of the year was done: never of their own mission (EVD-03), never before its end. */
export async function attestService(actor: Actor, missionId: string, judge?: JudgeMission): Promise<void> {
  await recordFact(actor, missionId, "mission.attest", {
    kind: "SERVICE_FAIT",
    heldOn: null,
    judge,
    require: (mission, today) => {
      const lastDay = mission.endedAt
        ? localDay(mission.endedAt, mission.place.timeZone)
        : dayOf(mission.schoolYear.endsOn);
      const fault = whyNotAttest({ today, lastDay });
      if (fault) throw refuse("conflict", fault.key, fault.facts);
    },
  });
}

async function recordFact(actor: Actor, missionId: string, verb: Verb, fact: NewFact): Promise<void> {
  const { kind, heldOn, amountCents = null, reason = null, refused = false } = fact;
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, verb, mission);
    const now = await businessNow(tx);
    const today = localDay(now, mission.place.timeZone);
    const day = heldOn ?? today;
    if (!isDay(day)) throw refuse("invalid", "common.invalidDate", {}, "heldOn");
    if (isSaid(mission, fact, day)) return;
    const span = schoolYearSpan(mission.schoolYearId);
    const ended = mission.endedAt !== null;
    // A refusal gives money back, and what was left in the course of a year is decided: after it too.
    if (kind !== "SERVICE_FAIT" && !ended && !refused && span && (day < span.from || day > span.to))
      throw refuse("invalid", "mission.factOutsideYear", { from: span.from, to: span.to, day }, "heldOn");
    const { channel } = mission;
    const fault =
      whyNotRecordFact({ channel, kind, heldOn: day }, mission.facts, today) ??
      (kind === "DECISION_RECTEUR" ? whyNotSay({ channel, refused, ended }, mission.facts) : null);
    if (fault) throw refuse("conflict", fault.key, fault.facts, heldOn === null ? undefined : "heldOn");
    fact.require?.(mission, today);
    const decides = kind === "DECISION_RECTEUR" && !refused;
    await tx.missionFact.create({
      data: {
        missionId,
        kind,
        heldOn: new Date(`${day}T00:00:00Z`),
        amountCents: decides ? (amountCents ?? mission.amountCents) : amountCents,
        reason,
        refused,
        seq: kind === "DECISION_RECTEUR" ? nextSeq(mission.facts) : 1,
        afterEnd: kind === "DECISION_RECTEUR" && ended,
        at: now,
        recordedById: actor.personId,
      },
    });
    // After the decision is written: the amount is the one it says (migration 0017).
    if (amountCents !== null && amountCents !== mission.amountCents)
      await tx.mission.update({ where: { id: missionId }, data: { amountCents } });
    await fact.judge?.(tx, missionId);
    await audit(tx, {
      action: verb,
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { kind, day, ...(amountCents === null ? {} : { amountCents }), ...(refused ? { refused } : {}) },
      at: now,
    });
  });
}

/** Saying the same twice is saying it once. What was decided before a mission was left is not the word it waits for since. */
function isSaid({ facts, amountCents: stands, endedAt }: Mission, fact: NewFact, day: Day): boolean {
  const { kind, heldOn, amountCents = null, reason = null, refused = false } = fact;
  if (kind === "DECISION_RECTEUR") {
    const last = lastWordOf(facts);
    if (!last || last.refused !== refused || awaitsWord(endedAt !== null, facts)) return false;
    return refused ? last.reason === reason : amountCents === null || amountCents === (last.amountCents ?? stands);
  }
  const known = facts.find((one) => one.kind === kind);
  if (!known || (heldOn !== null && dayOf(known.heldOn) !== day)) return false;
  return amountCents === null || known.amountCents === amountCents;
}
