import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize, can } from "../authorize";
import { dayOf, localDay } from "../calendar";
import { refuse } from "../errors";
import type { ScenarioSubject } from "../scenario/policy";
import { findScenarioSubjects } from "../scenario/queries.server";
import { trialPolicy } from "./policy";
import type { PlanTrial, Return } from "./schema";

/**
 * The days and the class of the trial (stage 5); said again, it replaces what was said.
 * @throws not_found, forbidden, invalid outside the school year, conflict once somebody has reported on it
 */
export async function planTrial(actor: Actor, scenarioId: string, trial: PlanTrial): Promise<void> {
  await inTransaction(async (tx) => {
    const subject = await lockReadable(tx, actor, scenarioId);
    authorize(actor, trialPolicy, "trial.plan", subject);
    const { cohort } = await tx.scenario.findUniqueOrThrow({
      where: { id: scenarioId },
      select: { cohort: { select: { status: true, schoolYear: true } } },
    });
    if (cohort.status === "CANCELLED") throw refuse("conflict", "scenarioLibrary.trialCohortCancelled");
    const [first, last] = [dayOf(cohort.schoolYear.startsOn), dayOf(cohort.schoolYear.endsOn)];
    if (trial.startsOn < first || trial.endsOn > last)
      throw refuse(
        "invalid",
        "scenarioLibrary.trialOutsideYear",
        { year: cohort.schoolYear.id },
        trial.startsOn < first ? "startsOn" : "endsOn",
      );
    const sent = await tx.scenarioReturn.count({ where: { scenarioId, sentAt: { not: null } } });
    if (sent > 0) throw refuse("conflict", "scenarioLibrary.trialReported");
    const at = await businessNow(tx);
    const data = {
      startsOn: new Date(trial.startsOn),
      endsOn: new Date(trial.endsOn),
      level: trial.level,
      byId: actor.personId,
      at,
    };
    await tx.scenarioTrial.upsert({ where: { scenarioId }, create: { scenarioId, ...data }, update: data });
    await traced(tx, "trial.plan", actor, scenarioId, at);
  });
}

/**
 * Keeps one trainee's reflective return (stage 6): a draft that nobody else reads, or sent for good.
 * @throws not_found, forbidden, conflict before the trial has begun, and once it was sent
 */
export async function keepReturn(actor: Actor, scenarioId: string, given: Return, send: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    const subject = await lockReadable(tx, actor, scenarioId);
    authorize(actor, trialPolicy, "trial.report", subject);
    const trial = await tx.scenarioTrial.findUnique({
      where: { scenarioId },
      select: {
        startsOn: true,
        scenario: { select: { cohort: { select: { place: { select: { timeZone: true } } } } } },
      },
    });
    if (!trial) throw refuse("conflict", "scenarioLibrary.noTrialYet");
    const mine = { scenarioId_personId: { scenarioId, personId: actor.personId } };
    const before = await tx.scenarioReturn.findUnique({ where: mine, select: { sentAt: true } });
    if (before?.sentAt) throw refuse("conflict", "scenarioLibrary.returnAlreadySent");
    const at = await businessNow(tx);
    if (send && localDay(at, trial.scenario.cohort.place.timeZone) < dayOf(trial.startsOn))
      throw refuse("conflict", "scenarioLibrary.trialNotBegun", { startsOn: dayOf(trial.startsOn) });
    const data = { ...given, sentAt: send ? at : null, updatedAt: at };
    await tx.scenarioReturn.upsert({
      where: mine,
      create: { scenarioId, personId: actor.personId, ...data },
      update: data,
    });
    if (send) await traced(tx, "trial.report", actor, scenarioId, at);
  });
}

/** One after the other, for one scenario: dates do not move under a return that is being sent. */
async function lockReadable(tx: Tx, actor: Actor, scenarioId: string): Promise<ScenarioSubject> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('scenario.trial'), hashtext(${scenarioId}))`;
  const [subject] = await findScenarioSubjects([scenarioId], tx);
  if (!subject || !can(actor, trialPolicy, "trial.read", subject)) throw refuse("not_found", "scenario.notFound");
  return subject;
}

const traced = (tx: Tx, action: string, { personId }: Actor, scenarioId: string, at: Date) =>
  audit(tx, { action, byId: personId, subject: "scenario", subjectId: scenarioId, at });
