import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { announce } from "../jobs/outbox.server";
import { cohortPolicy } from "./policy";
import { inCohort, lockCohort } from "./queries.server";
import { dealTeams, missingToOpen } from "./rules";
import type { CreateCohort } from "./schema";

/** Opens the file of a cohort, in preparation: a référente, in her school, from one path version. */
export async function createCohort(actor: Actor, input: CreateCohort): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const now = await businessNow(tx);
    const place = await tx.place.findFirst({ where: { id: input.placeId, kind: "SCHOOL" }, select: { lineage: true } });
    if (!place) throw refuse("not_found", "cohort.schoolUnknown");
    authorize(actor, cohortPolicy, "cohort.create", place);
    const year = await tx.schoolYear.findUnique({ where: { id: input.schoolYearId } });
    if (!year) throw refuse("invalid", "cohort.schoolYearUnknown", {}, "schoolYearId");
    if (now > endOfDay(year.endsOn))
      throw refuse("invalid", "cohort.schoolYearOver", { year: year.id }, "schoolYearId");
    const version = await tx.pathVersion.findUnique({ where: { id: input.pathVersionId }, select: { id: true } });
    if (!version) throw refuse("invalid", "cohort.pathUnknown", {}, "pathVersionId");

    const cohort = await tx.cohort.create({
      data: { ...input, referentId: actor.personId, createdById: actor.personId },
      select: { id: true },
    });
    await audit(tx, {
      action: "cohort.create",
      byId: actor.personId,
      subject: "cohort",
      subjectId: cohort.id,
      at: now,
    });
    return cohort;
  });
}

const endOfDay = (day: Date) => new Date(day.getTime() + 86_400_000);

/**
 * PREPARATION → OPEN, for the séance room, which knows how many séances are planned. The caller has locked the cohort.
 * @throws Refusal conflict, saying what is missing
 */
export async function setCohortOpen(
  tx: Tx,
  actor: Actor,
  { cohortId, missionId, seances, now }: { cohortId: string; missionId: string; seances: number; now: Date },
) {
  const cohort = await lockCohort(tx, actor, cohortId);
  authorize(actor, cohortPolicy, "cohort.manage", cohort);
  if (cohort.status !== "PREPARATION") throw refuse("conflict", "cohort.notInPreparation", { status: cohort.status });
  const enrolments = await tx.enrolment.count({ where: { cohortId, status: { in: ["PENDING", ...inCohort] } } });
  if (missingToOpen({ enrolments, seances }).length > 0)
    throw refuse("conflict", "cohort.notReady", { enrolments, seances });
  await tx.cohort.update({ where: { id: cohortId }, data: { status: "OPEN", missionId, openedAt: now } });
  await announce(tx, "cohort.opened", { cohortId });
  await audit(tx, {
    action: "cohort.open",
    byId: actor.personId,
    subject: "cohort",
    subjectId: cohortId,
    facts: { missionId, enrolments, seances },
    at: now,
  });
  return { cohortId, placeId: cohort.placeId, schoolYearId: cohort.schoolYearId };
}

/** Deals the trainees who have no team yet into teams of about `size`. Teams already made stay. */
export async function makeTeams(actor: Actor, cohortId: string, size: number): Promise<{ made: number }> {
  return inTransaction(async (tx) => {
    const cohort = await lockCohort(tx, actor, cohortId);
    authorize(actor, cohortPolicy, "cohort.manage", cohort);
    const now = await businessNow(tx);
    const alone = await tx.enrolment.findMany({
      where: { cohortId, status: { in: [...inCohort] }, teamMember: null },
      orderBy: [{ person: { familyName: "asc" } }, { id: "asc" }],
      select: { id: true },
    });
    if (alone.length === 0) throw refuse("conflict", "cohort.nobodyWithoutTeam");
    const before = await tx.team.count({ where: { cohortId } });
    const teams = dealTeams(alone, size);
    for (const [index, members] of teams.entries())
      await tx.team.create({
        data: {
          cohortId,
          name: `Équipe ${before + index + 1}`,
          members: { create: members.map(({ id }) => ({ enrolmentId: id })) },
        },
      });
    await audit(tx, {
      action: "cohort.makeTeams",
      byId: actor.personId,
      subject: "cohort",
      subjectId: cohortId,
      facts: { made: teams.length },
      at: now,
    });
    return { made: teams.length };
  });
}
