import type { Actor } from "../actor";

/** Messages to the actor that are queued and have not left yet, plus none read: thin until messages have a page. */
export async function countUnread(_actor: Actor): Promise<number> {
  return 0;
}
