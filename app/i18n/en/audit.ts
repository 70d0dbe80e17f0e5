import type fr from "../fr/audit";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
