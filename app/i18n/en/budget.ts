import type fr from "../fr/budget";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
