export default {
  /** Refusals of this concept, found as `errors.mission.<name>`. */
  errors: {},
};
