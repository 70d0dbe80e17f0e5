import type fr from "../fr/demo";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
