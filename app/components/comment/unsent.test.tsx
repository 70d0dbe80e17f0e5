import { drawn } from "@tests/support/drawn";
import { expect, test } from "vitest";
import type { ThreadView } from "~/domain/comment/schema";
import { CommentsAround } from "./around";
import { ThreadCard } from "./thread-card";
import { type Draft, isUnfinished, unsentKey, unsentWords, withDraft } from "./unsent";

const at = "2012-10-10T07:00:00.000Z";
const said = {
  id: "c1",
  author: { id: "a", name: "Claire Delmas" },
  body: "Lequel ?",
  mentioned: [],
  at,
  edited: false,
};
const thread: ThreadView = {
  id: "t1",
  anchor: "SCENARIO",
  ...{ starts: null, ends: null, quote: "", before: "", after: "", tells: 0, at },
  resolved: null,
  can: { resolve: true },
  comments: [{ ...said, mine: true }],
};
const anchor = (starts: string) => ({ starts, ends: "z", quote: "mot", before: "", after: "", tells: 0 });
const draft = (id: string, starts: string | null): Draft => ({
  threadId: id,
  commentId: id,
  anchor: starts === null ? null : anchor(starts),
});

test("an answer half written is still there when somebody else resolves the discussion", async () => {
  const unsent = unsentWords();
  unsent.keep(unsentKey("answer", { threadId: "t1" }), "Celui des temp");
  const resolved = { ...thread, resolved: { at, by: "Paul Petit" } };
  const card = (words: typeof unsent) =>
    drawn(
      <CommentsAround value={{ scenarioId: "s", people: [], unsent: words, send: async () => ({ ok: true }) }}>
        <ThreadCard thread={resolved} gone={false} answerId="c2" />
      </CommentsAround>,
    );
  expect(await card(unsent)).toContain("Celui des temp</textarea>");
  expect(await card(unsent)).toContain("Votre réponse n’est pas envoyée");
  expect(await card(unsentWords())).not.toContain("Votre réponse");
});

test("a discussion is unfinished while one answers in it or changes what one said, until it is sent or erased", () => {
  for (const key of [unsentKey("answer", { threadId: "t1" }), unsentKey("amend", { commentId: "c1" })]) {
    const unsent = unsentWords();
    expect(isUnfinished(unsent, thread)).toBe(false);
    unsent.keep(key, "mot");
    expect(isUnfinished(unsent, thread)).toBe(true);
    unsent.keep(key, " \n");
    expect(isUnfinished(unsent, thread)).toBe(false);
  }
});

test("choosing another passage keeps a comment with words, and the same passage finds it again", () => {
  const unsent = unsentWords();
  const [one, two, whole] = [draft("1", "a"), draft("2", "b"), draft("3", null)];
  expect(withDraft([one], two, unsent)).toEqual([two]);
  unsent.keep(unsentKey("begin", one), "à moitié");
  expect(withDraft([one], two, unsent)).toEqual([one, two]);
  expect(withDraft([one, two], whole, unsent)).toEqual([one, whole]);
  expect(withDraft([one, whole], draft("4", "a"), unsent)).toEqual([one]);
});
