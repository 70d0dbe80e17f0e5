export default {
  /** Refusals of this concept, found as `errors.c2i2e.<name>`. */
  errors: {},
};
