import type { JSONContent } from "@tiptap/core";
import type { Plan } from "~/domain/exchange/tree";
import { blocksOf, type Surroundings } from "~/domain/exchange/walk";
import { cleanDocument } from "~/editor/content";

// Documents, and the plan that stands between a document and its files, without a database.

type Mark = string | { type: string; attrs: Record<string, unknown> };

export const doc = (...content: JSONContent[]): JSONContent => ({ type: "doc", content });
export const text = (words: string, ...marks: Mark[]): JSONContent => ({
  type: "text",
  text: words,
  marks: marks.map((mark) => (typeof mark === "string" ? { type: mark } : mark)),
});
const node =
  (type: string) =>
  (...content: (JSONContent | string)[]): JSONContent => ({
    type,
    content: content.map((one) => (typeof one === "string" ? text(one) : one)),
  });
export const p = node("paragraph");
export const quote = node("blockquote");
export const bullets = node("bulletList");
export const item = node("listItem");
export const row = node("tableRow");
export const table = node("table");
export const link = (href: string) => ({ type: "link", attrs: { href } });
export const heading = (level: number, words: string): JSONContent => ({ ...node("heading")(words), attrs: { level } });
export const numbers = (start: number, ...content: JSONContent[]): JSONContent => ({
  ...node("orderedList")(...content),
  attrs: { start },
});
export const cell = (words: string, attrs: Record<string, unknown> = {}, type = "tableCell"): JSONContent => ({
  type,
  attrs,
  content: [p(words)],
});
export const phase = (attrs: Record<string, unknown>, ...content: JSONContent[]): JSONContent => ({
  type: "phase",
  attrs,
  content,
});
export const part = (kind: string, ...content: JSONContent[]): JSONContent => ({
  type: "part",
  attrs: { kind },
  content,
});
export const competence = (code: string): JSONContent => ({
  type: "competence",
  attrs: { framework: "C2I2E", version: "2010", code },
});
export const image = (alt: string, caption = "", imageId = "0198f3a2-0000-7000-8000-000000000001"): JSONContent => ({
  type: "image",
  attrs: { imageId, alt, caption },
});

const around: Surroundings = {
  typeset: (words) => words,
  phase: ({ title, minutes, place }) => ({ title: title || "Phase sans titre", facts: `${minutes} min · ${place}` }),
  part: (kind) => `part ${kind}`,
  competence: ({ framework, version, code }) => `${framework} ${version}, ${code}`,
  competences: "Compétences",
  picture: (id) => ({ picture: null, url: `https://entrepairs.example/images/${id}` }),
};

/** The plan of whatever came in, cleaned first as every door does. */
export function planFor(document: unknown, over: Partial<Surroundings> & { title?: string } = {}): Plan {
  const { title = "Lire un graphique", ...rest } = over;
  return {
    lang: "fr",
    title,
    facts: ["Équipe : Équipe 1"],
    blocks: blocksOf(cleanDocument(document), title, { ...around, ...rest }),
    totals: {
      heading: "Durées",
      columns: ["Modalité", "Durée"],
      rows: [["En classe", "10 min"]],
      total: ["Total", "10 min"],
    },
    record: { url: "https://entrepairs.example/scenarios/1", sentence: "Fiche", qr: "Code QR" },
  };
}

/** What hostile editors write in titles, texts, alternatives and addresses. */
export const payloads = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  `</title></style></textarea><svg/onload=alert(1)>`,
  `javascript:alert(1)`,
  `JaVaScRiPt:alert(1)`,
  `java\tscript:alert(1)`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `vbscript:msgbox(1)`,
  `[x](javascript:alert(1))`,
  `![x](javascript:alert(1) "t")`,
  `<javascript:alert(1)>`,
  `[x]: javascript:alert(1)`,
  `]]><script>alert(1)</script><![CDATA[`,
  `--><script>alert(1)</script><!--`,
  `</text:p><script/>`,
  `</w:t></w:r><w:instrText>HYPERLINK "javascript:alert(1)"</w:instrText>`,
  `&lt;script&gt;alert(1)&lt;/script&gt;`,
  `&#x6A;avascript:alert(1)`,
  "`<script>alert(1)</script>`",
  "\u0000\u0008<script\u0000>alert(1)</script>",
  `\u202e<script>\ud800alert(1)</script>\ufffe`,
  `{{constructor.constructor('alert(1)')()}}`,
  `\${alert(1)}`,
  `) /JS (app.alert(1)) /S /JavaScript (`,
  `=HYPERLINK("javascript:alert(1)")`,
  `https://exemple.fr/"onmouseover="alert(1)`,
  `https://exemple.fr/)<script>alert(1)</script>`,
  `mailto:a@b.fr?body=<script>alert(1)</script>`,
  `https://exemple.fr/> [x](javascript:alert(1))`,
];

/** A document that carries one payload in every attribute, mark and text the schema has. */
export function hostile(payload: string): JSONContent {
  const words = [
    text(payload),
    text("lien", link(payload)),
    text(payload, "bold", "italic", "underline", "strike", link(payload)),
    text(payload, "code"),
  ];
  return doc(
    heading(2, payload),
    { type: "paragraph", attrs: { style: payload, onclick: payload }, content: words },
    phase(
      { title: payload, minutes: payload, modality: payload, grouping: payload, place: payload, onclick: payload },
      { type: "paragraph", content: words },
      part("OBJECTIVE", p(payload)),
      { type: "competence", attrs: { framework: payload, version: payload, code: payload } },
    ),
    { type: "part", attrs: { kind: payload }, content: [p(payload)] },
    { type: "image", attrs: { imageId: payload, src: payload, alt: payload, caption: payload } },
    image(payload, payload),
    { type: "codeBlock", attrs: { language: payload }, content: [text(payload)] },
    bullets(item({ type: "paragraph", content: words })),
    { type: "orderedList", attrs: { start: payload, type: payload }, content: [item(p(payload))] },
    quote(p(payload)),
    table(
      row(cell(payload, { colspan: payload, style: payload }, "tableHeader")),
      row({ type: "tableCell", attrs: { rowspan: 1e9 }, content: [{ type: "paragraph", content: words }] }),
    ),
    { type: "iframe", attrs: { src: payload }, content: [text(payload)] },
  );
}
