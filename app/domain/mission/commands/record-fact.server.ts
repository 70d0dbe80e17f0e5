import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { type Day, dayOf, isDay, localDay, schoolYearSpan } from "../../calendar";
import { refuse } from "../../errors";
import { missionPolicy } from "../policy";
import { type MissionFactKind, whyNotRecordFact } from "../rules";
import type { RecordCouncil } from "../schema";
import { lockMission } from "./sign-letter.server";

/** The head dates a council that heard of the mission (circulaire 2010-243). Saying the same twice is saying it once. */
export async function recordCouncil(actor: Actor, missionId: string, { kind, heldOn }: RecordCouncil): Promise<void> {
  await recordFact(actor, missionId, "mission.recordCouncil", { kind, heldOn });
}

/** The rectorat decides the amount proposed: dated today, in business time. */
export async function decideMission(actor: Actor, missionId: string): Promise<void> {
  await recordFact(actor, missionId, "mission.decide", { kind: "DECISION_RECTEUR", heldOn: null });
}

async function recordFact(
  actor: Actor,
  missionId: string,
  verb: "mission.recordCouncil" | "mission.decide",
  { kind, heldOn }: { kind: MissionFactKind; heldOn: Day | null },
): Promise<void> {
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, verb, mission);
    if (mission.channel !== "IFIC") throw refuse("conflict", "mission.factsAreForIfic");
    const now = await businessNow(tx);
    const today = localDay(now, mission.place.timeZone);
    const day = heldOn ?? today;
    if (!isDay(day)) throw refuse("invalid", "common.invalidDate", {}, "heldOn");
    const known = mission.facts.find((fact) => fact.kind === kind);
    if (known && (heldOn === null || dayOf(known.heldOn) === day)) return;
    const span = schoolYearSpan(mission.schoolYearId);
    if (span && (day < span.from || day > span.to))
      throw refuse("invalid", "mission.factOutsideYear", { from: span.from, to: span.to, day }, "heldOn");
    const fault = whyNotRecordFact({ kind, heldOn: day }, mission.facts, today);
    if (fault) throw refuse("conflict", fault.key, fault.facts, heldOn === null ? undefined : "heldOn");
    await tx.missionFact.create({
      data: { missionId, kind, heldOn: new Date(`${day}T00:00:00Z`), at: now, recordedById: actor.personId },
    });
    await audit(tx, {
      action: verb,
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { kind, day },
      at: now,
    });
  });
}
