import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { lockCohort } from "../cohort/queries.server";
import { refuse } from "../errors";
import { announce } from "../jobs/outbox.server";
import { tellPeople } from "./convocation.server";
import { seancePolicy } from "./policy";
import { listDeputies, lockSeance } from "./queries.server";
import type { MoveSeance, PlanSeance } from "./schema";
import { fitSeance } from "./timetable.server";

/** Plans a séance of a cohort, in the caller's transaction (the attendance room adds its sheet). */
export async function addSeance(tx: Tx, actor: Actor, cohortId: string, input: PlanSeance) {
  const cohort = await lockCohort(tx, actor, cohortId);
  authorize(actor, seancePolicy, "seance.plan", cohort);
  if (cohort.status !== "PREPARATION" && cohort.status !== "OPEN")
    throw refuse("conflict", "seance.cohortClosed", { status: cohort.status });
  const now = await businessNow(tx);
  const { startsAt, endsAt } = await fitSeance(tx, {
    ...input,
    zone: cohort.place.timeZone,
    schoolYear: cohort.schoolYear,
    trainerId: actor.personId,
    now,
  });
  if (input.stageId) await requireStage(tx, cohort.pathVersionId, input.stageId);
  if (input.deputyId) await requireDeputy(tx, actor, cohort.placeId, input.deputyId, now);

  const { date: _date, startTime: _start, endTime: _end, ...rest } = input;
  const seance = await tx.seance.create({
    data: {
      ...rest,
      cohortId,
      placeId: cohort.placeId,
      startsAt,
      endsAt,
      trainerId: actor.personId,
      createdById: actor.personId,
    },
    select: { id: true, startsAt: true, endsAt: true },
  });
  if (cohort.status === "OPEN") await tellPeople(tx, seance.id, "convocation", now);
  await note(tx, actor, "seance.plan", seance.id, now, { cohortId });
  return { ...seance, zone: cohort.place.timeZone, told: cohort.status === "OPEN" };
}

/** Gives a séance another date, hour or place, before it takes place, and tells the people concerned. */
export async function shiftSeance(tx: Tx, actor: Actor, seanceId: string, input: MoveSeance) {
  const seance = await lockSeance(tx, actor, seanceId);
  authorize(actor, seancePolicy, "seance.move", seance.subject);
  const now = await businessNow(tx);
  requireAhead(seance, now);
  if (seance.modality === "ON_SITE" && !input.room) throw refuse("invalid", "seance.roomRequired", {}, "room");
  if (seance.modality === "REMOTE" && !input.link) throw refuse("invalid", "seance.linkRequired", {}, "link");
  const schoolYear = await tx.schoolYear.findUniqueOrThrow({ where: { id: seance.cohort.schoolYearId } });
  const { startsAt, endsAt } = await fitSeance(tx, {
    ...input,
    zone: seance.place.timeZone,
    schoolYear,
    trainerId: seance.trainerId,
    now,
    except: seanceId,
  });
  const { revision } = await tx.seance.update({
    where: { id: seanceId },
    data: { startsAt, endsAt, room: input.room, link: input.link, revision: { increment: 1 } },
    select: { revision: true },
  });
  await announce(tx, "seance.moved", { seanceId, revision });
  if (seance.cohort.status === "OPEN") await tellPeople(tx, seanceId, "seance-moved", now);
  await note(tx, actor, "seance.move", seanceId, now, { revision });
  return { startsAt, endsAt, zone: seance.place.timeZone };
}

/** Cancels a séance before it takes place, with a reason, and tells the people concerned. */
export async function dropSeance(tx: Tx, actor: Actor, seanceId: string, reason: string): Promise<void> {
  const seance = await lockSeance(tx, actor, seanceId);
  authorize(actor, seancePolicy, "seance.cancel", seance.subject);
  const now = await businessNow(tx);
  requireAhead(seance, now);
  await tx.seance.update({ where: { id: seanceId }, data: { status: "CANCELLED", cancelledReason: reason } });
  await announce(tx, "seance.cancelled", { seanceId });
  if (seance.cohort.status === "OPEN") await tellPeople(tx, seanceId, "seance-cancelled", now);
  await note(tx, actor, "seance.cancel", seanceId, now, {});
}

function requireAhead(seance: { status: string; startsAt: Date }, now: Date) {
  if (seance.status === "CANCELLED") throw refuse("conflict", "seance.alreadyCancelled");
  if (now >= seance.startsAt) throw refuse("conflict", "seance.alreadyBegun", { at: seance.startsAt.toISOString() });
}

async function requireStage(tx: Tx, pathVersionId: string, stageId: string) {
  const stage = await tx.stage.findFirst({ where: { id: stageId, pathVersionId }, select: { id: true } });
  if (!stage) throw refuse("invalid", "seance.stageUnknown", {}, "stageId");
}

async function requireDeputy(tx: Tx, actor: Actor, placeId: string, deputyId: string, now: Date) {
  const deputies = await listDeputies(tx, placeId, actor, now);
  if (!deputies.some(({ id }) => id === deputyId)) throw refuse("invalid", "seance.deputyUnknown", {}, "deputyId");
}

const note = (tx: Tx, actor: Actor, action: string, id: string, at: Date, facts: Record<string, string | number>) =>
  audit(tx, { action, byId: actor.personId, subject: "seance", subjectId: id, facts, at });
