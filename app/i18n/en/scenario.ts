import type fr from "../fr/scenario";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
