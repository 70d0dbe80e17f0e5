import { activityHour, at, counterEntry, decidedStatement, good, id, type Row, sealedSheet } from "./rows";

/** A row that one guard alone refuses: the good one of its table with `but`, beside the rows of `beside`. */
export type WrongRow = {
  of: string;
  but: Row;
  beside?: Row[];
  /** Where another guard says the same: what refuses the row without this one. */
  doubledBy?: RegExp;
};

const same = (of: string, but: Row = {}): WrongRow => ({ of, but: { ...other(of), ...but }, beside: [good[of] ?? {}] });
/** A second row may not have the first one's id. */
const other = (of: string): Row => ("id" in (good[of] ?? {}) ? { id: id(`another ${of}`) } : {});
const badMonth = { month: "2012-13" };
const approved = { status: "APPROVED", decided_by_id: id("deputy"), decided_at: at };

export const wrongRows: Record<string, WrongRow> = {
  // ── Attendance ──
  attendance_correction_decided: { of: "attendance_correction", but: { status: "APPROVED" } },
  attendance_correction_has_reason: { of: "attendance_correction", but: { reason: "  " } },
  attendance_correction_second_person: {
    of: "attendance_correction",
    but: { ...approved, decided_by_id: id("référent") },
  },
  attendance_sheet_digest: { of: "attendance_sheet", but: { ...sealedSheet, digest: null, sealed_at: null } },
  attendance_sheet_sealed: { of: "attendance_sheet", but: { ...sealedSheet, signature: null } },
  attendance_sheet_seance_id_key: same("attendance_sheet"),
  presence_alternates: { of: "presence", but: { seq: 2, sign: 1 } },
  presence_by_hand_has_reason: { of: "presence", but: { proof: "TICK", reason: " " } },
  presence_correction_is_linked: { of: "presence", but: { proof: "CORRECTION", reason: "Oubli" } },
  presence_correction_id_key: {
    of: "presence",
    but: { ...other("presence"), seq: 3, proof: "CORRECTION", reason: "r", correction_id: id("correction") },
    beside: [{ ...good.presence, proof: "CORRECTION", reason: "r", correction_id: id("correction") }],
  },
  presence_receipt_id_key: {
    of: "presence",
    but: { ...other("presence"), seq: 3, receipt_id: id("receipt") },
    beside: [{ ...good.presence, receipt_id: id("receipt") }],
  },
  presence_sheet_id_enrolment_id_seq_key: same("presence"),

  // ── Careers ──
  career_dates: {
    ...{ of: "career", but: { valid_to: "2005-08-31" } },
    // Days in the wrong order are no range.
    doubledBy: /range lower bound/,
  },
  career_no_overlap: same("career", { valid_from: "2012-09-01" }),
  career_change_of_another: { of: "career_change", but: { by_id: id("person") } },
  career_change_something: { of: "career_change", but: { after: [{ id: id("career") }] } },
  career_change_why: { of: "career_change", but: { reason: null } },

  // ── Hours ──
  hour_entry_duration: { of: "hour_entry", but: { minutes: 181 } },
  hour_entry_interval: {
    ...{ of: "hour_entry", but: { ends_at: "2012-10-17T12:00:00Z" } },
    // Minutes are not zero, and are within the interval: it is not empty.
    doubledBy: /hour_entry_duration/,
  },
  hour_entry_number: { of: "hour_entry", but: { number: 0 } },
  hour_entry_role: { of: "hour_entry", but: { enrolment_id: id("enrolment") } },
  hour_entry_source: { of: "hour_entry", but: { activity_attestation_id: id("attestation") } },
  hour_entry_activity_once: {
    of: "hour_entry",
    but: { ...activityHour, ...other("hour_entry"), number: 2, source_key: "another" },
    beside: [activityHour],
  },
  hour_entry_sign: { of: "hour_entry", but: { ...counterEntry, reason: " " } },
  hour_entry_academie_id_school_year_id_number_key: same("hour_entry", { source_key: "another" }),
  hour_entry_source_key_key: same("hour_entry", { number: 2 }),
  hour_entry_reverses_id_key: {
    of: "hour_entry",
    but: { ...counterEntry, ...other("hour_entry"), number: 3, source_key: "c2" },
    beside: [good.hour_entry ?? {}, counterEntry],
  },
  booked_interval_no_overlap: {
    of: "booked_interval",
    but: { hour_entry_id: id("another"), starts_at: "2012-10-17T14:59:00Z", ends_at: "2012-10-17T17:00:00Z" },
    beside: [good.booked_interval ?? {}],
  },
  hour_correction_decided: { of: "hour_correction", but: { status: "REFUSED", decision_reason: "Non" } },
  hour_correction_has_reason: { of: "hour_correction", but: { reason: " " } },
  hour_correction_minutes: { of: "hour_correction", but: { true_minutes: -1 } },
  hour_correction_new_line: { of: "hour_correction", but: approved },
  hour_correction_refusal_has_reason: { of: "hour_correction", but: { ...approved, status: "REFUSED" } },
  hour_correction_second_person: {
    of: "hour_correction",
    but: { ...approved, true_minutes: 0, decided_by_id: id("référent") },
  },
  hour_correction_open: same("hour_correction"),
  hour_correction_approved: {
    of: "hour_correction",
    but: { ...other("hour_correction"), ...approved, new_entry_id: id("second line") },
    beside: [{ ...good.hour_correction, ...approved, new_entry_id: id("first line") }],
  },
  hour_correction_new_entry_id_key: {
    of: "hour_correction",
    but: { ...other("hour_correction"), ...approved, hour_entry_id: id("counter"), new_entry_id: id("first line") },
    beside: [{ ...good.hour_correction, ...approved, new_entry_id: id("first line") }],
  },
  hour_contestation_has_reason: { of: "hour_contestation", but: { reason: "" } },
  hour_contestation_month: { of: "hour_contestation", but: badMonth },
  month_declaration_month: { of: "month_declaration", but: badMonth },
  month_declaration_person_id_month_key: same("month_declaration"),

  // ── Missions ──
  mission_amounts: { of: "mission", but: { amount_cents: 0 } },
  mission_end_has_reason: { of: "mission", but: { ended_at: at } },
  mission_terms: { of: "mission", but: { weekly_minutes: 60 } },
  mission_one_function: same("mission"),
  mission_succeeds_id_key: {
    of: "mission",
    but: { ...other("mission"), person_id: id("third"), succeeds_id: id("first") },
    beside: [{ ...good.mission, succeeds_id: id("first") }],
  },
  mission_fact_amount: { of: "mission_fact", but: { kind: "PROPOSITION" } },
  mission_fact_mission_id_kind_seq_key: same("mission_fact"),
  mission_fact_words: { of: "mission_fact", but: { refused: true, reason: "Trop tard" } },
  mission_fact_why: { of: "mission_fact", but: { kind: "DECISION_RECTEUR", seq: 2 } },
  mission_fact_refusal: {
    of: "mission_fact",
    but: { kind: "DECISION_RECTEUR", refused: true, reason: "Trop tard", amount_cents: 1 },
  },
  mission_letter_signed: { of: "mission_letter", but: { status: "SIGNED", signed_at: at } },
  mission_letter_mission_id_key: same("mission_letter", { number: "L-2" }),
  mission_letter_number_key: same("mission_letter", { mission_id: id("another mission") }),
  letter_amendment_signed: { of: "letter_amendment", but: { signed_by_id: id("head") } },
  letter_amendment_dates: { of: "letter_amendment", but: { ends_on: "2012-09-03" } },
  letter_amendment_why: { of: "letter_amendment", but: { reason: "  ." } },
  letter_amendment_letter_id_seq_key: same("letter_amendment", { status: "WITHDRAWN" }),
  letter_amendment_one_waits: same("letter_amendment", { seq: 2 }),
  held_answer_code: { of: "held_answer", but: { code: "EVD-04" } },
  held_answer_fits: { of: "held_answer", but: { answer: "FIRST" } },
  held_answer_why: { of: "held_answer", but: { reason: "  ." } },
  held_answer_mission_id_code_seq_key: same("held_answer"),
  channel_opening_academie_id_school_year_id_channel_activity_key: same("channel_opening"),

  // ── Pay ──
  certification_hour_entry_id_key: same("certification"),
  rate_row_amounts: { of: "rate_row", but: { hourly_cents: 0 } },
  rate_row_dates: {
    ...{ of: "rate_row", but: { valid_to: "1989-12-31" } },
    doubledBy: /range lower bound/,
  },
  rate_row_source: { of: "rate_row", but: { source: " " } },
  rate_row_withdrawn: { of: "rate_row", but: { withdrawn_at: at } },
  rate_row_no_overlap: same("rate_row", { valid_from: "1990-12-31", valid_to: null }),
  pay_statement_digest: { of: "pay_statement", but: { ...decidedStatement, digest: null, sealed_at: null } },
  pay_statement_month: { of: "pay_statement", but: badMonth },
  pay_statement_academie_id_month_channel_key: same("pay_statement", { number: "HSE-2012-X-0002" }),
  pay_statement_number_key: same("pay_statement", { month: "2012-11" }),
  pay_line_digest: { of: "pay_line", but: { digest: "d" } },
  pay_line_hour_or_part: { of: "pay_line", but: { instalment: 1 } },
  pay_line_hour_paid_once: same("pay_line", { statement_id: id("another statement") }),
  pay_line_part_paid_once: {
    of: "pay_line",
    but: { ...other("pay_line"), hour_entry_id: null, instalment: 1, statement_id: id("another statement") },
    beside: [{ ...good.pay_line, hour_entry_id: null, instalment: 1 }],
  },
  pay_line_statement_id_hour_entry_id_key: same("pay_line", { decision: "HOLD" }),
  statement_event_export_proved: { of: "statement_event", but: { status: "EXPORTED", by_id: id("rectorat") } },
  statement_event_has_actor: { of: "statement_event", but: { status: "CONTROLLED" } },
  statement_event_sent_back: { of: "statement_event", but: { sent_back: "CONTROL" } },
  statement_run_month: { of: "statement_run", but: badMonth },
  statement_run_total: { of: "statement_run", but: { total: -1 } },
  statement_run_open: same("statement_run"),
  month_closing_event_kind: { of: "month_closing_event", but: { kind: "REOPENED", effective_at: null } },
  month_closing_event_month: { of: "month_closing_event", but: badMonth },
  input_window_application: { of: "input_window", but: { application: "SIRH" } },
  input_window_days: { of: "input_window", but: { closes_on: "2012-11-01" } },
  input_window_has_source: { of: "input_window", but: { source: " " } },
  input_window_month: { of: "input_window", but: badMonth },

  // ── Budget ──
  allocation_key_weight: { of: "allocation_key", but: { programme: 230 } },
  allocation_key_exercise_programme_academie_id_key: same("allocation_key"),
  envelope_natures: { of: "envelope", but: { titre2: false } },
  envelope_programme: { of: "envelope", but: { programme: 230 } },
  envelope_sums: { of: "envelope", but: { committed_cents: -1 } },
  envelope_allocation_id_programme_place_id_key: same("envelope"),
  envelope_entry_source_key_key: same("envelope_entry"),
  commitment_amounts: { of: "commitment", but: { released_cents: 11_209 } },
  commitment_of_something: { of: "commitment", but: { cohort_id: null } },
  commitment_cohort_id_nature_key: same("commitment"),
  commitment_of_a_mission: {
    of: "commitment",
    but: { ...other("commitment"), cohort_id: null, mission_id: id("mission") },
    beside: [{ ...good.commitment, cohort_id: null, mission_id: id("mission") }],
  },
};
