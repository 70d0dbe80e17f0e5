export default {
  /** Refusals of this concept, found as `errors.path.<name>`. */
  errors: {},
};
