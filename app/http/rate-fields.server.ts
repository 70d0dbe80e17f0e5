import { z } from "zod";
import { refuse } from "~/domain/errors";
import { cellKey, computedRate, type RateCell, type RateFacts, ratedCells } from "~/domain/pay/rate-basis";
import type { RateProposal, TypedRate } from "~/domain/pay/rate-plan";
import { RatesConfirmed, RatesToWrite } from "~/domain/pay/rate-schema";
import { parseMoney } from "~/i18n/format";

/** The amounts of a row, as the table names its fields: « CERTIFIE-CN-hourly ». */
const parts = ["hourly", "yearly", "first"] as const;
/** The amounts are read by their names below: thirty of them, each beside its own field. */
export const PreviewRates = RatesToWrite.extend({ rows: z.string().max(5_000).optional() }).catchall(z.unknown());
export const WriteRates = PreviewRates.extend(RatesConfirmed.shape);
type Given = Record<string, unknown>;
const textOf = (given: Given, name: string): string =>
  typeof given[name] === "string" ? given[name].trim().slice(0, 50) : "";

/** What was typed in the table and pasted below it, as a set of rows. @throws Refusal invalid, beside its field */
export function proposalOf(given: z.output<typeof PreviewRates>): RateProposal {
  const { validFrom, validTo, source } = given;
  if (validTo !== null && validTo < validFrom) throw refuse("invalid", "rates.backwards", {}, "validTo");
  const facts = factsOf(given);
  const typed = ratedCells.flatMap((cell) => rowTyped(given, cell, facts) ?? []);
  const rows = [...typed, ...pasted(given.rows ?? "")];
  if (rows.length === 0) throw refuse("invalid", "rates.nothingTyped", {}, "rows");
  return { validFrom, validTo, source, facts, rows };
}

function factsOf(given: Given): RateFacts {
  const bounds = (of: "Others" | "Agreges") => {
    const [lowest, highest] = [index(given, `lowest${of}`), index(given, `highest${of}`)];
    if (lowest === null && highest === null) return null;
    if (lowest === null || highest === null || highest < lowest)
      throw refuse("invalid", "rates.boundsIncomplete", {}, `highest${of}`);
    return { lowest, highest };
  };
  return { point: pointOf(given), others: bounds("Others"), agreges: bounds("Agreges") };
}

function index(given: Given, name: string): number | null {
  const typed = textOf(given, name);
  if (typed === "") return null;
  if (!/^[1-9]\d{1,3}$/.test(typed)) throw refuse("invalid", "rates.indexUnreadable", {}, name);
  return Number(typed);
}

/** « 55,5635 » € a point, as ten-thousandths. */
function pointOf(given: Given): number | null {
  const typed = textOf(given, "point");
  if (typed === "") return null;
  const [, euros, decimals = ""] = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(typed.replace(/[\s€]/g, "")) ?? [];
  if (!Number(`${euros}.${decimals || 0}`)) throw refuse("invalid", "rates.pointUnreadable", {}, "point");
  return Number(euros) * 10_000 + Number(decimals.padEnd(4, "0"));
}

/** A row of the table; computed where it was left empty and that was asked. Null where there is none. */
function rowTyped(given: Given, cell: RateCell, facts: RateFacts): TypedRate | null {
  const computed = given.fill === "on" ? computedRate(cell, facts) : null;
  const typed = parts.map((part) => textOf(given, `${cellKey(cell)}-${part}`));
  if (typed.every((text) => text === "")) return computed && { ...cell, ...computed };
  const known = [computed?.hourlyCents, computed?.yearlyCents, computed?.firstYearlyCents];
  const [hourlyCents = 0, yearlyCents = 0, firstYearlyCents = 0] = typed.map((text, n) => {
    const name = `${cellKey(cell)}-${parts[n]}`;
    const cents = text === "" ? known[n] : parseMoney(text);
    if (cents === undefined) throw refuse("invalid", "rates.cellIncomplete", {}, name);
    if (cents === null) throw refuse("invalid", "common.invalidMoney", {}, name);
    return cents;
  });
  return { ...cell, hourlyCents, yearlyCents, firstYearlyCents };
}

const corpsOf: Record<string, RateCell["corps"]> = {
  certifie: "CERTIFIE",
  plp: "PLP",
  "professeur de lycee professionnel": "PLP",
  peps: "PEPS",
  "professeur d'eps": "PEPS",
  agrege: "AGREGE",
  "agrege eps": "AGREGE_EPS",
  "agrege d'eps": "AGREGE_EPS",
  agrege_eps: "AGREGE_EPS",
  pe: "PE",
  "professeur des ecoles": "PE",
  cpe: "CPE",
  "conseiller principal d'education": "CPE",
  other: "OTHER",
  "autre corps": "OTHER",
};
const gradeOf: Record<string, RateCell["grade"]> = { cn: "CN", "classe normale": "CN", hc: "HC", "hors classe": "HC" };
const plain = (word: string) =>
  word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .replace(/^"(.*)"$/, "$1")
    .trim()
    .toLowerCase();

/** « certifié ; classe normale ; 37,36 ; 1 076,01 ; 1 291,21 », a row a line; a line of titles is left out. */
function pasted(text: string): TypedRate[] {
  const lines = text.split(/\r?\n/).map((line, n) => ({ line: n + 1, cells: line.split(/[;\t]/).map(plain) }));
  return lines
    .filter(({ cells }) => cells.some((cell) => cell !== "") && cells[0] !== "corps")
    .map(({ line, cells: [named = "", graded = "", ...amounts] }) => {
      const [corps, grade] = [corpsOf[named], gradeOf[graded]];
      const [hourlyCents, yearlyCents, firstYearlyCents] = amounts.map(parseMoney);
      if (!corps || !grade || !hourlyCents || !yearlyCents || !firstYearlyCents || amounts.length > 3)
        throw refuse("invalid", "rates.lineUnreadable", { line }, "rows");
      return { corps, grade, hourlyCents, yearlyCents, firstYearlyCents };
    });
}

const carried = ["point", "lowestOthers", "highestOthers", "lowestAgreges", "highestAgreges"];

/** What a preview carries on to the writing: its dates, source and facts, and its rows as they would be pasted. */
export function carriedOn(values: Record<string, string>, proposal: RateProposal): Record<string, string> {
  const { validFrom, validTo, source, rows } = proposal;
  const facts = Object.fromEntries(carried.map((name) => [name, values[name] ?? ""]));
  return { ...facts, validFrom, validTo: validTo ?? "", source, rows: asPasted(rows) };
}

function asPasted(rows: readonly TypedRate[]): string {
  const money = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");
  return rows
    .map(({ corps, grade, ...row }) =>
      [corps, grade, money(row.hourlyCents), money(row.yearlyCents), money(row.firstYearlyCents)].join(";"),
    )
    .join("\n");
}
