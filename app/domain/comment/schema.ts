import { z } from "zod";
import { anchorLimits, isPosition } from "~/editor/anchors";
import { typedText } from "../typed-text";

/** Told to every process when a discussion has changed; the payload is the id of the scenario. */
export const commentChannel = "scenario_comment";

/** Characters of one comment, people it may call, and what one scenario may hold. */
export const commentLimits = { body: 2_000, mentions: 10, threads: 500, comments: 2_000 } as const;

const body = typedText(commentLimits.body, "comment.bodyTooLong", "comment.bodyRequired");
/** One name, several, or none. */
const mention = z
  .preprocess(
    (given) => [given ?? []].flat().filter((one) => one !== ""),
    z.array(z.uuid("comment.mentionUnknown")).max(commentLimits.mentions, "comment.mentionsTooMany"),
  )
  .transform((ids) => [...new Set(ids)]);

// Not typed but read in the text: spaces at their ends tell where they stood. PostgreSQL keeps no NUL.
const plain = z.string().transform((text) => text.replace(/\r\n?/g, "\n").replaceAll("\0", ""));
const words = (most: number) => plain.pipe(z.string().max(most)).default("");
const tells = z.coerce.number().int().min(0).max(15).catch(0);
const position = z.string().max(4 * anchorLimits.position);

const anchors = z.discriminatedUnion("anchor", [
  z.object({ anchor: z.literal("SCENARIO") }),
  z.object({
    anchor: z.literal("TEXT"),
    starts: position.refine((given) => isPosition(given, "character"), "comment.placeInvalid"),
    ends: position.refine((given) => isPosition(given, "character"), "comment.placeInvalid"),
    quote: words(anchorLimits.quote).refine((quote) => quote.trim() !== "", "comment.placeInvalid"),
    before: words(anchorLimits.around),
    after: words(anchorLimits.around),
    tells,
  }),
  z.object({
    anchor: z.literal("BLOCK"),
    starts: position.refine((given) => isPosition(given, "block"), "comment.placeInvalid"),
    quote: words(anchorLimits.quote),
    before: words(anchorLimits.around),
    after: words(anchorLimits.around),
    tells,
  }),
]);

/** The ids are made by whoever writes: the same form sent twice makes one comment. */
const made = { threadId: z.uuid(), commentId: z.uuid() };

/** What may be done to the discussions of a scenario, by the `intent` of the form. */
export const CommentForms = {
  begin: z.object({ ...made, body, mention }).and(anchors),
  answer: z.object({ ...made, body, mention }),
  amend: z.object({ commentId: z.uuid(), body, mention }),
  withdraw: z.object({ commentId: z.uuid() }),
  resolve: z.object({ threadId: z.uuid() }),
  reopen: z.object({ threadId: z.uuid() }),
};

type Forms = typeof CommentForms;
export type CommentIntent = keyof Forms;
export type CommentInput<I extends CommentIntent> = z.output<Forms[I]>;
/** One of them, as `parseForm` gives it. */
export type CommentDeed = { [I in CommentIntent]: { intent: I; value: CommentInput<I> } }[CommentIntent];

export type Named = { id: string; name: string };

/** `at` and the like: ISO instants, the same in a page and in the answer to a script. */
export type CommentView = {
  id: string;
  author: Named;
  /** Null once it is withdrawn. */
  body: string | null;
  mentioned: Named[];
  at: string;
  edited: boolean;
  mine: boolean;
};

export type ThreadView = {
  id: string;
  anchor: "SCENARIO" | "TEXT" | "BLOCK";
  /** Positions in base64, as `placeOf` reads them. */
  starts: string | null;
  ends: string | null;
  quote: string;
  before: string;
  after: string;
  tells: number;
  at: string;
  resolved: { at: string; by: string } | null;
  can: { resolve: boolean };
  comments: CommentView[];
};

/** `people`: whom the actor may call, herself left out. */
export type Discussion = { threads: ThreadView[]; people: Named[] };

/** Where a thread stands in the text; `gone`: what it pointed at is no longer there. */
export type Placed = { from: number | null; gone: boolean };

/** For a page without JavaScript: in the order of the text, with new ids for its forms (answers by thread). */
export type PlacedDiscussion = {
  threads: (ThreadView & Placed)[];
  people: Named[];
  ids: { threadId: string; commentId: string };
  answers: Record<string, string>;
};
