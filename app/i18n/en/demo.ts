import type fr from "../fr/demo";
import type { Translated } from "../shape";

export default {
  move: {
    seance: "Go to the session",
    finSeance: "Go to the end of the session",
    date: "Go to {day}",
  },
  errors: {
    backwards:
      "The demonstration stands at {from:datetime}: its date does not go back. Nothing has changed. To start from an earlier date, restart it with the option --reset.",
    nowhere: "No session is planned after the date shown. Nothing has changed. Plan a session, then try again.",
  },
} satisfies Translated<typeof fr>;
