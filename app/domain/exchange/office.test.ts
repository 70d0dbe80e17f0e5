import {
  bullets,
  cell,
  doc,
  heading,
  hostile,
  image,
  item,
  link,
  numbers,
  p,
  payloads,
  phase,
  planFor,
  quote,
  row,
  table,
  text,
} from "@tests/support/exchange";
import { strFromU8, unzipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { toDocx } from "./docx.server";
import { toOdt } from "./odt.server";
import type { Picture } from "./tree";

// Whole files are written here, with fonts and packages.
vi.setConfig({ testTimeout: 60_000 });
const at = new Date("2012-10-10T07:00:00Z");
const page = "Page {page} sur {pages}";
const partsOf = (file: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const odt = (document: unknown, over = {}) => partsOf(toOdt(planFor(document, over), at, page));
const docx = async (document: unknown, over = {}) => partsOf(await toDocx(planFor(document, over), page));

/** Names of the elements of an XML text. @throws where it is not well formed */
function elementsOf(xml: string): Set<string> {
  const names = new Set<string>();
  const open: string[] = [];
  const bare = xml
    .replace(/<\?xml[^>]*\?>/, "")
    .replace(/<([^\s<>/]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|<\/([^\s<>]+)>/g, (_, name, _rest, empty, end) => {
      if (end) {
        if (open.pop() !== end) throw new Error(`</${end}> closes nothing`);
      } else {
        names.add(name);
        if (!empty) open.push(name);
      }
      return "";
    });
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  if (/[<>]|&(?!(#\d+|#x[\da-f]+|amp|lt|gt|quot|apos);)/i.test(bare)) throw new Error("a bare sign");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 takes none of these.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(xml))
    throw new Error("a sign no XML takes");
  return names;
}

const picture: Picture = { type: "image/png", bytes: new Uint8Array([1, 2, 3]), width: 1_200, height: 600 };
const whole = doc(
  heading(2, "Titre"),
  p(text("ici", link("https://exemple.fr/?a=1&b=2"), "bold"), "  deux  espaces"),
  phase(
    { title: "Découvrir", minutes: 10 },
    p("On lit."),
    numbers(4, item(p("a"), table(row(cell("dans une liste")))), item(p("b"))),
  ),
  quote(bullets(item(p("c")), item(p("d"), bullets(item(p("e")))))),
  table(
    row(cell("x", { colspan: 2 }, "tableHeader"), cell("y", {}, "tableHeader")),
    row(cell("1", { rowspan: 2 }), cell("2"), cell("3")),
    row(cell("4"), cell("5")),
  ),
  image("Le graphique", "Relevés"),
);

test.each(payloads)("%j stays words in ODT and DOCX", async (payload) => {
  const [open, word] = [odt(hostile(payload)), await docx(hostile(payload))];
  for (const [name, xml] of [...Object.entries(open), ...Object.entries(word)].filter(([name]) =>
    /\.(xml|rels)$/.test(name),
  )) {
    const elements = [...elementsOf(xml)];
    expect(
      elements.filter((one) => /script|object|applet|plugin|iframe|event|macro/i.test(one)),
      name,
    ).toEqual([]);
    for (const [, address = ""] of xml.matchAll(/xlink:href="([^"]*)"|TargetMode="External"[^>]*/g))
      if (address) expect(address).toMatch(/^(https:|mailto:|Pictures\/)/);
    for (const [relation] of xml.matchAll(/<Relationship [^>]*TargetMode="External"[^>]*>/g))
      expect(relation).toMatch(/ Target="(https:|mailto:)/);
    for (const [, instruction = ""] of xml.matchAll(/<w:instrText[^>]*>([^<]*)</g))
      expect(instruction).toMatch(/^(PAGE|NUMPAGES)$/);
  }
});

test("an ODT says what it is before anything is unpacked, and holds what it lists", () => {
  const file = toOdt(planFor(whole, { picture: () => ({ picture, url: "" }) }), at, page);
  expect(strFromU8(file.subarray(30, 38))).toBe("mimetype");
  expect(strFromU8(file.subarray(38, 77))).toBe("application/vnd.oasis.opendocument.text");
  const parts = partsOf(file);
  const listed = [...(parts["META-INF/manifest.xml"] ?? "").matchAll(/full-path="([^"/][^"]*)"/g)].map(
    ([, path]) => path,
  );
  expect(listed.sort()).toEqual(
    Object.keys(parts)
      .filter((name) => !/^(mimetype|META-INF\/)/.test(name))
      .sort(),
  );
  for (const [name, xml] of Object.entries(parts)) if (name.endsWith(".xml")) elementsOf(xml);
});

test("an ODT keeps levels, links, lists, spans and words of pictures", () => {
  const { "content.xml": content = "" } = odt(whole, { picture: () => ({ picture, url: "" }) });
  expect(content).toContain('<text:h text:style-name="Heading_20_2" text:outline-level="2">Titre</text:h>');
  expect(content).toContain('xlink:href="https://exemple.fr/?a=1&#38;b=2"');
  expect(content).toContain('<text:s text:c="2"/>deux<text:s text:c="2"/>espaces');
  expect(content).toContain('<text:list-item text:start-value="4">');
  expect(content).toContain('table:number-columns-spanned="2"');
  // Each row covers its three columns.
  const rows = content
    .split("<table:table-row>")
    .slice(1)
    .filter((line) => line.includes("number-") || line.includes("covered"));
  expect(
    rows.map((line) => line.split("</table:table-row>")[0]?.match(/<table:(covered-)?table-cell/g)?.length),
  ).toEqual([3, 3, 3]);
  expect(content).toContain('svg:width="17.00cm" svg:height="8.50cm"');
  expect(content).toContain("<svg:title>Le graphique</svg:title>");
  // A list takes no table.
  expect(content).not.toMatch(/<text:list-item[^>]*>(?:(?!<\/text:list-item>).)*<table:table>/s);
});

test("a DOCX keeps levels, links, lists, spans, its language and words of pictures", async () => {
  const parts = await docx(whole, { picture: () => ({ picture, url: "" }) });
  const { "word/document.xml": content = "", "word/_rels/document.xml.rels": relations = "" } = parts;
  expect(content).toContain('<w:pStyle w:val="Heading1"/>');
  expect(content).toContain('<w:pStyle w:val="Heading2"/>');
  expect(relations).toMatch(/Target="https:\/\/exemple\.fr\/\?a=1&amp;b=2" TargetMode="External"/);
  expect(content).toContain('<w:gridSpan w:val="2"/>');
  expect(content.match(/<w:vMerge w:val="(restart|continue)"\/>/g)).toEqual([
    '<w:vMerge w:val="restart"/>',
    '<w:vMerge w:val="continue"/>',
  ]);
  expect(content).toContain("<w:tblHeader/>");
  expect(content).toMatch(/<wp:docPr [^>]*descr="Le graphique"/);
  expect(parts["word/numbering.xml"]).toContain('<w:start w:val="4"/>');
  expect(parts["word/styles.xml"]).toContain('<w:lang w:val="fr-FR"/>');
  // A cell ends with a paragraph, or Word calls the file damaged.
  expect(content.match(/<\/w:tbl><\/w:tc>/)).toBeNull();
});
