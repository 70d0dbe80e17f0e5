import type fr from "../fr/cohort";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
