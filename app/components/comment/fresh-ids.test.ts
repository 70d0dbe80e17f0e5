import { expect, test } from "vitest";
import type { ThreadView } from "~/domain/comment/schema";
import { nextIds } from "./fresh-ids";

const thread = (...ids: string[]) => [{ comments: ids.map((id) => ({ id })) } as ThreadView];
const ids = (commentId: string) => ({ threadId: commentId, commentId });

test("a form keeps its ids through each drawing of the page until its comment is there, then takes new ones", () => {
  const held = ids("a");
  expect(nextIds(held, ids("b"), thread("other"))).toBe(held);
  expect(nextIds(held, ids("b"), thread("other", "a"))).toEqual(ids("b"));
});

test("a form whose comment is there and who is given nothing new waits for it", () => {
  const held = ids("a");
  expect(nextIds(held, ids("a"), thread("a"))).toBe(held);
});
