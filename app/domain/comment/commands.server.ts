import type { Actor } from "../actor";
import { amendComment, reopenThread, resolveThread, withdrawComment } from "./commands/change.server";
import { answerThread, beginThread } from "./commands/say.server";
import type { CommentDeed } from "./schema";

/** One form about the discussions of a scenario, whichever page or script it came from. @throws as each of them */
export async function discuss(actor: Actor, scenarioId: string, deed: CommentDeed): Promise<void> {
  switch (deed.intent) {
    case "begin":
      return beginThread(actor, scenarioId, deed.value);
    case "answer":
      return answerThread(actor, scenarioId, deed.value);
    case "amend":
      return amendComment(actor, scenarioId, deed.value);
    case "withdraw":
      return withdrawComment(actor, scenarioId, deed.value);
    case "resolve":
      return resolveThread(actor, scenarioId, deed.value);
    case "reopen":
      return reopenThread(actor, scenarioId, deed.value);
  }
}
