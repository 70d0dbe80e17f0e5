import type fr from "../fr/hours";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
