import { definePolicy } from "../authorize";

/** Everybody signed in has a first page; what it shows is asked for each row in the queries. */
export const todayPolicy = definePolicy({
  "today.read": () => true,
});
