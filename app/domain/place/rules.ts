export type SchoolType = "ECOLE" | "COLLEGE" | "LYCEE" | "EREA";
export type Sector = "PUBLIC" | "PRIVATE_CONTRACT";
export type Programme = 139 | 140 | 141;

/** Twenty-three letters: I, O and Q are not used. */
const UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** The check letter of the seven digits of a UAI: their remainder by 23. */
export function uaiLetter(digits: string): string | null {
  return /^\d{7}$/.test(digits) ? UAI_LETTERS.charAt(Number(digits) % 23) : null;
}

/** What was typed, in capitals without spaces; null when it is not a UAI with its right letter. */
export function readUai(typed: string): string | null {
  const uai = typed.toUpperCase().replace(/\s/g, "");
  return uai.length === 8 && uaiLetter(uai.slice(0, 7)) === uai.charAt(7) ? uai : null;
}

export const isUai = (text: string): boolean => readUai(text) === text;

/** A UAI with a right letter in a range no real school has (département 990). `serial` from 0 to 9 999. */
export function fictionalUai(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial > 9_999) throw new RangeError("serial from 0 to 9999");
  const digits = String(9_900_000 + serial);
  return digits + UAI_LETTERS.charAt(Number(digits) % 23);
}

/** The programme of the State budget a school is paid from: private under contract 139, écoles 140, the others 141. */
export function programmeOf({ type, sector }: { type: SchoolType; sector: Sector }): Programme {
  if (sector === "PRIVATE_CONTRACT") return 139;
  return type === "ECOLE" ? 140 : 141;
}
