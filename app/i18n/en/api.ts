import type fr from "../fr/api";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
