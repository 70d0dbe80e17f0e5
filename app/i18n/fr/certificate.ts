export default {
  /** Refusals of this concept, found as `errors.certificate.<name>`. */
  errors: {},
};
