import type fr from "../fr/path";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
