/** The shape of a French file, for its English twin: same keys, strings widened, functions of the same facts. */
export type Translated<N> = {
  // biome-ignore lint/suspicious/noExplicitAny: only the facts of the French function matter, and they are kept.
  [K in keyof N]: N[K] extends string ? string : N[K] extends (facts: any) => string ? N[K] : Translated<N[K]>;
};
