import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { dayOf, localDay } from "../calendar";
import { fullName } from "../cohort/queries.server";
import { refuse } from "../errors";
import { findScenarioSubjects } from "../scenario/queries.server";
import { trialPolicy } from "./policy";

const nameOf = { select: { givenName: true, familyName: true } } as const;

/** The trial of a scenario, the actor's own return, and the returns she may read. @throws not_found for a stranger */
export async function getTrial(actor: Actor, scenarioId: string) {
  const [subject] = await findScenarioSubjects([scenarioId]);
  if (!subject || !can(actor, trialPolicy, "trial.read", subject)) throw refuse("not_found", "scenario.notFound");
  const { trial, cohort, ...scenario } = await db.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: {
      id: true,
      title: true,
      team: { select: { name: true } },
      cohort: {
        select: {
          title: true,
          place: { select: { timeZone: true } },
          schoolYear: { select: { startsOn: true, endsOn: true } },
        },
      },
      trial: true,
    },
  });
  const readsReturns = can(actor, trialPolicy, "trial.readReturns", subject);
  const [returns, now] = await Promise.all([
    db.scenarioReturn.findMany({
      where: {
        scenarioId,
        OR: [{ personId: actor.personId }, ...(readsReturns ? [{ sentAt: { not: null } }] : [])],
      },
      orderBy: [{ sentAt: "asc" }, { personId: "asc" }],
      include: { person: nameOf },
    }),
    businessNow(),
  ]);
  const mine = returns.find(({ personId }) => personId === actor.personId) ?? null;
  const startsOn = trial && dayOf(trial.startsOn);
  return {
    scenario: { ...scenario, cohort: { title: cohort.title } },
    year: { from: dayOf(cohort.schoolYear.startsOn), to: dayOf(cohort.schoolYear.endsOn) },
    trial: trial && { startsOn: dayOf(trial.startsOn), endsOn: dayOf(trial.endsOn), level: trial.level },
    begun: startsOn !== null && localDay(now, cohort.place.timeZone) >= startsOn,
    reported: returns.some(({ sentAt }) => sentAt !== null),
    mine,
    returns: returns
      .filter(({ sentAt }) => sentAt !== null)
      .map(({ person, ...one }) => ({ ...one, name: fullName(person), mine: one.personId === actor.personId })),
    can: {
      plan: can(actor, trialPolicy, "trial.plan", subject),
      report: can(actor, trialPolicy, "trial.report", subject),
      readReturns: readsReturns,
    },
  };
}
