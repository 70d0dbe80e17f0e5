import { namesOf } from "../account/names.server";
import { findActorsByPeople } from "../account/sessions.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { type ScenarioSubject, scenarioPolicy } from "../scenario/policy";
import { findScenarioSubjects } from "../scenario/queries.server";
import type { Named } from "./schema";

/** The scenario as rights see it, for who may read and comment on it. @throws not_found for a stranger */
export async function commentableScenario(actor: Actor, scenarioId: string): Promise<ScenarioSubject> {
  const [subject] = await findScenarioSubjects([scenarioId]);
  if (!subject || !can(actor, scenarioPolicy, "scenario.comment", subject))
    throw refuse("not_found", "scenario.notFound");
  return subject;
}

/** Those of these people who may read the scenario today. */
export async function readersAmong(ids: Iterable<string>, subject: ScenarioSubject): Promise<string[]> {
  const people = await findActorsByPeople(ids);
  return people.flatMap((person) => (can(person, scenarioPolicy, "scenario.read", subject) ? [person.personId] : []));
}

/** Whom one may call without knowing more than the scenario shows: its cohort, référent and trainers. */
export async function listPeople(actor: Actor, subject: ScenarioSubject): Promise<Named[]> {
  const trainers = await readersAmong(subject.trainerPersonIds, subject);
  const ids = new Set([...trainers, ...subject.enrolledPersonIds, ...(subject.memberPersonIds ?? [])]);
  if (subject.referentId) ids.add(subject.referentId);
  ids.delete(actor.personId);
  return [...(await namesOf(ids))].map(([id, name]) => ({ id, name }));
}
