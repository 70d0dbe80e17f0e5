import type { Dialect } from "./dialect";

/** The floor: an update is a frame, its document is the path, and nobody acknowledges. */
export const bareWs: Dialect = {
  address: (origin, document) => `${origin}/${document}`,
  join: async () => undefined,
  frames: (_member, update) => [Buffer.from(update)],
  decode: (update) => ({ kind: "update", update }),
  text: () => null,
  acknowledges: false,
};
