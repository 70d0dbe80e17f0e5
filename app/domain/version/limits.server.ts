import { type Limit, limit } from "~/platform/limits.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";

const HOUR = 3_600;
/** Each is a whole text, kept for ever. */
const named = limit("version-name", 30, HOUR);
/** Each holds back everybody who writes in the scenario while it is made. */
const restored = limit("version-restore", 20, HOUR);

/** Counts one version named by this person. @throws too_many with the time to wait */
export const takeNaming = (actor: Actor) => take(named, actor);
/** Counts one text brought back by this person. @throws too_many with the time to wait */
export const takeRestoring = (actor: Actor) => take(restored, actor);

async function take(counter: Limit, { personId }: Actor): Promise<void> {
  const seconds = await counter.take(personId);
  if (seconds > 0) throw refuse("too_many", "version.tooMany", { minutes: Math.ceil(seconds / 60), seconds });
}
