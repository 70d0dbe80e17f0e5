/** How a refusal answers over HTTP. */
export const httpStatus = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
} as const;

export type RefusalCode = keyof typeof httpStatus;
export type Facts = Record<string, string | number | boolean | null>;

/**
 * A refusal the person can understand: `code` for machines, `key` for the catalogue (`errors.<key>`), `facts` for its
 * blanks; never a sentence. Whatever else is thrown is a bug.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly key: string,
    readonly facts: Facts = {},
    /** The form field concerned, where there is one. */
    readonly field?: string,
  ) {
    super(`${code}: ${key}`);
    this.name = "Refusal";
  }
}

/** `throw refuse("conflict", "seance.outsideSchoolYear", { year })` */
export function refuse(code: RefusalCode, key: string, facts: Facts = {}, field?: string): Refusal {
  return new Refusal(code, key, facts, field);
}
