import type fr from "../fr/attendance";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
