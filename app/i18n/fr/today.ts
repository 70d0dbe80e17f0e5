export default {
  /** Refusals of this concept, found as `errors.today.<name>`. */
  errors: {},
};
