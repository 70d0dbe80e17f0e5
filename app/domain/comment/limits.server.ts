import { limit } from "~/platform/limits.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";

/** Each may send a message to everybody in the discussion. */
const spoken = limit("scenario-comment", 60, 600);

/** Counts one comment of this person. @throws too_many with the time to wait */
export async function takeTurn(actor: Actor): Promise<void> {
  const seconds = await spoken.take(actor.personId);
  if (seconds > 0) throw refuse("too_many", "comment.tooMany", { minutes: Math.ceil(seconds / 60), seconds });
}
