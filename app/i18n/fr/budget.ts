export default {
  /** Refusals of this concept, found as `errors.budget.<name>`. */
  errors: {},
};
