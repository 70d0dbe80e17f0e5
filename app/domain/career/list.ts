import { CsvError, parse } from "csv-parse/sync";
import type { Day } from "../calendar";
import { refuse } from "../errors";
import { type CareerFacts, dayIn } from "./schema";

/** A line of the list: where it stands in the file, and its cells. */
export type ListLine = { number: number; cells: string[] };

const separators = [";", "\t", ","] as const;

/**
 * Lines and cells of a CSV; the separator is the one its first line has most of. Empty lines are left out.
 *
 * @throws Refusal invalid career.listQuotes where a quotation mark is never closed, or text follows one that is
 */
export function readCsv(text: string): ListLine[] {
  const plain = text.replace(/\r\n?/g, "\n");
  const first = plain.split("\n").find((line) => line.trim() !== "") ?? "";
  const counts = separators.map((separator) => first.split(separator).length);
  const delimiter = separators[counts.indexOf(Math.max(...counts))] ?? ";";
  return recordsOf(plain, delimiter)
    .map(({ record, info }) => ({ number: startOf(record, info.lines), cells: record.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
}

const options = {
  ...{ bom: true, info: true, trim: true, skip_empty_lines: true },
  ...{ relax_column_count: true, relax_quotes: true, record_delimiter: "\n" },
};

function recordsOf(text: string, delimiter: string) {
  try {
    return parse(text, { ...options, delimiter }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (error instanceof CsvError) throw refuse("invalid", "career.listQuotes");
    throw error;
  }
}

/** Where a record begins, from the line it ends on: a cell may hold several. */
const startOf = (record: readonly string[], endsOn: number): number =>
  endsOn - record.reduce((lines, cell) => lines + cell.split("\n").length - 1, 0);

const columns = ["person", "corps", "grade", "fullService", "mainDuty", "from", "category"] as const;
type ColumnName = (typeof columns)[number];

/** « Grade » and « grade », « À partir du » and « a partir du » are one word. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const titles: Record<ColumnName, readonly string[]> = {
  person: [
    "adresse",
    "adresse electronique",
    "courriel",
    "email",
    "mail",
    "identifiant",
    "personne",
    "address",
    "person",
  ],
  corps: ["corps"],
  grade: ["grade"],
  fullService: ["service", "service complet", "full service"],
  mainDuty: ["activite principale", "activite", "main duty", "main activity"],
  from: ["a partir du", "depuis", "date", "debut", "from"],
  category: ["categorie", "category"],
};

/** Where each column stands, as the first line says; without titles, in the order that the page tells. */
export function columnsOf(first: ListLine | undefined): { at: Map<ColumnName, number>; titled: boolean } {
  const found = new Map<ColumnName, number>();
  for (const [index, cell] of (first?.cells ?? []).entries()) {
    const name = columns.find((column) => titles[column].includes(plain(cell)));
    if (name && !found.has(name)) found.set(name, index);
  }
  if (found.has("person")) return { at: found, titled: true };
  return { at: new Map(columns.map((name, index) => [name, index])), titled: false };
}

type Words<V> = readonly (readonly [V, readonly string[]])[];
const corpsWords: Words<CareerFacts["corps"]> = [
  ["CERTIFIE", ["certifie", "certifiee", "professeur certifie"]],
  ["PLP", ["plp", "professeur de lycee professionnel"]],
  ["PEPS", ["peps", "professeur d eps", "professeur d education physique et sportive"]],
  ["AGREGE", ["agrege", "agregee", "professeur agrege"]],
  ["AGREGE_EPS", ["agrege eps", "agregee eps", "agrege d eps", "professeur agrege d eps"]],
  ["PE", ["pe", "professeur des ecoles"]],
  ["CPE", ["cpe", "conseiller principal d education"]],
  ["OTHER", ["autre", "other"]],
];
const gradeWords: Words<CareerFacts["grade"]> = [
  ["CN", ["cn", "classe normale"]],
  ["HC", ["hc", "hors classe"]],
];
const serviceWords: Words<boolean> = [
  [true, ["complet", "service complet", "temps complet", "temps plein", "oui", "yes", "full"]],
  [false, ["partiel", "service partiel", "temps partiel", "incomplet", "non", "no", "part"]],
];
const dutyWords: Words<CareerFacts["mainDuty"]> = [
  ["TEACHING", ["enseignement", "enseigner", "teaching"]],
  ["TRAINING", ["formation", "former", "training"]],
];
const categoryWords: Words<CareerFacts["category"]> = [
  ["TEACHER", ["enseignant", "enseignante", "teacher"]],
  ["CPE", ["cpe", "education"]],
  ["OTHER", ["autre", "other"]],
];

const meant = <V>(words: Words<V>, cell: string): V | undefined =>
  words.find(([, said]) => said.includes(plain(cell)))?.[0];

/** What is wrong with a line, as a key of the catalogue and the word it is about. */
export type LineFault = { key: string; facts: Record<string, string | number> };
export type Typed = { person: string; from: Day; facts: CareerFacts };

/** What a line says. The category follows from the corps where no column has it; of another corps nothing is guessed. */
export function typedIn({ cells }: ListLine, at: ReadonlyMap<ColumnName, number>): Typed | LineFault {
  const cell = (name: ColumnName) => cells[at.get(name) ?? -1] ?? "";
  const fault = (name: string, word: string): LineFault => ({ key: `career.line.${name}`, facts: { word } });
  const person = cell("person");
  if (!person) return fault("noPerson", "");
  const corps = meant(corpsWords, cell("corps"));
  if (corps === undefined) return fault("corps", cell("corps"));
  const grade = meant(gradeWords, cell("grade"));
  if (grade === undefined) return fault("grade", cell("grade"));
  const fullService = meant(serviceWords, cell("fullService"));
  if (fullService === undefined) return fault("fullService", cell("fullService"));
  const mainDuty = meant(dutyWords, cell("mainDuty"));
  if (mainDuty === undefined) return fault("mainDuty", cell("mainDuty"));
  const from = dayIn(cell("from"));
  if (from === null) return fault("from", cell("from"));
  const said = cell("category");
  const category = said
    ? meant(categoryWords, said)
    : corps === "CPE"
      ? "CPE"
      : corps === "OTHER"
        ? undefined
        : "TEACHER";
  if (category === undefined) return fault("category", said);
  return { person, from, facts: { category, corps, grade, fullService, mainDuty } };
}

export const isFault = (line: Typed | LineFault): line is LineFault => "key" in line;
