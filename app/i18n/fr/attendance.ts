export default {
  /** Refusals of this concept, found as `errors.attendance.<name>`. */
  errors: {},
};
