/** What was read again, how many lines it has, and what does not fit, named. */
export type Check = { subject: string; lines: number; broken: string[] };

/** Tables whose rows carry a digest once sealed (migration 0012). */
export const sealedTables = [
  "attendance_sheet",
  "presence",
  "hour_entry",
  "activity_attestation",
  "design_work",
  "design_attestation",
  "certification",
  "pay_line",
  "pay_statement",
  "statement_event",
  "envelope_entry",
  "audit_event",
] as const;
export type SealedTable = (typeof sealedTables)[number];

/** What the first block of a table follows. */
export const GENESIS_HASH = "0".repeat(64);
