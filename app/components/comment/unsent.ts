import type { CommentIntent, ThreadView } from "~/domain/comment/schema";
import type { Anchor } from "~/editor/anchors";

/**
 * What was typed and not sent, by form: a card goes when somebody resolves its discussion or other ones are asked for, and
 * the words must be there when it comes back. For as long as the page is open, and never on the disk.
 */
export type Unsent = {
  /** Empty where there is nothing. */
  of: (key: string) => string;
  keep: (key: string, words: string) => void;
};

export function unsentWords(): Unsent {
  const kept = new Map<string, string>();
  return {
    of: (key) => kept.get(key) ?? "",
    keep: (key, words) => void (words.trim() === "" ? kept.delete(key) : kept.set(key, words)),
  };
}

type About = { threadId?: string | string[]; commentId?: string | string[] };
/** Which form the words are of: a discussion has one answer at a time, a comment one change. */
export const unsentKey = (intent: CommentIntent, { threadId, commentId }: About) =>
  `${intent} ${intent === "answer" ? threadId : commentId}`;

/** Whether somebody is answering in a discussion, or changing what they said there. */
export function isUnfinished(unsent: Unsent, { id, comments }: Pick<ThreadView, "id" | "comments">): boolean {
  if (unsent.of(unsentKey("answer", { threadId: id }))) return true;
  return comments.some((comment) => unsent.of(unsentKey("amend", { commentId: comment.id })) !== "");
}

/** A discussion that is being begun; without an anchor it is about the whole scenario. */
export type Draft = { threadId: string; commentId: string; anchor: Anchor | null };

/**
 * The drafts once another is wanted, that one last: the one of the same passage is found again, those with words stay, the
 * others go.
 */
export function withDraft(drafts: readonly Draft[], wanted: Draft, unsent: Unsent): Draft[] {
  const place = placeOf(wanted);
  const known = drafts.find((draft) => placeOf(draft) === place) ?? wanted;
  return [...drafts.filter((draft) => draft !== known && unsent.of(unsentKey("begin", draft)) !== ""), known];
}

const placeOf = ({ anchor }: Draft) => (anchor ? `${anchor.starts} ${anchor.ends}` : "");
