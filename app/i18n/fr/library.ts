export default {
  /** Refusals of this concept, found as `errors.library.<name>`. */
  errors: {},
};
