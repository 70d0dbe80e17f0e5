import { cellOf, lines, oneLineOf } from "./markdown-inline";
import type { Block, Cell, Plan } from "./tree";

/** CommonMark with the tables and strike-through of GFM. What is typed reads back as the same words. */
export function toMarkdown({ title, facts, blocks, totals, record }: Plan): string {
  const parts = [
    `# ${closed(oneLineOf([{ text: title }]))}`,
    facts.map((fact) => lines([{ text: fact }])).join("\\\n"),
    ...flow(blocks),
    ...(totals.rows.length > 0
      ? [
          `## ${closed(oneLineOf([{ text: totals.heading }]))}`,
          pipeTable([totals.columns, ...totals.rows, totals.total].map((row) => row.map((text) => cellOf([{ text }])))),
        ]
      : []),
    "---",
    lines([{ text: record.sentence }]),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Two lists one after the other would be one: each takes the other sign. */
function flow(blocks: readonly Block[]): string[] {
  let second = false;
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    second = isList(block) && before !== undefined && isList(before) ? !second : false;
    const text = markdown(block, second);
    return text === "" ? [] : [text];
  });
}

const isList = ({ kind }: Block) => kind === "list";

function markdown(block: Block, second = false): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${closed(oneLineOf(block.runs))}`;
    case "paragraph":
      return lines(block.runs);
    case "code":
      return fenced(block.lines);
    case "list":
      return block.items.map((item, index) => listItem(markerOf(block, index, second), item)).join("\n");
    case "quote":
      return indented(flow(block.blocks).join("\n\n"), "> ", "> ");
    case "rule":
      return "***";
    case "table":
      return table(block);
    case "picture":
      return [image(block), ...(block.caption ? [lines([{ text: block.caption, italic: true }])] : [])].join("\n\n");
    case "phase":
      return [
        `${"#".repeat(block.level)} ${closed(oneLineOf([{ text: block.title }]))}`,
        lines([{ text: block.facts, italic: true }]),
        ...flow(block.blocks),
      ].join("\n\n");
    case "part":
      return [lines([{ text: block.label, bold: true }]), ...flow(block.blocks)].join("\n\n");
    case "competences":
      return [
        lines([{ text: block.label, bold: true }]),
        block.items.map((item) => listItem("- ", [{ kind: "paragraph", runs: [{ text: item }] }])).join("\n"),
      ].join("\n\n");
  }
}

/** Signs at the end of a heading would close it, and not be shown. */
const closed = (text: string) => text.replace(/#+$/, (signs) => signs.replace(/#/g, "\\#"));

function markerOf({ ordered, start }: Extract<Block, { kind: "list" }>, index: number, second: boolean): string {
  if (!ordered) return second ? "* " : "- ";
  return `${start + index}${second ? ")" : "."} `;
}

function listItem(marker: string, item: readonly Block[]): string {
  // A list that does not begin at 1 is read as one only after an empty line.
  const tight =
    item.filter(({ kind }) => kind === "paragraph").length === 1 &&
    item.every((block) => block.kind === "paragraph" || (block.kind === "list" && block.start === 1));
  const text = flow(item).join(tight ? "\n" : "\n\n");
  return indented(text, marker, " ".repeat(marker.length));
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first : others) + line)
    .map((line) => line.trimEnd())
    .join("\n");
}

function fenced(content: readonly string[]): string {
  const longest = Math.max(2, ...content.map((line) => /^\s*(`+)/.exec(line)?.[1]?.length ?? 0));
  const fence = "`".repeat(longest + 1);
  return [fence, ...content, fence].join("\n");
}

/** A cell holds one line: its blocks stand after each other, a spanned place is empty. */
function table({ columns, rows }: Extract<Block, { kind: "table" }>): string {
  const drawn = rows.map((cells) => {
    const line: string[] = Array.from({ length: columns }, () => "");
    for (const cell of cells) line[cell.column] = written(cell);
    return line;
  });
  const headed = rows[0]?.every(({ header }) => header) ?? false;
  return pipeTable(headed ? drawn : [Array.from({ length: columns }, () => ""), ...drawn]);
}

function pipeTable([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const written = ({ blocks }: Cell): string => blocks.flatMap(pieces).filter(Boolean).join("<br>");

function pieces(block: Block): string[] {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return [cellOf(block.runs)];
    case "code":
      return block.lines.map((line) => cellOf([{ text: line, code: true }]));
    case "list":
      return block.items.map((item, index) => {
        const sign = block.ordered ? `${block.start + index}\\.` : "•";
        return `${sign} ${item.flatMap(pieces).join("<br>")}`;
      });
    case "quote":
    case "part":
    case "phase":
      return block.blocks.flatMap(pieces);
    case "competences":
      return block.items.map((text) => cellOf([{ text }]));
    case "picture":
      return [image(block), ...(block.caption ? [cellOf([{ text: block.caption }])] : [])];
    default:
      return [];
  }
}

const image = ({ alt, url }: Extract<Block, { kind: "picture" }>) => `![${cellOf([{ text: alt }])}](<${url}>)`;
