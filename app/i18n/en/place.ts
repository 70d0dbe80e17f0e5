import type fr from "../fr/place";
import type { Translated } from "../shape";

export default {
  errors: {},
} satisfies Translated<typeof fr>;
