import { type Actor, holds } from "../actor";
import { definePolicy } from "../authorize";
import { type ScenarioSubject, scenarioPolicy } from "../scenario/policy";

const leads = (actor: Actor, { referentId, lineage }: ScenarioSubject) =>
  referentId === actor.personId || holds(actor, ["CTICE"], lineage);

/** Whoever reads a scenario reads its versions; whoever may edit it names and restores; who leads freezes and unlocks. */
export const versionPolicy = definePolicy({
  "version.read": (actor: Actor, scenario: ScenarioSubject) => scenarioPolicy["scenario.read"](actor, scenario),
  "version.name": (actor: Actor, scenario: ScenarioSubject) => scenarioPolicy["scenario.edit"](actor, scenario),
  "version.restore": (actor: Actor, scenario: ScenarioSubject) => scenarioPolicy["scenario.edit"](actor, scenario),
  "version.freeze": leads,
  "version.unlock": leads,
});
