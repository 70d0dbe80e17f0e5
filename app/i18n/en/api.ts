import type fr from "../fr/api";
import type { Translated } from "../shape";

export default {
  errors: {
    tokenNeeded: "A valid token is needed. Create one in “My account” and send it in the Authorization header.",
    scopeMissing: "This token does not have the right “{scope}”. Create another one that has it.",
    notFound: "This address of the API does not exist, or is not open to you.",
    methodNotAllowed: "This operation does not exist at this address. Allowed methods: {allow}.",
    invalidParameter: "The parameter “{name}” does not have the expected shape.",
    tooMany: "Too many requests in a short time. Wait {seconds} seconds.",
    jsonNeeded: "This operation expects a JSON body (Content-Type: application/json), not compressed.",
    bodyTooLarge: "The body of the request is larger than 256 kB.",
    noRateRow: "No rate row covers this date. No neighbouring rate is given instead.",
    broken: "The service met a fault. Try again in a minute.",
  },
} satisfies Translated<typeof fr>;
