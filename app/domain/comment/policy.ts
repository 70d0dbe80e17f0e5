import type { Actor } from "../actor";
import { can, definePolicy } from "../authorize";
import { type ScenarioSubject, scenarioPolicy } from "../scenario/policy";

/** What is said stays its author's. Who may speak at all is « scenario.comment ». */
export const commentPolicy = definePolicy({
  "comment.amend": (actor: Actor, comment: { authorId: string }) => comment.authorId === actor.personId,
  /** Whoever may act on it in the text, and whoever asked. */
  "comment.resolve": (actor: Actor, thread: { authorId: string; scenario: ScenarioSubject }) =>
    thread.authorId === actor.personId || can(actor, scenarioPolicy, "scenario.edit", thread.scenario),
});
