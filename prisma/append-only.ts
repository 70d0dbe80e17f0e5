/**
 * Tables that only grow: the application role may read and add, never change or remove. The triggers of the migrations
 * say the same to everybody else. Not here: scenario_update, whose rows compaction removes once they are in a snapshot;
 * scenario_version, whose automatic rows are thinned: its own trigger keeps the others.
 */
export const appendOnly = [
  "presence",
  "hour_entry",
  "activity_attestation",
  "design_work",
  "design_attestation",
  "enrolment_event",
  "mission_fact",
  "channel_opening",
  "held_answer",
  "career_change",
  "certification",
  "statement_event",
  "month_declaration",
  "hour_contestation",
  "month_closing_event",
  "input_window",
  "reconciliation_difference",
  "envelope_entry",
  "audit_event",
  "scenario_freeze_event",
  "proof_block",
  "verification_run",
  "ledger_head_export",
];
