import type fr from "../fr/mission";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
