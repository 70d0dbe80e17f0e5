import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.uuid();

/**
 * Every background job: payload (ids only), retries, and whose right it runs under. A line added here stops
 * workers/handlers.ts from compiling until it is handled. `run: "system"` needs no person; `run: "actor"` carries
 * `actorId`, whose right is asked again in the worker.
 */
export const jobs = {
  "clock.tick": { schema: z.object({}), attempts: 3, backoffMs: 1_000, run: "system" },
  "mail.send": { schema: z.object({ mailId: id }), attempts: 8, backoffMs: 5_000, run: "system" },
  "hours.bookSheet": { schema: z.object({ sheetId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "hours.applyCorrection": { schema: z.object({ correctionId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "hours.bookActivity": { schema: z.object({ attestationId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "pay.draftStatements": {
    schema: z.object({ month: z.string().regex(/^\d{4}-\d{2}$/) }),
    attempts: 10,
    backoffMs: 2_000,
    run: "system",
  },
  "pay.redraftDrafts": { schema: z.object({}), attempts: 10, backoffMs: 2_000, run: "system" },
  "pay.redraftChanged": { schema: z.object({}), attempts: 10, backoffMs: 2_000, run: "system" },
  /** Once a month for each académie. */
  "pay.reconcile": {
    schema: z.object({ academieId: id, month: z.string().regex(/^\d{4}-\d{2}$/) }),
    attempts: 10,
    backoffMs: 2_000,
    run: "system",
  },
  "pay.tellClosing": {
    schema: z.object({ closingId: z.string().regex(/^\d+$/) }),
    attempts: 10,
    backoffMs: 2_000,
    run: "system",
  },
  "pay.tellReopening": {
    schema: z.object({ openingId: z.string().regex(/^\d+$/) }),
    attempts: 10,
    backoffMs: 2_000,
    run: "system",
  },
  "budget.recordServiceDone": { schema: z.object({ hourEntryId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "budget.recordPayment": { schema: z.object({ statementId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "budget.priceAgain": { schema: z.object({ personId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "budget.priceDaysAgain": {
    schema: z.object({ from: day, to: day.nullable() }),
    attempts: 10,
    backoffMs: 2_000,
    run: "system",
  },
  "budget.commitDecided": { schema: z.object({}), attempts: 10, backoffMs: 2_000, run: "system" },
  "budget.releaseSeance": { schema: z.object({ seanceId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "cohort.enrolPending": { schema: z.object({ personId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "seance.convoke": { schema: z.object({ cohortId: id }), attempts: 10, backoffMs: 2_000, run: "system" },
  "seance.remind": {
    schema: z.object({ seanceId: id, revision: z.int() }),
    attempts: 10,
    backoffMs: 2_000,
    run: "system",
  },
  "scenario.compact": { schema: z.object({ scenarioId: id }), attempts: 3, backoffMs: 10_000, run: "system" },
  "version.keepAutomatic": { schema: z.object({ scenarioId: id }), attempts: 5, backoffMs: 10_000, run: "system" },
  "audit.verify": {
    schema: z.object({ day }),
    attempts: 3,
    backoffMs: 60_000,
    run: "system",
  },
  "certificate.issue": { schema: z.object({ cohortId: id, actorId: id }), attempts: 5, backoffMs: 2_000, run: "actor" },
} as const satisfies Record<string, JobDefinition>;

/** What happened, named by the room where it happened; workers/subscriptions.ts says which jobs it starts. */
export const events = {
  "clock.moved": z.object({}),
  "account.activated": z.object({ personId: id }),
  /** What her pay is judged on is another since. */
  "career.changed": z.object({ personId: id }),
  /** Rates of these days are others since; `to` null where they have no end. */
  "rates.changed": z.object({ from: day, to: day.nullable() }),
  "cohort.opened": z.object({ cohortId: id }),
  /** People joined an open cohort. */
  "cohort.enrolled": z.object({ cohortId: id }),
  "sheet.sealed": z.object({ sheetId: id }),
  "correction.approved": z.object({ correctionId: id }),
  /** An activity at a distance was attested for a person, or that was taken back by two people. */
  "activity.attested": z.object({ attestationId: id }),
  "activity.withdrawn": z.object({ attestationId: id }),
  "hours.certified": z.object({ hourEntryId: id }),
  /** A trainer's line was taken back by a counter-entry, whose id this is. */
  "hours.reversed": z.object({ hourEntryId: id }),
  "statement.exported": z.object({ statementId: id }),
  "seance.moved": z.object({ seanceId: id, revision: z.int() }),
  "seance.cancelled": z.object({ seanceId: id }),
} as const;

export type JobDefinition = {
  schema: z.ZodType;
  attempts: number;
  backoffMs: number;
  run: "system" | "actor";
};
export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]["schema"]>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
