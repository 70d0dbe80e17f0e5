import { type Actor, holds } from "../actor";
import { definePolicy } from "../authorize";
import { staff } from "../seance/policy";

/** Everything a decision about a scenario needs, read from the database in one query. */
export type ScenarioSubject = {
  scenarioId: string;
  /** The school of the cohort and its ancestors. */
  lineage: string[];
  /** Null where the cohort's référent no longer holds the function. */
  referentId: string | null;
  /** Trainees of the cohort, all teams. */
  enrolledPersonIds: string[];
  /** Trainees of the scenario's team; null where the scenario belongs to the whole cohort. */
  memberPersonIds: string[] | null;
  /** Trainers and deputies of the cohort's séances. */
  trainerPersonIds: string[];
  /** Nobody edits it until it is unlocked. */
  frozen: boolean;
};

/** Where a scenario would be created. */
export type ScenarioPlaceSubject = Pick<ScenarioSubject, "referentId" | "enrolledPersonIds" | "memberPersonIds">;

/** Is one of those who write it, whether or not it is frozen: what becomes of a text is not an edit of it. */
export const writes = (actor: Actor, { referentId, memberPersonIds, enrolledPersonIds }: ScenarioPlaceSubject) =>
  referentId === actor.personId || (memberPersonIds ?? enrolledPersonIds).includes(actor.personId);

const reads = (actor: Actor, scenario: ScenarioSubject) =>
  writes(actor, scenario) ||
  scenario.enrolledPersonIds.includes(actor.personId) ||
  (scenario.trainerPersonIds.includes(actor.personId) && holds(actor, staff, scenario.lineage)) ||
  holds(actor, ["CTICE"], scenario.lineage);

/** The head of the school is not among the readers: he sees participation only. */
export const scenarioPolicy = definePolicy({
  "scenario.list": (_actor: Actor, _mine: null) => true,
  "scenario.read": reads,
  /** Whoever reads may say something: a comment stands beside the text and never in it. */
  "scenario.comment": reads,
  "scenario.edit": (actor: Actor, scenario: ScenarioSubject) => !scenario.frozen && writes(actor, scenario),
  "scenario.create": (actor: Actor, place: ScenarioPlaceSubject) => writes(actor, place),
});
