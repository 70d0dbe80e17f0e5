import { logger } from "~/platform/logger.server";
import type { LiveDocument } from "./live-document.server";
import type { LiveDocuments } from "./live-documents.server";
import { movePresence } from "./presence";
import { end, type Io } from "./sockets";

type Room = { io: Io; documents: LiveDocuments };

/**
 * Replaces a copy that a bad frame was half applied to by what the log says. The people connected stay so; what one of them
 * sends before it is there is answered `not_joined`, and joining again finds it.
 */
export async function renew({ io, documents }: Room, broken: LiveDocument): Promise<void> {
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
