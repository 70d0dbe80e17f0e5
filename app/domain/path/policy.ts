import type { Actor } from "../actor";
import { definePolicy } from "../authorize";

/** A parcours is a common good: whoever is signed in may read it. */
export const pathPolicy = definePolicy({
  "path.read": (_actor: Actor, _subject: null) => true,
});
