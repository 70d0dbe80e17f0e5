import type { JSONContent } from "@tiptap/core";
import { imageAlt, imageCaption, imageId } from "~/editor/images";
import { type Citation, citation, type PartKind, type PlannedPhase, partKind, phasesOf } from "~/editor/lesson";
import { gridOf } from "./grid";
import { addressOf, linesOf, oneLine } from "./text";
import type { Block, Level, Picture, Run, TextRun } from "./tree";

/** What the walk asks of whoever knows the language, the frameworks and the store of images. */
export type Surroundings = {
  /** The typography of the reader's language, for plain words. */
  typeset(text: string): string;
  phase(phase: PlannedPhase): { title: string; facts: string };
  part(kind: PartKind): string;
  competence(cited: Citation): string;
  competences: string;
  picture(id: string): { picture: Picture | null; url: string };
};

/**
 * The blocks of a cleaned document, in their order. Pure; whatever it does not know gives its children, so that no word
 * is lost. `title` is the scenario's: a first heading that says it again is left out.
 */
export function blocksOf(document: JSONContent, title: string, around: Surroundings): Block[] {
  const content = document.content ?? [];
  const again = content[0]?.type === "heading" && plainText(content[0]).trim() === title.trim();
  const walk = new Walk(around, phasesOf(content));
  return walk.blocks(again ? content.slice(1) : content, 2);
}

/** The words of a node, without any form. */
function plainText(node: JSONContent): string {
  return node.type === "text" ? oneLine(node.text) : (node.content ?? []).map(plainText).join("");
}

/** Signs of text in a document. */
export const textLength = ({ text = "", content = [] }: JSONContent): number =>
  content.reduce((sum, child) => sum + textLength(child), text.length);

class Walk {
  /** The level of the last heading written: the next one may go one deeper, no more. */
  private last: number = 1;
  private nextPhase = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly phases: readonly PlannedPhase[],
  ) {}

  /** `base` is the level of a heading of second rank where these blocks stand. */
  blocks(nodes: readonly JSONContent[], base: number): Block[] {
    const blocks: Block[] = [];
    for (const node of nodes) {
      const before = blocks.at(-1);
      for (const block of this.block(node, base)) {
        // Competences cited one after the other are one list.
        if (block.kind === "competences" && before?.kind === "competences") before.items.push(...block.items);
        else blocks.push(block);
      }
    }
    return blocks;
  }

  private block(node: JSONContent, base: number): Block[] {
    const { type, attrs = {}, content = [] } = node;
    switch (type) {
      case "paragraph":
        return [{ kind: "paragraph", runs: this.runs(content) }];
      case "heading": {
        const runs = this.runs(content);
        // An empty heading is a stop on the way of whoever listens, and leads nowhere.
        return runs.length === 0 ? [] : [{ kind: "heading", level: this.level(base + Number(attrs.level) - 2), runs }];
      }
      case "bulletList":
      case "orderedList":
        return [
          {
            kind: "list",
            ordered: type === "orderedList",
            start: type === "orderedList" ? Number(attrs.start ?? 1) : 1,
            items: content.map((item) => this.blocks(item.content ?? [], base)),
          },
        ];
      case "blockquote":
        return [{ kind: "quote", blocks: this.blocks(content, base) }];
      case "codeBlock":
        return [{ kind: "code", lines: linesOf(content.map(({ text = "" }) => text).join("")) }];
      case "horizontalRule":
        return [{ kind: "rule" }];
      case "table":
        return this.table(content, base);
      case "image":
        return this.picture(attrs);
      case "phase":
        return this.phase(content, base);
      case "part":
        return [{ kind: "part", label: this.around.part(partKind(attrs.kind)), blocks: this.blocks(content, base) }];
      case "competence": {
        const cited = citation(attrs);
        if (!cited) return [];
        return [
          { kind: "competences", label: this.around.competences, items: [this.words(this.around.competence(cited))] },
        ];
      }
      case "text":
      case "hardBreak":
        return [{ kind: "paragraph", runs: this.runs([node]) }];
      default:
        return this.blocks(content, base);
    }
  }

  private phase(content: readonly JSONContent[], base: number): Block[] {
    const planned = this.phases[this.nextPhase++];
    if (!planned) return this.blocks(content, base);
    const { title, facts } = this.around.phase(planned);
    const level = this.level(2);
    return [
      {
        kind: "phase",
        level,
        title: this.words(title),
        facts: this.words(facts),
        blocks: this.blocks(content, base + 1),
      },
    ];
  }

  private table(rows: readonly JSONContent[], base: number): Block[] {
    const { columns, placed } = gridOf(rows.map(({ content = [] }) => content));
    if (columns === 0) return [];
    const cells = placed.map((row) =>
      row.map(({ node, ...place }) => ({
        ...place,
        header: node?.type === "tableHeader",
        blocks: this.blocks(node?.content ?? [], base),
      })),
    );
    return [{ kind: "table", columns, rows: cells }];
  }

  private picture(attrs: Record<string, unknown>): Block[] {
    const id = imageId(attrs.imageId);
    const [alt, caption] = [oneLine(imageAlt(attrs.alt)), oneLine(imageCaption(attrs.caption))].map(
      this.around.typeset,
    );
    const found = id ? this.around.picture(id) : null;
    if (!found) return [];
    return [{ kind: "picture", ...found, alt: alt ?? "", caption: caption ?? "" }];
  }

  private runs(nodes: readonly JSONContent[]): Run[] {
    const runs: Run[] = [];
    for (const node of nodes) {
      if (node.type === "hardBreak") runs.push({ lineBreak: true });
      else if (node.type === "text") {
        const run = this.run(node);
        if (run.text !== "") runs.push(run);
      } else runs.push(...this.runs(node.content ?? []));
    }
    return runs;
  }

  private run({ text, marks = [] }: JSONContent): TextRun {
    const run: TextRun = { text: oneLine(text) };
    for (const { type, attrs } of marks) {
      if (type === "bold" || type === "italic" || type === "underline" || type === "strike" || type === "code")
        run[type] = true;
      const href = type === "link" ? addressOf(attrs?.href) : undefined;
      if (href) run.href = href;
    }
    return run.code ? run : { ...run, text: this.around.typeset(run.text) };
  }

  private words(text: string): string {
    return this.around.typeset(oneLine(text));
  }

  private level(wanted: number): Level {
    this.last = Math.min(Math.max(wanted, 2), this.last + 1, 5);
    return this.last as Level;
  }
}
