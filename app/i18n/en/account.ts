import type fr from "../fr/account";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
