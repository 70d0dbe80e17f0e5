export default {
  /** Refusals of this concept, found as `errors.place.<name>`. */
  errors: {},
};
