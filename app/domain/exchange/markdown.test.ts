import {
  bullets,
  cell,
  doc,
  heading,
  hostile,
  item,
  link,
  numbers,
  p,
  payloads,
  planFor,
  quote,
  row,
  table,
  text,
} from "@tests/support/exchange";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { toMarkdown } from "./markdown";

const reader = new MarkdownIt({ html: true, linkify: false });
const plain = new MarkdownIt({ html: true, linkify: true });
/** What stands between the head and the sums. */
const body = (...content: Parameters<typeof doc>) => {
  const written = toMarkdown(planFor(doc(...content)));
  return written.slice(written.indexOf("Équipe 1\n\n") + 10, written.indexOf("\n\n## Durées"));
};
const read = (...content: Parameters<typeof doc>) => reader.render(body(...content)).trim();

test("blocks of CommonMark", () => {
  expect(body(heading(2, "Titre"), p("Un ", text("mot", "bold"), " et ", text("deux", "italic")))).toBe(
    "## Titre\n\nUn **mot** et _deux_",
  );
  expect(body(bullets(item(p("a")), item(p("b"), bullets(item(p("c"))))))).toBe("- a\n- b\n  - c");
  expect(body(numbers(3, item(p("a"), p("suite")), item(p("b"))))).toBe("3. a\n\n   suite\n4. b");
  expect(body(bullets(item(p("a"), numbers(3, item(p("b"))))))).toBe("- a\n\n  3. b");
  expect(body(quote(p("dit"), p("encore")))).toBe("> dit\n>\n> encore");
  expect(body({ type: "codeBlock", content: [text("a\n```\n  b")] })).toBe("````\na\n```\n  b\n````");
  expect(body(p("a", { type: "hardBreak" }, "b"), p(text("là", link("https://exemple.fr/a b"))))).toBe(
    "a\\\nb\n\n[là](<https://exemple.fr/a%20b>)",
  );
});

test("tables of GFM, with an empty head where there is none", () => {
  expect(
    body(table(row(cell("a|b", {}, "tableHeader"), cell("c", {}, "tableHeader")), row(cell("d"), cell("e")))),
  ).toBe("| a\\|b | c |\n| --- | --- |\n| d | e |");
  expect(read(table(row(cell("a", { colspan: 2 })), row(cell("b"), cell("c"))))).toContain("<td>b</td>\n<td>c</td>");
});

test.each([
  "# titre",
  "- liste",
  "+ liste",
  "* liste",
  "1. liste",
  "12) liste",
  "> citation",
  "---",
  "===",
  "***",
  "```",
  "~~~",
  "    code",
  "a_b_c",
  "*pas* gras",
  "**pas**",
  "__pas__",
  "~~pas~~",
  "[a](b)",
  "![a](b)",
  "<b>",
  "&amp;",
  "&#60;",
  "\\",
  "a\\",
  "| a | b |",
  ":-- | --:",
  "a  b",
  "R&D",
  "5 * 3 * 2",
  "l'école",
  "#",
  "#a",
  "1986\\. Année",
  "www.exemple.fr",
  "a`b`c",
  "``",
  "!",
  "!a[b]",
  "\\*",
])("%j reads back as the same words", (words) => {
  for (const document of [
    doc(p(words)),
    doc(p("avant", { type: "hardBreak" }, words)),
    doc(bullets(item(p(words)))),
    doc(quote(p(words))),
  ])
    expect(wordsIn(document)).toContain(flat(words));
});

const flat = (words: string) => words.replace(/\s+/g, " ").trim();
/** The words of the page a reader makes of it. */
function wordsIn(document: ReturnType<typeof doc>): string {
  const page = reader.render(body(...(document.content ?? [])));
  const bare = page.replace(
    /<br>|<\/?(p|li|ul|ol|blockquote|em|strong|s|code|pre|h\d|a|td|th|tr|table|thead|tbody|hr)\b[^>]*>/g,
    " ",
  );
  expect(bare).not.toMatch(/<[a-z/!]/i);
  return flat(
    bare
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&"),
  );
}

const letters = fc.string({
  unit: fc.constantFrom(..."ab é*_`~[]()<>#&!|\\-+=.:1\"'«»😀 ".split(/(?:)/u)),
  minLength: 1,
  maxLength: 12,
});
const runs = fc.array(
  fc.record({
    words: letters,
    marks: fc.subarray(["bold", "italic", "strike", "code"]),
  }),
  { minLength: 1, maxLength: 5 },
);

test("any words, under any marks, read back as the same words", () => {
  const bare = (words: string) => words.replace(/\s+/g, "");
  fc.assert(
    fc.property(runs, (given) => {
      const content = given.map(({ words, marks }) => text(words, ...marks));
      const expected = bare(given.map(({ words }) => words).join(""));
      expect(bare(wordsIn(doc(p(...content))))).toBe(expected);
      expect(bare(wordsIn(doc(table(row({ type: "tableCell", content: [p(...content)] })))))).toBe(expected);
      expect(bare(wordsIn(doc(heading(2, "x"), bullets(item(p(...content))))))).toBe(`x${expected}`);
    }),
    { numRuns: Number(process.env.EXCHANGE_RUNS ?? 300) },
  );
}, 120_000);

test.each(payloads)("%j gives no active link and no markup in Markdown", (payload) => {
  const written = toMarkdown(planFor(hostile(payload)));
  for (const page of [reader.render(written), plain.render(written)]) {
    const tags = [...page.matchAll(/<([a-z][\w-]*)/gi)].map(([, name = ""]) => name.toLowerCase());
    expect(
      tags.filter(
        (name) =>
          !/^(h\d|p|em|strong|s|a|code|pre|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|img|br|hr)$/.test(name),
      ),
    ).toEqual([]);
    expect(page.replace(/="[^"]*"/g, "")).not.toMatch(/<[^>]*\son\w+/i);
    for (const [, address = ""] of page.matchAll(/(?:href|src)="([^"]*)"/g))
      expect(address).toMatch(/^(https?:|mailto:)/);
  }
});
