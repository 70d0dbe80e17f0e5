export default {
  /** Refusals of this concept, found as `errors.scenario.<name>`. */
  errors: {},
};
