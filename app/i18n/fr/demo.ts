export default {
  /** Refusals of this concept, found as `errors.demo.<name>`. */
  errors: {},
};
