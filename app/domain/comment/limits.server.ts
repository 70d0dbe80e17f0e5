import { type Limit, limit } from "~/platform/limits.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";

/** Each may send a message to everybody in the discussion. */
const spoken = limit("scenario-comment", 60, 600);

/** Each makes every page that shows the scenario ask for its discussions again. */
const done = limit("scenario-comment-deed", 60, 600);

/** Counts one comment of this person. @throws too_many with the time to wait */
export const takeTurn = (actor: Actor) => take(spoken, "comment.tooMany", actor);

/** Counts one discussion settled or opened again, one comment taken back. @throws too_many with the time to wait */
export const takeDeed = (actor: Actor) => take(done, "comment.tooManyDeeds", actor);

async function take(counter: Limit, key: string, { personId }: Actor): Promise<void> {
  const seconds = await counter.take(personId);
  if (seconds > 0) throw refuse("too_many", key, { minutes: Math.ceil(seconds / 60), seconds });
}
