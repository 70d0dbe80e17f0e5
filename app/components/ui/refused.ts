/** What an action answers when it refuses: the shape that `~/http/refusal.server` sends, seen from the page. */
export type Refused = {
  refusal: { code: string; key: string; facts: Record<string, string | number | boolean | null>; field: string | null };
  /** Field name → key of the catalogue, without its `errors.`. */
  fields: Record<string, string>;
  values: Record<string, string>;
};

/** The refusal meant for one form of a page: actions answer with the `intent` that was asked. */
export function refusedFor(answer: unknown, intent?: string): Refused | undefined {
  if (!isRefused(answer)) return undefined;
  const asked = answer.values.intent;
  return intent === undefined || asked === undefined || asked === intent ? answer : undefined;
}

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === "object" && answer !== null && "refusal" in answer && "fields" in answer;
}
