export default {
  /** Short names, as written on a tag; a framework without one shows its code. */
  framework: { C2I2E: "C2i2e", B2I: "B2i", "CRCN-EDU": "CRCN Édu" },
  /** Refusals of this concept, found as `errors.c2i2e.<name>`. */
  errors: {},
};
