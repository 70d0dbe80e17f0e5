import {
  cell,
  doc,
  hostile,
  image,
  link,
  p,
  payloads,
  phase,
  planFor,
  row,
  table,
  text,
} from "@tests/support/exchange";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { toHtml } from "./html";
import { toMarkdown } from "./markdown";

const html = (document: unknown) => toHtml(planFor(document), "<svg></svg>");

/** Tags and attributes of a page, read as a browser's tokenizer does for well-formed quoting. */
function tagsOf(page: string): { name: string; attributes: Record<string, string> }[] {
  return [...page.matchAll(/<([a-z][\w:-]*)((?:\s+[^\s=>"']+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = "", rest = ""]) => ({
      name: name.toLowerCase(),
      attributes: Object.fromEntries(
        [...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key, value]),
      ),
    }),
  );
}
const allowed = new Set(
  "html head meta title style body main header div h1 h2 h3 h4 h5 p svg section strong em u s code a pre ul ol li blockquote table thead tbody tfoot tr th td figure img figcaption footer hr br".split(
    " ",
  ),
);

test.each(payloads)("%j gives no script, no handler and no address of its own in a page", (payload) => {
  const page = html(hostile(payload));
  const tags = tagsOf(page);
  expect(tags.filter(({ name }) => !allowed.has(name))).toEqual([]);
  // Every « < » is one of those tags, or closes one.
  const signs = page.replace(/<\/[a-z0-9]+>|<!doctype html>/g, "").split("<").length - 1;
  expect(signs).toBe(tags.length);
  for (const { attributes } of tags) {
    expect(Object.keys(attributes).filter((name) => /^on|^srcdoc|^style|^formaction/i.test(name))).toEqual([]);
    if ("href" in attributes) expect(attributes.href).toMatch(/^(https:|mailto:)/);
    if ("src" in attributes) expect(attributes.src).toMatch(/^data:image\//);
  }
});

test("a page says its language and title, and holds its pictures", () => {
  const picture = { type: "image/png" as const, bytes: new Uint8Array([1, 2, 3]), width: 4, height: 5 };
  const plan = planFor(doc(image('Le "graphique"', "Relevés"), p(text("ici", link("https://exemple.fr/?a=1&b=2")))), {
    picture: () => ({ picture, url: "https://x.example" }),
  });
  const page = toHtml(plan, "<svg></svg>");
  expect(page).toContain('<html lang="fr">');
  expect(page).toContain("<title>Lire un graphique</title>");
  expect(page).toContain('<img src="data:image/png;base64,AQID" width="4" height="5" alt="Le &#34;graphique&#34;">');
  expect(page).toContain("<figcaption>Relevés</figcaption>");
  expect(page).toContain('<a href="https://exemple.fr/?a=1&#38;b=2"');
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script|<link|@import|url\(/);
});

test("a page keeps spans and header cells", () => {
  const page = html(doc(table(row(cell("a", { colspan: 2 }, "tableHeader")), row(cell("b"), cell("c")))));
  expect(page).toContain('<th scope="col" colspan="2"><p>a</p></th>');
  expect(page).toContain("<tr><td><p>b</p></td><td><p>c</p></td></tr>");
});

test("the lines of a phase and the sums stand in both", () => {
  const document = doc(phase({ title: "Découvrir", minutes: 12, place: "CDI" }, p("On lit.")));
  expect(html(document)).toContain('<h2>Découvrir</h2>\n<p class="facts">12 min · CDI</p>');
  const read = new MarkdownIt({ html: false }).render(toMarkdown(planFor(document)));
  expect(read).toContain("<h2>Découvrir</h2>\n<p><em>12 min · CDI</em></p>\n<p>On lit.</p>");
  expect(read).toContain("<td>Total</td>\n<td>10 min</td>");
});
