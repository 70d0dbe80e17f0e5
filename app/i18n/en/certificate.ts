import type fr from "../fr/certificate";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
