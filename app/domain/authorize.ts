import type { Actor } from "./actor";
import { refuse } from "./errors";

// biome-ignore lint/suspicious/noExplicitAny: each verb has its own subject; the verb chooses its type at the call.
export type Policy = Record<string, (actor: Actor, subject: any) => boolean>;
type Subject<P extends Policy, V extends keyof P> = Parameters<P[V]>[1];

/** The rights of one concept, keyed « concept.verb ». Pure: (actor, subject) → boolean. */
export function definePolicy<const P extends Policy>(policy: P): P {
  return policy;
}

export function can<P extends Policy, V extends keyof P & string>(
  actor: Actor,
  policy: P,
  verb: V,
  subject: Subject<P, V>,
): boolean {
  const rule = policy[verb];
  return rule?.(actor, subject) ?? false;
}

/** @throws Refusal forbidden; a query has already answered 404 to whoever may not even read. */
export function authorize<P extends Policy, V extends keyof P & string>(
  actor: Actor,
  policy: P,
  verb: V,
  subject: Subject<P, V>,
): void {
  if (!can(actor, policy, verb, subject)) throw refuse("forbidden", "common.forbidden", { verb });
}
