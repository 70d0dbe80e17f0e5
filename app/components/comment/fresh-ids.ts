import { useState } from "react";
import type { ThreadView } from "~/domain/comment/schema";

/**
 * The ids a form sends: each drawing of a page brings new ones, and the form keeps its first until the comment they made is
 * in the discussion. Pressed again meanwhile it sends the same comment; drawn again meanwhile it keeps its words.
 */
export function useFreshIds<T extends { commentId: string }>(given: T, threads: readonly ThreadView[]): T {
  const [ids, setIds] = useState(given);
  const next = nextIds(ids, given, threads);
  if (next !== ids) setIds(next);
  return next;
}

export function nextIds<T extends { commentId: string }>(held: T, given: T, threads: readonly ThreadView[]): T {
  const sent = threads.some(({ comments }) => comments.some(({ id }) => id === held.commentId));
  return sent && given.commentId !== held.commentId ? given : held;
}
