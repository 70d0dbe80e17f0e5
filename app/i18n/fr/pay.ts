export default {
  /** Refusals of this concept, found as `errors.pay.<name>`. */
  errors: {},
};
