export default {
  /** Refusals of this concept, found as `errors.hours.<name>`. */
  errors: {},
};
