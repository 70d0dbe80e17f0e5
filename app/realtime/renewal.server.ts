import { logger } from "~/platform/logger.server";
import type { LiveDocument } from "./live-document.server";
import { movePresence } from "./presence";
import type { Room } from "./scenario-room.server";
import { end } from "./sockets";

/**
 * Replaces a copy that a bad frame was half applied to by what the log says. The people connected stay so; what one of them
 * sends before it is there is answered `not_joined`, and joining again finds it.
 */
export async function renew({ io, documents }: Pick<Room, "io" | "documents">, broken: LiveDocument): Promise<void> {
  const theirs = () => [...io.of("/").sockets.values()].filter(({ data }) => data.joined?.live === broken);
  try {
    const fresh = await documents.renew(broken);
    movePresence(broken, fresh);
    for (const { data } of theirs()) if (data.joined) data.joined = { ...data.joined, live: fresh };
  } catch (error) {
    logger.error({ err: error, scenarioId: broken.scenarioId }, "a scenario could not be read anew");
    for (const socket of theirs()) end(socket, "reload");
  }
}
