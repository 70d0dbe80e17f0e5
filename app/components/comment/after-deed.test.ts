import { expect, test } from "vitest";
import type { CommentIntent, ThreadView } from "~/domain/comment/schema";
import { focusAfter, saidAgain } from "./after-deed";

const threads = [{ id: "t1", comments: [{ id: "c1" }] } as ThreadView];

test.each<[CommentIntent, Record<string, string>, string[] | null]>([
  ["begin", { threadId: "t1", commentId: "c1" }, null],
  ["answer", { threadId: "t1", commentId: "new" }, ["fil-t1", "title"]],
  ["amend", { commentId: "c1" }, ["fil-t1", "title"]],
  ["withdraw", { commentId: "c1" }, ["fil-t1", "title"]],
  ["withdraw", { commentId: "elsewhere" }, ["title"]],
  ["resolve", { threadId: "t1" }, ["title"]],
  ["reopen", { threadId: "t1" }, ["title"]],
])("after « %s » the focus goes where one goes on", (intent, about, places) => {
  expect(focusAfter(intent, about, threads, "title")).toEqual(places);
});

test("the same words said twice change the region each time", () => {
  let said = "";
  const heard = Array.from({ length: 3 }, () => {
    said = saidAgain(said, "Discussion résolue.");
    return said;
  });
  expect(heard[0]).not.toBe(heard[1]);
  expect(heard[1]).not.toBe(heard[2]);
});
