import { isText, type Run, type TextRun } from "./tree";

/** In a table a cell ends at any bare « | », in code too. */
type Place = { lineBreak: string; inTable: boolean };
const onOneLine: Place = { lineBreak: " ", inTable: false };
const inCell: Place = { lineBreak: "<br>", inTable: true };

/** The runs of a paragraph: lines that could not be taken for a list, a title or a rule. */
export function lines(runs: readonly Run[]): string {
  return write(runs, { lineBreak: "\\\n", inTable: false })
    .split("\n")
    .map((line) => line.replace(/^ +/, "").replace(/^(?:[#>+=:-]|\d{1,9}(?=[.)]))/, escapeStart))
    .join("\n");
}

/** « 12. » is escaped at its point, everything else at its first sign. */
const escapeStart = (start: string) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`);

/** The runs of a title, or a text between brackets. */
export const oneLineOf = (runs: readonly Run[]): string => write(runs, onOneLine);
export const cellOf = (runs: readonly Run[]): string => write(runs, inCell);

function write(given: readonly Run[], place: Place): string {
  const runs = withoutOuterBreaks(given);
  const pieces: string[] = [];
  for (let at = 0; at < runs.length; ) {
    const group: TextRun[] = [];
    for (let run = runs[at]; run && isText(run); run = runs[++at]) group.push(run);
    pieces.push(marked(group, levels, { before: "", after: "" }, place).trim());
    if (at++ < runs.length) pieces.push(place.lineBreak);
  }
  return pieces.join("");
}

/** A break before or after everything would be read as the sign it is written with. */
function withoutOuterBreaks(runs: readonly Run[]): readonly Run[] {
  const words = runs.map((run) => isText(run) && run.text.trim() !== "");
  return runs.slice(Math.max(0, words.indexOf(true)), words.lastIndexOf(true) + 1);
}

type Edges = { before: string; after: string };
const levels = ["href", "bold", "italic", "strike", "code"] as const;
type Mark = (typeof levels)[number];
/** Three different signs: one inside another of the same sign can be read in two ways. */
const signs = { bold: "**", italic: "_", strike: "~~" } as const;

/** Neighbours of the same mark share it, from the outermost mark inwards. */
function marked(runs: readonly TextRun[], [mark, ...inner]: readonly Mark[], edges: Edges, place: Place): string {
  if (!mark) return escaped(textOf(runs));
  const groups: TextRun[][] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last && last[0]?.[mark] === run[mark]) last.push(run);
    else groups.push([run]);
  }
  let written = "";
  groups.forEach((group, index) => {
    const around = { before: lastOf(written) || edges.before, after: firstText(groups[index + 1]) || edges.after };
    const value = group[0]?.[mark];
    if (mark === "code" && value) {
      written += codeSpan(textOf(group), around, place);
      return;
    }
    const inside = marked(group, inner, value && mark === "href" ? { before: "[", after: "]" } : around, place);
    if (!value || inside.trim() === "") written += inside;
    else if (mark === "href") written += `[${inside}](<${value}>)`;
    else if (mark !== "code") written += emphasis(inside, signs[mark], around);
  });
  return written;
}

const textOf = (runs: readonly TextRun[]) => runs.map(({ text }) => text).join("");
const firstText = (group: TextRun[] | undefined) => firstOf(group?.[0]?.text ?? "");

/** Signs are read as emphasis only where their neighbours let them: elsewhere the words go without. */
function emphasis(inside: string, sign: string, { before, after }: Edges): string {
  const [first, last] = [firstOf(inside), lastOf(inside)];
  const touches = before === sign.charAt(0) || after === sign.charAt(0);
  const free = (side: string, outer: string) => isBoundary(outer) || (!isSign(side) && sign !== signs.italic);
  const opens = !isSpace(first) && free(first, before);
  const closes = !isSpace(last) && free(last, after);
  return opens && closes && !touches ? `${sign}${inside}${sign}` : inside;
}

// Whole characters: half of a pair is neither a sign nor a letter.
const firstOf = (text: string) => /^./su.exec(text)?.[0] ?? "";
const lastOf = (text: string) => /.$/su.exec(text)?.[0] ?? "";
const isSpace = (sign: string) => sign === "" || /\s/u.test(sign);
const isBoundary = (sign: string) => isSpace(sign) || isSign(sign);
const isSign = (sign: string) => /[\p{P}\p{S}]/u.test(sign);

/** Two spans of code that touch would be one: the second goes as plain words. */
function codeSpan(text: string, { before }: Edges, { inTable }: Place): string {
  if (before === "`" || text.trim() === "" || (inTable && text.includes("|"))) return escaped(text);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Every sign that could be read as something else than itself. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<~|]|&(?=#?\w+;)/g, "\\$&");
