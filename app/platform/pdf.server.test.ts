import { expect, test } from "vitest";
import { type PdfBlock, renderPdf } from "./pdf.server";

const render = async (blocks: PdfBlock[], title = "État n° 1") => {
  const pageLabel = (page: number, pages: number) => `Page ${page} sur ${pages}`;
  const file = await renderPdf({ title, lang: "fr", at: new Date("2012-10-10T07:00:00Z"), pageLabel, blocks });
  return file.toString("latin1");
};
const count = (text: string, tag: string) => text.split(`/S /${tag}\n`).length - 1;

test("a document is tagged: its parts, its language, its title, its claim to PDF/UA", async () => {
  const text = await render([
    { kind: "heading", level: 1, text: "État liquidatif" },
    { kind: "heading", level: 2, text: "Lignes" },
    { kind: "paragraph", text: "Une phrase." },
    { kind: "list", items: ["un", "deux"] },
    { kind: "keyValues", items: [{ label: "Académie", value: "Rennes" }] },
    { kind: "qr", text: "https://exemple.fr/verification/x", alt: "Code QR de la page de vérification" },
  ]);
  expect(["Document", "H1", "H2", "L", "Table", "Figure"].map((tag) => count(text, tag))).toEqual([1, 1, 1, 1, 1, 1]);
  expect(count(text, "LI")).toBe(2);
  for (const part of [
    "/Marked true",
    "/Lang (fr-FR)",
    "/DisplayDocTitle true",
    "pdfuaid:part",
    "/StructTreeRoot",
    "/Alt ",
  ])
    expect(text).toContain(part);
  // Every font is embedded: none of the fourteen that a reader brings.
  expect(text).not.toMatch(/\/BaseFont \/Helvetica/);
});

test("a table names its columns and its rows, over as many pages as it needs", async () => {
  const rows = Array.from({ length: 80 }, (_, index) => [`Personne ${index}`, "3 h 00", "112,08 €"]);
  const text = await render([
    {
      kind: "table",
      columns: [{ header: "Personne", rowHeader: true }, { header: "Heures" }, { header: "Montant", align: "right" }],
      rows,
      total: ["Total", "240 h 00", "8 966,40 €"],
    },
  ]);
  expect(count(text, "TR")).toBe(82);
  expect(count(text, "TH")).toBe(3 + 81);
  expect(count(text, "TD")).toBe(2 * 81);
  expect(text.split("/Type /Page\n").length - 1).toBeGreaterThan(1);
});

test("a title with marks of XML does not break the file's properties", async () => {
  const text = await render([{ kind: "heading", level: 1, text: "A & <B>" }], "A & <B>");
  expect(text).toMatch(/<rdf:li xml:lang="x-default">A {4}B <\/rdf:li>/);
});
