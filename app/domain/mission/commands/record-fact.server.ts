import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { type Day, dayOf, isDay, localDay, schoolYearSpan } from "../../calendar";
import { refuse } from "../../errors";
import { missionPolicy } from "../policy";
import { type MissionFactKind, whyNotAttest, whyNotDecide, whyNotRecordFact } from "../rules/steps";
import type { DecideAmount, ProposeAmount, RecordCouncil } from "../schema";
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

/** The rectorat decides, dated today: the amount proposed, or another one with its reason. */
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
      const fault = whyNotDecide({ proposedCents, amountCents, reason });
      if (fault) throw refuse("invalid", fault.key, fault.facts, "reason");
    },
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
  const { kind, heldOn, amountCents = null, reason = null } = fact;
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, verb, mission);
    const now = await businessNow(tx);
    const today = localDay(now, mission.place.timeZone);
    const day = heldOn ?? today;
    if (!isDay(day)) throw refuse("invalid", "common.invalidDate", {}, "heldOn");
    const known = mission.facts.find((one) => one.kind === kind);
    const sameDay = heldOn === null || (known && dayOf(known.heldOn) === day);
    if (known && sameDay && (amountCents === null || known.amountCents === amountCents)) return;
    const span = schoolYearSpan(mission.schoolYearId);
    if (kind !== "SERVICE_FAIT" && span && (day < span.from || day > span.to))
      throw refuse("invalid", "mission.factOutsideYear", { from: span.from, to: span.to, day }, "heldOn");
    const fault = whyNotRecordFact({ channel: mission.channel, kind, heldOn: day }, mission.facts, today);
    if (fault) throw refuse("conflict", fault.key, fault.facts, heldOn === null ? undefined : "heldOn");
    fact.require?.(mission, today);
    // Before the decision is written: afterwards the amount stays.
    if (amountCents !== null && amountCents !== mission.amountCents)
      await tx.mission.update({ where: { id: missionId }, data: { amountCents } });
    await tx.missionFact.create({
      data: {
        missionId,
        kind,
        heldOn: new Date(`${day}T00:00:00Z`),
        amountCents:
          kind === "DECISION_RECTEUR" && mission.channel === "IFIC"
            ? (amountCents ?? mission.amountCents)
            : amountCents,
        reason,
        at: now,
        recordedById: actor.personId,
      },
    });
    await fact.judge?.(tx, missionId);
    await audit(tx, {
      action: verb,
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { kind, day, ...(amountCents === null ? {} : { amountCents }) },
      at: now,
    });
  });
}
