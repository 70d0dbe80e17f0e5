/** Thirty-two signs that a person reads aloud without mistake: no 0 or O, no 1 or I. */
export const CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
export const CODE_LENGTH = 6;
/** A new code every 15 s of real time, each accepted for 45 s from its first appearance. */
export const WINDOW_MS = 15_000;
export const ACCEPTED_MS = 45_000;
/** A receipt is consumed within ten minutes of real time: long enough to sign in or to activate an account. */
export const RECEIPT_MS = 600_000;

/** The number of the window an instant of real time lies in. */
export const windowAt = (realNow: Date): number => Math.floor(realNow.getTime() / WINDOW_MS);

/** The windows whose code is still accepted, the latest first. */
export function acceptedWindows(realNow: Date): number[] {
  const current = windowAt(realNow);
  return Array.from({ length: ACCEPTED_MS / WINDOW_MS }, (_, age) => current - age);
}

export const isWindowAccepted = (window: number, realNow: Date): boolean => acceptedWindows(realNow).includes(window);

/** Milliseconds before the code on screen is replaced. */
export const untilNextWindow = (realNow: Date): number => WINDOW_MS - (realNow.getTime() % WINDOW_MS);

/** Six signs from the first six bytes of a MAC: five bits a sign, so each code is as likely as any other. */
export function codeOf(bytes: Uint8Array): string {
  if (bytes.length < CODE_LENGTH) throw new RangeError("a code needs six bytes");
  return Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => CODE_ALPHABET.charAt(byte & 31)).join("");
}

/** What was typed, in capitals and without spaces or dashes; null when it cannot be a code. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s.·-]/g, "");
  return code.length === CODE_LENGTH && [...code].every((sign) => CODE_ALPHABET.includes(sign)) ? code : null;
}
