/** The shape of a French file, for its English twin: same keys, strings widened, functions of the same facts. */
export type Translated<N> = {
  [K in keyof N]: N[K] extends string
    ? string
    : N[K] extends (facts: infer F) => string
      ? (facts: F) => string
      : Translated<N[K]>;
};
