import type fr from "../fr/pay";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
