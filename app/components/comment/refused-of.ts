import { isRefused, type Refused } from "~/components/ui/refused";
import type { CommentIntent, ThreadView } from "~/domain/comment/schema";

type About = { threadId?: string | string[]; commentId?: string | string[] };

const ofComment: readonly string[] = ["amend", "withdraw"] satisfies CommentIntent[];

/** What a page was refused, where it is about this thing: a page has many forms of one intent. */
export function refusedOf(answered: unknown, intents: readonly CommentIntent[], about: About): Refused | undefined {
  if (!isRefused(answered)) return undefined;
  const { intent = "", threadId, commentId } = answered.values;
  if (!intents.some((one) => one === intent)) return undefined;
  const same = ofComment.includes(intent) ? commentId === about.commentId : threadId === about.threadId;
  return intent === "begin" || same ? answered : undefined;
}

/** What was refused about something that the page no longer shows: it is said above the discussions. */
export function refusedElsewhere(answered: unknown, threads: readonly ThreadView[]): Refused | undefined {
  if (!isRefused(answered) || answered.values.intent === "begin") return undefined;
  const { intent = "", threadId, commentId } = answered.values;
  const shown = threads.some(({ id, comments }) =>
    ofComment.includes(intent) ? comments.some((comment) => comment.id === commentId) : id === threadId,
  );
  return shown ? undefined : answered;
}

/** Beside the text one calls in the words themselves: what is wrong with a call has no box to stand at, and heads the form. */
export function aboutCalls(refused: Refused): Refused {
  const { mention: key } = refused.fields;
  return key === undefined ? refused : { ...refused, refusal: { ...refused.refusal, key } };
}
