import type { EventName, EventPayload, JobName, JobPayload } from "~/domain/jobs/catalogue";

type Listener<E extends EventName> = {
  [J in JobName]: { job: J; payload: (event: EventPayload<E>) => JobPayload<J> };
}[JobName];

/** Which jobs each event starts. Exhaustive: an event nobody listens to says so with an empty list. */
export const subscriptions: { [E in EventName]: readonly Listener<E>[] } = {
  "clock.moved": [{ job: "clock.tick", payload: () => ({}) }],
  "account.activated": [{ job: "cohort.enrolPending", payload: ({ personId }) => ({ personId }) }],
  "career.changed": [{ job: "budget.priceAgain", payload: ({ personId }) => ({ personId }) }],
  "rates.changed": [{ job: "budget.priceDaysAgain", payload: (days) => days }],
  "cohort.opened": [{ job: "seance.convoke", payload: ({ cohortId }) => ({ cohortId }) }],
  "cohort.enrolled": [{ job: "seance.convoke", payload: ({ cohortId }) => ({ cohortId }) }],
  "sheet.sealed": [{ job: "hours.bookSheet", payload: ({ sheetId }) => ({ sheetId }) }],
  "correction.approved": [{ job: "hours.applyCorrection", payload: ({ correctionId }) => ({ correctionId }) }],
  "activity.attested": [{ job: "hours.bookActivity", payload: ({ attestationId }) => ({ attestationId }) }],
  "activity.withdrawn": [{ job: "hours.bookActivity", payload: ({ attestationId }) => ({ attestationId }) }],
  "hours.reversed": [{ job: "budget.recordServiceDone", payload: ({ hourEntryId }) => ({ hourEntryId }) }],
  "hours.certified": [{ job: "budget.recordServiceDone", payload: ({ hourEntryId }) => ({ hourEntryId }) }],
  "statement.exported": [{ job: "budget.recordPayment", payload: ({ statementId }) => ({ statementId }) }],
  // Mails are queued with the move or the cancellation itself.
  "seance.moved": [],
  "seance.cancelled": [{ job: "budget.releaseSeance", payload: ({ seanceId }) => ({ seanceId }) }],
};

/** The jobs of an event, as the relay adds them. */
export function jobsOf<E extends EventName>(event: E, payload: EventPayload<E>): { job: JobName; payload: object }[] {
  return subscriptions[event].map((listener) => ({ job: listener.job, payload: listener.payload(payload) }));
}
