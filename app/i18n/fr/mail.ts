export default {
  /** Refusals of this concept, found as `errors.mail.<name>`. */
  errors: {},
};
