import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { CommentView } from "~/domain/comment/schema";
import { Said } from "./said";

function drawn(over: Partial<CommentView>): string {
  const comment: CommentView = {
    id: "1",
    author: { id: "a", name: "Claire Delmas" },
    body: "Bonjour",
    mentioned: [],
    at: "2012-10-10T07:00:00.000Z",
    edited: false,
    mine: false,
    ...over,
  };
  return renderToStaticMarkup(<Said comment={comment} />);
}
const named = (...names: string[]) => names.map((name) => ({ id: name, name }));

test.each([
  ["Jean-Pierre D’Arc", "@Jean-Pierre D’Arc"],
  ["A. (dit) B+C?", "@A. (dit) B+C?"],
  ["Zoé \\ $& [x]", "@Zoé \\ $&amp; [x]"],
])("%s is set off where the words call them", (name, shown) => {
  const html = drawn({ body: `Voir @${name}, merci`, mentioned: named(name) });
  expect(html).toContain(`Voir <strong class="ep-call">${shown}</strong>, merci`);
});

test("of two names that begin alike the whole one is set off; who is called beside the words stands below", () => {
  const html = drawn({ body: "@Anne Roux-Lévy", mentioned: named("Anne Roux", "Anne Roux-Lévy", "Paul Petit") });
  expect(html).toContain(`<strong class="ep-call">@Anne Roux-Lévy</strong>`);
  expect(html).toContain("Pour Anne Roux, Paul Petit");
});

test("what is said is text, whatever it looks like", () => {
  expect(drawn({ body: "<img src=x onerror=alert(1)>" })).toContain("&lt;img src=x");
});

test("only its author finds a way to change it; what is withdrawn has none", () => {
  expect(drawn({})).not.toContain("<form");
  expect(drawn({ body: null, mine: true })).toBe(`<li class="ep-said ep-said--withdrawn">Commentaire retiré</li>`);
});
