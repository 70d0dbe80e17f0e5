export default {
  /** Refusals of this concept, found as `errors.cohort.<name>`. */
  errors: {},
};
