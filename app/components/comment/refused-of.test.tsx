import { drawn } from "@tests/support/drawn";
import { expect, test } from "vitest";
import type { Refused } from "~/components/ui/refused";
import type { PlacedDiscussion } from "~/domain/comment/schema";
import { CommentList } from "./comment-list";
import { aboutCalls } from "./refused-of";

const at = "2012-10-10T07:00:00.000Z";
const said = { author: { id: "a", name: "Claire Delmas" }, mentioned: [], at, edited: false, mine: true };
const nowhere = { starts: null, ends: null, quote: "", before: "", after: "", tells: 0, from: null, gone: false };

function thread(id: string, over: { resolved?: boolean; mayResolve?: boolean; body?: string | null } = {}) {
  const { resolved = false, mayResolve = true, body = "Lequel ?" } = over;
  return {
    ...{ ...nowhere, id, anchor: "SCENARIO" as const, at },
    resolved: resolved ? { at, by: "Paul Petit" } : null,
    can: { resolve: mayResolve },
    comments: [{ ...said, id: `said-${id}`, body }],
  };
}
const refused = (values: Record<string, string>): Refused => ({
  refusal: { code: "conflict", key: "comment.notFound", facts: {}, field: null },
  fields: {},
  values,
});

/** What stands between the head of that card and the next one. */
async function page(answer: Refused, ...threads: ReturnType<typeof thread>[]) {
  const discussion: PlacedDiscussion = {
    ...{ threads, people: [], ids: { threadId: "new", commentId: "new-said" } },
    answers: Object.fromEntries(threads.map(({ id }) => [id, `answer-${id}`])),
  };
  const html = await drawn(<CommentList scenarioId="s" discussion={discussion} refused={answer} />);
  const cards = html.split("<article").slice(1);
  return {
    html,
    alerts: cards.map((card) => card.split("</article>")[0]?.split("Ce commentaire est introuvable").length),
  };
}

test.each(["resolve", "reopen"])("« %s » refused is said by its own form and by no other", async (intent) => {
  const resolved = intent === "reopen";
  const threads = [thread("one", { resolved }), thread("two", { resolved })];
  expect((await page(refused({ intent, threadId: "two" }), ...threads)).alerts).toEqual([1, 2]);
});

test("taking back refused is said where it was asked, unfolded", async () => {
  const { html, alerts } = await page(
    refused({ intent: "withdraw", commentId: "said-two" }),
    thread("one"),
    thread("two"),
  );
  expect(alerts).toEqual([1, 2]);
  expect(html.split(`<details class="ep-said__change" open=""`)).toHaveLength(2);
});

test.each([
  ["settled by another meanwhile", "resolve", { resolved: true }],
  ["no longer theirs to settle", "resolve", { mayResolve: false }],
  ["opened again by another meanwhile", "reopen", {}],
])("%s: the refusal stays in the card whose form is gone", async (_what, intent, over) => {
  expect((await page(refused({ intent, threadId: "one" }), thread("one", over))).alerts).toEqual([2]);
});

test("too many people called beside the text are refused in words", () => {
  const fields = { mention: "comment.mentionsTooMany" };
  const general = { ...refused({}), fields, refusal: { ...refused({}).refusal, key: "common.invalidForm" } };
  expect(aboutCalls(general).refusal.key).toBe("comment.mentionsTooMany");
  const other = { ...general, fields: { body: "comment.bodyTooLong" } };
  expect(aboutCalls(other)).toBe(other);
});

test("an answer refused while another settles the discussion keeps its words", async () => {
  const answer = refused({ intent: "answer", threadId: "one", body: "Celui des températures" });
  const { html, alerts } = await page(answer, thread("one", { resolved: true }));
  expect(alerts).toEqual([2]);
  expect(html).toContain("Celui des températures</textarea>");
});

test("a comment taken back meanwhile says why it was not changed; what is nowhere is said above", async () => {
  const amended = refused({ intent: "amend", commentId: "said-one" });
  expect((await page(amended, thread("one", { body: null }))).alerts).toEqual([2]);
  const { html, alerts } = await page(refused({ intent: "answer", threadId: "lost" }), thread("one"));
  expect(alerts).toEqual([1]);
  expect(html).toContain("Ce commentaire est introuvable");
});
