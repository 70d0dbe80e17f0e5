import type fr from "../fr/c2i2e";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
