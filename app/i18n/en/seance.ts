import type fr from "../fr/seance";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
