import { data } from "@remix-run/node";
import { type Facts, httpStatus, Refusal, type RefusalCode } from "~/domain/errors";

/** What an action answers when it refuses; pages show it with <FormError> and beside each field. */
export type RefusedForm = {
  refusal: { code: RefusalCode; key: string; facts: Facts; field: string | null };
  /** Field name → key of the catalogue (`errors.<key>`). */
  fields: Record<string, string>;
  /** What the person typed, secrets apart, so that nothing is typed twice. */
  values: Record<string, string>;
};

/** An action's refusal as an answer. @throws whatever is not a Refusal: that is a bug, and answers 500. */
export function refusal(error: unknown, values: Record<string, string> = {}) {
  if (!(error instanceof Refusal)) throw error;
  const { code, key, facts, field } = error;
  const body: RefusedForm = {
    refusal: { code, key, facts, field: field ?? null },
    fields: field ? { [field]: key } : {},
    values,
  };
  const headers = new Headers();
  if (code === "too_many" && typeof facts.seconds === "number") headers.set("Retry-After", String(facts.seconds));
  return data(body, { status: httpStatus[code], headers });
}

/** The same for an address that a script asks: a route without a page would answer 200 to what `data()` refuses. */
export function refusalResponse(error: unknown): Response {
  const { data: body, init } = refusal(error);
  return Response.json(body, init ?? {});
}

/** A loader's way to ask the domain: a refusal becomes the error page with its status. */
export async function orRefuse<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw data({ key: error.key, facts: error.facts }, { status: httpStatus[error.code] });
  }
}

/** A mailed link's page: what it opens, or why it no longer does. A forged one is an unknown address. */
export async function liveOrDead<T>(
  asked: Promise<T>,
): Promise<{ dead: null; value: T } | { dead: string; value: null }> {
  try {
    return { dead: null, value: await asked };
  } catch (error) {
    if (error instanceof Refusal && error.code === "conflict") return { dead: error.key, value: null };
    return orRefuse(Promise.reject(error));
  }
}
