import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  type ILevelsOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";
import { DocxWriter } from "./docx-blocks.server";
import type { Plan } from "./tree";

const FONT = "Arial";
const ink = (size: number, bold = true) => ({ size, bold, color: "000000", font: FONT });

/** A document of Word (Office Open XML). `pageLabel` holds {page} and {pages}. */
export async function toDocx(plan: Plan, pageLabel: string): Promise<Uint8Array> {
  const write = new DocxWriter();
  const children: FileChild[] = write.plan(plan);
  const document = new Document({
    title: plan.title,
    creator: "EntrePairs",
    lastModifiedBy: "EntrePairs",
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, language: { value: plan.lang === "fr" ? "fr-FR" : "en-GB" } } },
        title: { run: ink(40), paragraph: { spacing: { after: 120 } } },
        heading1: { run: ink(40), paragraph: { spacing: { after: 120 }, keepNext: true } },
        heading2: { run: ink(32), paragraph: { spacing: { before: 320, after: 80 }, keepNext: true } },
        heading3: { run: ink(26), paragraph: { spacing: { before: 240, after: 80 }, keepNext: true } },
        heading4: { run: ink(23), paragraph: { spacing: { before: 200, after: 60 }, keepNext: true } },
        heading5: { run: ink(22), paragraph: { spacing: { before: 200, after: 60 }, keepNext: true } },
        hyperlink: { run: { color: "000000", underline: { type: "single" } } },
      },
    },
    numbering: {
      config: [
        { reference: "bullets", levels: levels((level) => bullet(level)) },
        ...write.starts.map((start, index) => ({
          reference: `numbers-${index}`,
          levels: levels((level) => ({ ...numbered(level), start })),
        })),
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 },
          },
        },
        footers: { default: footer(pageLabel) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const levels = (one: (level: number) => ILevelsOptions) => Array.from({ length: 9 }, (_, level) => one(level));
const indent = (level: number) => ({ style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 340 } } } });
const bullet = (level: number): ILevelsOptions => ({
  level,
  format: LevelFormat.BULLET,
  text: "•",
  alignment: AlignmentType.LEFT,
  ...indent(level),
});
const numbered = (level: number): ILevelsOptions => ({
  level,
  format: LevelFormat.DECIMAL,
  text: `%${level + 1}.`,
  alignment: AlignmentType.LEFT,
  ...indent(level),
});

function footer(pageLabel: string): Footer {
  const runs = pageLabel.split(/(\{pages?\})/).map((piece) => {
    const field = { "{page}": PageNumber.CURRENT, "{pages}": PageNumber.TOTAL_PAGES }[piece];
    return new TextRun({ children: [field ?? piece] });
  });
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: runs })] });
}
