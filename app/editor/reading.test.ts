import { expect, test } from "vitest";
import { cleanDocument } from "./content";
import { type ReadingWords, readingHtml } from "./reading";

const id = "018f3a52-7d11-7c55-9d0e-2b1c3d4e5f60";
const words: ReadingWords = {
  modality: { ON_SITE: "Sur site", REMOTE: "À distance", IN_CLASS: "En classe" },
  grouping: { WHOLE_CLASS: "Classe entière", GROUPS: "Groupes", PAIRS: "Binômes", INDIVIDUAL: "Individuel" },
  part: {
    OBJECTIVE: "Objectif",
    MATERIAL: "Matériel",
    INSTRUCTION: "Consigne",
    TEACHER_ROLE: "Rôle",
    DIFFERENTIATION: "Différenciation",
    ASSESSMENT: "Évaluation",
    TRAINER_NOTE: "Note",
  },
  competences: { "C2I2E/2010/B.2-1": { framework: "C2i2e", label: "Concevoir une situation" } },
  table: "Tableau",
  imageAddress: (image) => `/ici/${image}`,
};
const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const cell = (type: string, text: string, attrs = {}) => ({ type, attrs, content: [paragraph(text)] });
const html = (...content: unknown[]) => readingHtml(cleanDocument({ type: "doc", content }), words);

test("a phase reads with its words", () => {
  const attrs = { title: "Mise en commun", minutes: 14, modality: "IN_CLASS", grouping: "WHOLE_CLASS", place: "CDI" };
  const read = html({ type: "phase", attrs, content: [paragraph("Deux graphiques")] });
  expect(read).toContain(">14 min<");
  expect(read).toMatch(/<h3[^>]*>Mise en commun<\/h3>.*Classe entière.*En classe.*CDI.*<p>Deux graphiques<\/p>/s);
});

test("a part says what it is", () => {
  const read = html({ type: "part", attrs: { kind: "MATERIAL" }, content: [paragraph("14 postes")] });
  expect(read).toMatch(/>Matériel<.*<p>14 postes<\/p>/s);
});

test.each([
  ["B.2-1", "C2i2e B.2-1", "Concevoir une situation"],
  ["Z.9-9", "C2I2E Z.9-9", "2010"],
])("competence %s reads as %s, %s", (code, name, label) => {
  const read = html({ type: "competence", attrs: { framework: "C2I2E", version: "2010", code } });
  expect(read).toContain(`<strong>${name}</strong><span> ${label}</span>`);
});

test("an image has its address, its text and its caption", () => {
  const attrs = { imageId: id, alt: "Un relevé", caption: "Septembre" };
  expect(html({ type: "image", attrs })).toMatch(
    new RegExp(`src="/ici/${id}" alt="Un relevé".*<figcaption>Septembre</figcaption>`),
  );
});

test("a decorative image says so", () => {
  expect(html({ type: "image", attrs: { imageId: id } })).toMatch(/<img [^>]*alt=""/);
});

test("headers of a table say what they stand for", () => {
  const rows = [
    { type: "tableRow", content: [cell("tableHeader", "Temps"), cell("tableHeader", "Activité", { colspan: 2 })] },
    { type: "tableRow", content: [cell("tableHeader", "8 min"), cell("tableCell", "Lire"), cell("tableCell", "Dire")] },
  ];
  const read = html({ type: "table", content: rows });
  expect(read).toContain('<th scope="col" colspan="2"><p>Activité</p></th>');
  expect(read).toContain('<th scope="row"><p>8 min</p></th><td><p>Lire</p></td>');
  expect(read).toContain('role="region" tabindex="0" aria-label="Tableau"');
});

test("what is written is text, wherever it stands", () => {
  const evil = '"><script>alert(1)</script>';
  const read = html(
    { type: "phase", attrs: { title: evil, place: evil }, content: [paragraph(evil)] },
    { type: "image", attrs: { imageId: id, alt: evil, caption: evil } },
    { type: "table", content: [{ type: "tableRow", content: [cell("tableHeader", evil, { colspan: evil })] }] },
  );
  expect(read).not.toContain("<script");
  expect(read.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(5);
});
