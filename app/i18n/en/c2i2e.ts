import type fr from "../fr/c2i2e";
import type { Translated } from "../shape";

export default {
  framework: { C2I2E: "C2i2e", B2I: "B2i", "CRCN-EDU": "CRCN Édu" },
  errors: {},
} satisfies Translated<typeof fr>;
