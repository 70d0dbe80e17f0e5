export default {
  /** Refusals of this concept, found as `errors.seance.<name>`. */
  errors: {},
};
