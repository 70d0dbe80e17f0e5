import type { ImageType } from "~/editor/images";

/** A scenario between its document and a file: what every format writes, with the words already in the reader's language. */
export type Plan = {
  lang: "fr" | "en";
  title: string;
  /** Under the title: team, planned length, day of the copy. */
  facts: string[];
  blocks: Block[];
  totals: Totals;
  record: Whereabouts;
};

/** Where the scenario lives, for whoever holds the paper. */
type Whereabouts = { url: string; sentence: string; qr: string };

/** Minutes by modality, already written. */
export type Totals = { heading: string; columns: [string, string]; rows: [string, string][]; total: [string, string] };

export type Block =
  | { kind: "heading"; level: Level; runs: Run[] }
  | { kind: "paragraph"; runs: Run[] }
  /** Each line as it stands. */
  | { kind: "code"; lines: string[] }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "rule" }
  | { kind: "table"; columns: number; rows: Cell[][] }
  | { kind: "picture"; picture: Picture | null; url: string; alt: string; caption: string }
  | { kind: "phase"; level: Level; title: string; facts: string; blocks: Block[] }
  /** A typed block of the lesson; `label` says what it is about. */
  | { kind: "part"; label: string; blocks: Block[] }
  | { kind: "competences"; label: string; items: string[] };

/** The title of the scenario is level 1. Levels never skip one: whoever listens counts on it. */
export type Level = 2 | 3 | 4 | 5;

export type TextRun = {
  text: string;
  bold?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  code?: true;
  /** An address of https or mailto, written out by the URL standard. */
  href?: string;
};
export type Run = TextRun | { lineBreak: true };

/** `column` counts from 0; spans never overlap and never leave the table. */
export type Cell = { header: boolean; column: number; colspan: number; rowspan: number; blocks: Block[] };

/** Sizes in pixels. */
export type Picture = { type: ImageType; bytes: Uint8Array; width: number; height: number };

export const isText = (run: Run): run is TextRun => "text" in run;

/** The bare words of some runs, a line break as one space. */
export const wordsOf = (runs: readonly Run[]): string => runs.map((run) => (isText(run) ? run.text : " ")).join("");
