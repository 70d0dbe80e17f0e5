import { type Actor, holds, holdsAnywhere } from "../actor";
import { definePolicy } from "../authorize";
import { type ScenarioSubject, writes } from "../scenario/policy";
import type { PublicationStatus } from "./schema";

/** A scenario with those who wrote it, or who were asked about a proposal of it. */
export type ProposalSubject = ScenarioSubject & { contributorIds: string[] };
/** `askedIds`: those whose answer the latest proposal is about, and no earlier one. */
export type AskedSubject = ProposalSubject & { askedIds: string[] };
export type PublicationSubject = ProposalSubject & {
  status: PublicationStatus;
  /** Who proposed it and who handed it in. */
  proposerIds: string[];
};

const contributes = (actor: Actor, { contributorIds }: ProposalSubject) => contributorIds.includes(actor.personId);
const isAsked = (actor: Actor, { askedIds }: AskedSubject) => askedIds.includes(actor.personId);
const reviews = (actor: Actor, { lineage }: ScenarioSubject) => holds(actor, ["CTICE"], lineage);

const follows = (actor: Actor, scenario: ProposalSubject) =>
  writes(actor, scenario) || contributes(actor, scenario) || reviews(actor, scenario);

export const publicationPolicy = definePolicy({
  /** What is published is a common good, like a parcours: whoever is signed in may read it. */
  "publication.browse": (_actor: Actor, _library: null) => true,
  "publication.read": (actor: Actor, publication: PublicationSubject) =>
    publication.status === "PUBLISHED" || follows(actor, publication),
  /** How far a proposal is, and who has answered what. */
  "publication.follow": (actor: Actor, scenario: ProposalSubject) => follows(actor, scenario),
  "publication.propose": (actor: Actor, scenario: ScenarioSubject) => writes(actor, scenario),
  /** Somebody who wrote without leaving a trace here: the référent of the cohort knows. */
  "publication.list": (actor: Actor, scenario: ScenarioSubject) => scenario.referentId === actor.personId,
  "publication.answer": (actor: Actor, scenario: AskedSubject) => isAsked(actor, scenario),
  "publication.takeBack": (actor: Actor, scenario: AskedSubject) => writes(actor, scenario) || isAsked(actor, scenario),
  "publication.reviewAny": (actor: Actor, _queue: null) => holdsAnywhere(actor, ["CTICE"]),
  /** The CTICE of the académie, never somebody who wrote it or handed it in. */
  "publication.review": (actor: Actor, publication: PublicationSubject) =>
    reviews(actor, publication) &&
    !contributes(actor, publication) &&
    !publication.proposerIds.includes(actor.personId),
  "publication.withdraw": (actor: Actor, publication: PublicationSubject) =>
    reviews(actor, publication) || contributes(actor, publication) || publication.referentId === actor.personId,
});
