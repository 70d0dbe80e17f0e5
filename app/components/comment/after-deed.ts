import type { CommentIntent, ThreadView } from "~/domain/comment/schema";
import type { About } from "./around";

/**
 * The ids of elements where the focus may go after a deed, the best one first: its form is gone with the words in it, and
 * with a discussion that is settled or opened again its whole card. Null: whoever opened the form takes care of it.
 */
export function focusAfter(
  intent: CommentIntent,
  { threadId, commentId }: About,
  threads: readonly ThreadView[],
  title: string,
): string[] | null {
  if (intent === "begin") return null;
  if (intent === "resolve" || intent === "reopen") return [title];
  const thread = threads.find(({ id, comments }) => id === threadId || comments.some((one) => one.id === commentId));
  return thread ? [`fil-${thread.id}`, title] : [title];
}

/** The same words twice are two announcements: a screen reader reads a region that has changed. */
export const saidAgain = (before: string, words: string): string => (before === words ? `${words}\u00a0` : words);
