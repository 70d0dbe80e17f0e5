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
import { PNG } from "pngjs";
import { expect, test, vi } from "vitest";
import { translator } from "~/i18n/catalogue";
import { toPdf } from "./pdf.server";
import type { Picture } from "./tree";

// Whole files are written here, with fonts and packages.
vi.setConfig({ testTimeout: 60_000 });
const at = new Date("2012-10-10T07:00:00Z");
const render = async (document: unknown, over = {}) =>
  (await toPdf(planFor(document, over), at, translator("fr"))).toString("latin1");
const count = (file: string, tag: string) => file.split(`/S /${tag}\n`).length - 1;

function aPng(width = 40, height = 20): Picture {
  const png = new PNG({ width, height });
  png.data.fill(120);
  return { type: "image/png", bytes: new Uint8Array(PNG.sync.write(png)), width, height };
}

test("every block is an element of the structure, in a file that claims PDF/UA", async () => {
  const file = await render(
    doc(
      heading(2, "Titre"),
      p("Un ", text("lien", link("https://exemple.fr/")), " et ", text("du gras", "bold")),
      phase({ title: "Découvrir" }, numbers(1, item(p("a")), item(p("b"), bullets(item(p("c")))))),
      quote(p("dit")),
      table(row(cell("x", { colspan: 2 }, "tableHeader")), row(cell("1", { rowspan: 2 }), cell("2")), row(cell("3"))),
      image("Le graphique", "Relevés"),
    ),
    { picture: () => ({ picture: aPng(), url: "" }) },
  );
  const tags = ["Document", "H1", "H2", "L", "LI", "Lbl", "LBody", "BlockQuote", "Link", "Caption", "Figure"];
  // Two figures: the code back to the record, and the picture. Two tables: this one, and the sums.
  expect(Object.fromEntries(tags.map((tag) => [tag, count(file, tag)]))).toEqual({
    Document: 1,
    H1: 1,
    H2: 3,
    L: 2,
    LI: 3,
    Lbl: 3,
    LBody: 3,
    BlockQuote: 1,
    Link: 1,
    Caption: 1,
    Figure: 2,
  });
  expect([count(file, "Table"), count(file, "TR"), count(file, "TH"), count(file, "TD")]).toEqual([2, 6, 5, 5]);
  expect(file).toContain("/ColSpan 2");
  expect(file).toContain("/RowSpan 2");
  expect(file).toContain("/ListNumbering /Decimal");
  expect(file).toContain("pdfuaid:part");
  expect(file).not.toMatch(/\/BaseFont \/Helvetica/);
});

test("text goes on over pages, and a row higher than a page is cut between its lines", async () => {
  const long = "Les élèves relèvent les températures et choisissent un graphique. ".repeat(120);
  const file = await render(
    doc(p(long), table(row(cell("a"), cell(long)), row(cell(long, { rowspan: 2 }), cell("b")), row(cell("c")))),
  );
  expect(file.split("/Type /Page\n").length - 1).toBeGreaterThan(6);
  expect(count(file, "TR")).toBe(3 + 3);
});

test.each(payloads)("%j acts on nothing in a PDF", async (payload) => {
  const file = await render(hostile(payload));
  for (const [, address = ""] of file.matchAll(/\/URI \(((?:\\.|[^\\)])*)\)/g))
    expect(address).toMatch(/^(https:|mailto:)/);
  // Outside of texts and of packed streams.
  const bare = file.replace(/stream\r?\n[\s\S]*?endstream/g, "").replace(/\((?:\\[\s\S]|[^\\)])*\)/g, "()");
  expect(bare).not.toMatch(/\/(JS|JavaScript|Launch|SubmitForm|OpenAction|AA|EmbeddedFile|RichMedia)\b/);
});

test("a picture that does not unpack to what it promises leaves its words, and the process alive", async () => {
  const whole = aPng(64, 64);
  const torn = { ...whole, bytes: whole.bytes.slice(0, whole.bytes.length - 40) };
  const noisy = { ...whole, bytes: whole.bytes.map((byte, index) => (index > 50 && index < 70 ? byte ^ 0x5a : byte)) };
  const large = { ...whole, bytes: whole.bytes.map((byte, index) => (index >= 16 && index < 24 ? 0x7f : byte)) };
  const notOne = { ...whole, type: "image/webp" as const, bytes: new Uint8Array([82, 73, 70, 70]) };
  for (const picture of [torn, noisy, large, notOne]) {
    const file = await render(doc(image("Le graphique")), { picture: () => ({ picture, url: "" }) });
    expect(count(file, "Figure")).toBe(1);
  }
  expect(count(await render(doc(image("x")), { picture: () => ({ picture: whole, url: "" }) }), "Figure")).toBe(2);
});
