import type { Named } from "~/domain/comment/schema";

/** Stretches of the words, in their order; `called`: « @ » and the name of one of these people. */
export type Said = { text: string; called: string | null };

/**
 * Where these people are called. Of two names that begin alike the longest one written is meant, and a name ends where the
 * word does: « @Jean Martinez » does not call Jean Martin.
 */
export function callsIn(body: string, people: readonly Named[]): Said[] {
  const names = [...new Set(people.map(({ name }) => name))].sort((one, other) => other.length - one.length);
  if (names.length === 0) return [{ text: body, called: null }];
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = body.split(new RegExp(`(@(?:${escaped.join("|")})(?![\\p{L}\\p{N}]|[-'’]\\p{L}))`, "u"));
  // Every second part is a name: the expression has one group.
  return parts.map((text, place) => ({ text, called: place % 2 ? text.slice(1) : null }));
}

/** Those who are called, each once; of two people of one name, both. */
export function calledIn(body: string, people: readonly Named[]): Named[] {
  const names = new Set(callsIn(body, people).flatMap(({ called }) => called ?? []));
  return people.filter(({ name }) => names.has(name));
}
