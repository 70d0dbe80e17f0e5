import type { Actor } from "../actor";
import { definePolicy } from "../authorize";

export const notificationPolicy = definePolicy({
  /** One's own messages, and nobody else's. */
  "notification.read": (actor: Actor, message: { toPersonId: string | null }) => message.toPersonId === actor.personId,
});
