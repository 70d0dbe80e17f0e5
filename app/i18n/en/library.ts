import type fr from "../fr/library";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
