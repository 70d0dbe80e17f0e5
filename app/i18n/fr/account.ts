export default {
  /** Refusals of this concept, found as `errors.account.<name>`. */
  errors: {},
};
