import { type Actor, holds } from "../actor";
import { definePolicy } from "../authorize";
import { type ScenarioSubject, scenarioPolicy, writes } from "../scenario/policy";
import { staff } from "../seance/policy";

/** Who tries the scenario in class: the trainees of its team, or of the cohort where it belongs to all. */
const tries = (actor: Actor, { memberPersonIds, enrolledPersonIds }: ScenarioSubject) =>
  (memberPersonIds ?? enrolledPersonIds).includes(actor.personId);

export const trialPolicy = definePolicy({
  /** When and in which class: whoever reads the scenario. */
  "trial.read": (actor: Actor, scenario: ScenarioSubject) => scenarioPolicy["scenario.read"](actor, scenario),
  "trial.plan": (actor: Actor, scenario: ScenarioSubject) => writes(actor, scenario),
  /** One reflective return for each trainee, their own. */
  "trial.report": (actor: Actor, scenario: ScenarioSubject) => tries(actor, scenario),
  /** What was sent: the team and those who train it; not the other teams, the head, nor the académie. */
  "trial.readReturns": (actor: Actor, scenario: ScenarioSubject) =>
    tries(actor, scenario) ||
    scenario.referentId === actor.personId ||
    (scenario.trainerPersonIds.includes(actor.personId) && holds(actor, staff, scenario.lineage)),
});
