export default {
  /** Refusals of this concept, found as `errors.api.<name>`. */
  errors: {},
};
