import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { localDay } from "../../calendar";
import { lockCohort } from "../../cohort/queries.server";
import { type Facts, refuse } from "../../errors";
import { careerOn, loadRates, priceService } from "../../pay/rates.server";
import type { SchoolType, Sector } from "../../place/rules";
import { markCohortOpen } from "../../seance/opening.server";
import { plannedMinutes } from "../../seance/rules";
import { commit } from "../moves.server";
import { budgetPolicy } from "../policy";
import { whyNotCommit } from "../rules";
import type { Nature, OpenCohort } from "../schema";

type School = { type: SchoolType; sector: Sector };
type PricedSeance = { id: string; minutes: number; amountCents: number };

/**
 * Opens a cohort with its money, all or nothing: the trainer's hours of its planned séances on a titre-2 allotment that
 * admits their nature, reprography on the training credits. Lock order: cohort, mission, then envelopes by their moves.
 * @throws Refusal conflict budget.* (BUD-01, BUD-02, BUD-03), cohort.notReady, cohort.notInPreparation
 */
export async function openCohort(actor: Actor, cohortId: string, input: OpenCohort): Promise<void> {
  await inTransaction(async (tx) => {
    const cohort = await lockCohort(tx, actor, cohortId);
    authorize(actor, budgetPolicy, "budget.openCohort", cohort);
    const now = await businessNow(tx);
    const mission = await requireMission(tx, cohort, input.missionId);
    const school = await tx.school.findUnique({ where: { placeId: cohort.placeId } });
    if (!school) throw refuse("conflict", "budget.schoolOnly");
    const seances = await priceSeances(tx, cohort, mission);
    await requireWithinMission(tx, mission, seances);
    await markCohortOpen(tx, actor, { cohortId, missionId: mission.id, now });

    const minutes = seances.reduce((sum, seance) => sum + seance.minutes, 0);
    const amountCents = seances.reduce((sum, seance) => sum + seance.amountCents, 0);
    const engage = { tx, actor, cohortId, at: now, school, lineage: cohort.lineage };
    const hours = await createCommitment(engage, {
      envelopeId: input.hseEnvelopeId,
      field: "hseEnvelopeId",
      nature: mission.nature,
      amountCents,
      minutes,
      missionId: mission.id,
    });
    // One line for each séance: a cancelled one gives back its own.
    for (const seance of seances)
      await commit(tx, {
        ...hours,
        amountCents: seance.amountCents,
        sourceKey: `commit:${seance.id}`,
        at: now,
        byId: actor.personId,
      });
    const reprography = await createCommitment(engage, {
      envelopeId: input.reprographyEnvelopeId,
      field: "reprographyEnvelopeId",
      nature: "REPROGRAPHY",
      amountCents: input.reprographyCents,
      minutes: null,
      missionId: null,
    });
    await commit(tx, {
      ...reprography,
      amountCents: input.reprographyCents,
      sourceKey: `commit:${cohortId}:REPROGRAPHY`,
      at: now,
      byId: actor.personId,
    });
  });
}

/** The mission of the trainer: training paid by the hour, in this school and school year. Locked, so that its hours add up. */
async function requireMission(tx: Tx, cohort: { placeId: string; schoolYearId: string }, missionId: string) {
  await tx.$queryRaw`SELECT 1 FROM mission WHERE id = ${missionId}::uuid FOR UPDATE`;
  const mission = await tx.mission.findFirst({
    where: { id: missionId, placeId: cohort.placeId, schoolYearId: cohort.schoolYearId, endedAt: null },
  });
  if (!mission) throw refuse("conflict", "budget.missionUnknown", {}, "missionId");
  if (mission.kind !== "TRAINING") throw refuse("conflict", "budget.missionNotTraining", {}, "missionId");
  if (mission.channel !== "HSE" && mission.channel !== "VACATION")
    throw refuse("conflict", "budget.missionNotHourly", {}, "missionId");
  return { ...mission, nature: mission.channel };
}
type Mission = Awaited<ReturnType<typeof requireMission>>;

/** The planned séances of the trainer, each at the rate of its day. A day that no rate covers is never priced. */
async function priceSeances(
  tx: Tx,
  cohort: { id: string; place: { timeZone: string } },
  mission: Mission,
): Promise<PricedSeance[]> {
  const trainerId = mission.personId;
  const seances = await tx.seance.findMany({
    where: { cohortId: cohort.id, trainerId, status: "PLANNED" },
    orderBy: { startsAt: "asc" },
  });
  if (seances.length === 0) throw refuse("conflict", "budget.noSeanceOfTrainer", {}, "missionId");
  const rates = await loadRates(tx);
  const priced: PricedSeance[] = [];
  for (const seance of seances) {
    const day = localDay(seance.startsAt, cohort.place.timeZone);
    const minutes = plannedMinutes(seance);
    const price = await priceService(tx, rates, mission, { personId: trainerId, minutes, day });
    if (!price) {
      const known = mission.channel !== "HSE" || (await careerOn(tx, trainerId, day));
      throw refuse("conflict", known ? "budget.noRate" : "budget.noCareer", { day }, "missionId");
    }
    priced.push({ id: seance.id, minutes, amountCents: price.amountCents });
  }
  return priced;
}

/** The hours of the mission that other cohorts took already, and these, stay within what was entrusted. */
async function requireWithinMission(
  tx: Tx,
  mission: { id: string; plannedMinutes: number | null },
  seances: readonly PricedSeance[],
): Promise<void> {
  const taken = await tx.commitment.aggregate({
    where: { missionId: mission.id, cohortId: { not: null } },
    _sum: { minutes: true },
  });
  const wanted = seances.reduce((sum, { minutes }) => sum + minutes, 0);
  const left = (mission.plannedMinutes ?? 0) - (taken._sum.minutes ?? 0);
  if (wanted > left) throw refuse("conflict", "budget.beyondMission", { wanted, left }, "missionId");
}

type Engage = {
  tx: Tx;
  actor: Actor;
  cohortId: string;
  at: Date;
  school: School;
  lineage: readonly string[];
};
type Expense = {
  envelopeId: string;
  field: string;
  nature: Nature;
  amountCents: number;
  minutes: number | null;
  missionId: string | null;
};

async function createCommitment(engage: Engage, expense: Expense) {
  const { tx, actor, cohortId, at, school, lineage } = engage;
  const { envelopeId, field, nature, amountCents } = expense;
  // An envelope of another school or académie is as unknown as one that does not exist.
  const envelope = await tx.envelope.findFirst({ where: { id: envelopeId, placeId: { in: [...lineage] } } });
  if (!envelope) throw refuse("conflict", "budget.envelopeUnknown", {}, field);
  const fault = whyNotCommit({ nature, amountCents, school }, envelope);
  if (fault) throw refuse("conflict", fault.key, fault.facts satisfies Facts, field);
  const { id } = await tx.commitment.create({
    data: {
      envelopeId,
      cohortId,
      nature,
      amountCents,
      minutes: expense.minutes,
      missionId: expense.missionId,
      at,
      createdById: actor.personId,
    },
    select: { id: true },
  });
  return { envelopeId, commitmentId: id };
}
