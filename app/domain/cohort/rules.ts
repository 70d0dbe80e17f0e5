import { z } from "zod";

const Address = z.email();
const SEPARATORS = /[\n\r,;\t]+/;

export type PastedAddresses = {
  /** Lower case, each once, in the order pasted. */
  addresses: string[];
  /** What could not be read, as typed. */
  unreadable: string[];
};

/** Reads what a référente pastes: lines, commas, semicolons, « Nom <adresse> », columns of a spreadsheet. */
export function parseAddresses(text: string): PastedAddresses {
  const addresses = new Set<string>();
  const unreadable = new Set<string>();
  for (const piece of text.split(SEPARATORS).flatMap(splitPiece)) {
    const typed = piece.trim();
    if (typed === "") continue;
    const bare = bareAddress(typed);
    if (bare === null) continue;
    if (Address.safeParse(bare).success && bare.length <= 254) addresses.add(bare);
    else unreadable.add(typed.slice(0, 100));
  }
  return { addresses: [...addresses], unreadable: [...unreadable] };
}

/** « a@x b@y » are two addresses; « Anne Le Goff <a@x> » is one. */
function splitPiece(piece: string): string[] {
  if (piece.includes("<")) return piece.match(/[^>]*>|[^>]+/g) ?? [];
  return (piece.match(/@/g) ?? []).length > 1 ? piece.split(/\s+/) : [piece];
}

/** The address of one piece; null for a name standing alone, which is what « Nom, prénom » leaves between commas. */
function bareAddress(piece: string): string | null {
  const bracketed = /<\s*(?:mailto:)?([^<>]*)>?/i.exec(piece)?.[1];
  if (bracketed !== undefined) return bracketed.trim().toLowerCase();
  if (!piece.includes("@")) return piece.includes(" ") || /^[\p{L}'’.-]+$/u.test(piece) ? onlyName(piece) : piece;
  const word = piece.split(/\s+/).find((part) => part.includes("@")) ?? piece;
  return word.replace(/^(mailto:)|^["'(]+|["').]+$/gi, "").toLowerCase();
}

/** A header or a name pasted beside an address says nothing; anything else without @ is reported. */
function onlyName(piece: string): string | null {
  return /[\d@/\\]/.test(piece) ? piece : null;
}

/** What a cohort in preparation still lacks before it may open. */
export function missingToOpen(facts: { enrolments: number; seances: number }): ("enrolment" | "seance")[] {
  return [
    ...(facts.enrolments > 0 ? [] : (["enrolment"] as const)),
    ...(facts.seances > 0 ? [] : (["seance"] as const)),
  ];
}

/** Deals people into teams of about `size`, never leaving one alone: 7 by 3 makes 4 and 3. */
export function dealTeams<T>(people: readonly T[], size: number): T[][] {
  const count = Math.max(1, Math.floor(people.length / size));
  const teams: T[][] = Array.from({ length: count }, () => []);
  for (const [index, person] of people.entries()) teams[index % count]?.push(person);
  return teams.filter((team) => team.length > 0);
}
