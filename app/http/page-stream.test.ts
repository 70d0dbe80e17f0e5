import { text } from "node:stream/consumers";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { pageStream } from "./page-stream.server";

const euros = "€".repeat(100);

test("a page of short texts in characters of several bytes has every one of them, and no zeros between", async () => {
  const lines = Array.from({ length: 400 }, (_, n) => createElement("p", { key: n }, euros));
  const html = await new Promise<string>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(createElement("div", null, lines), {
      onAllReady: () => void text(pipe(pageStream())).then(resolve, reject),
      onError: reject,
    });
  });
  expect(html).not.toContain("\u0000");
  expect(html.split(`<p>${euros}</p>`)).toHaveLength(401);
});
