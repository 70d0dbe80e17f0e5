import type fr from "../fr/today";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
