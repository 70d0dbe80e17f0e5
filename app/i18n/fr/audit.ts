export default {
  /** Refusals of this concept, found as `errors.audit.<name>`. */
  errors: {},
};
