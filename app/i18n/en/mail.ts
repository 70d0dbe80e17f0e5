import type fr from "../fr/mail";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
