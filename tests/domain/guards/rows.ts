import { randomUUID } from "node:crypto";

export type Row = Record<string, unknown>;

/** The same id for the same word, in every row that names it. */
const ids = new Map<string, string>();
export function id(word: string): string {
  const known = ids.get(word) ?? randomUUID();
  ids.set(word, known);
  return known;
}

const at = "2012-10-17T15:00:00Z";
const sealed = { digest: "d", sealed_at: at };

/** A row of each table that its guards accept. What they point to need not be there: foreign keys are not what is tried. */
export const good: Record<string, Row> = {
  allocation_key: {
    id: id("key"),
    exercise: 2012,
    programme: 141,
    academie_id: id("académie"),
    weight: 7,
    source: "s",
  },
  attendance_correction: {
    ...{ id: id("correction"), sheet_id: id("sheet"), enrolment_id: id("enrolment"), kind: "ADD", reason: "Oubli" },
    ...{ status: "PROPOSED", proposed_by_id: id("référent"), proposed_at: at },
  },
  attendance_sheet: { id: id("sheet"), seance_id: id("séance"), half_day: "AFTERNOON", status: "OPEN" },
  booked_interval: {
    ...{ hour_entry_id: id("entry"), person_id: id("person") },
    ...{ starts_at: "2012-10-17T12:00:00Z", ends_at: "2012-10-17T15:00:00Z" },
  },
  career: {
    ...{ id: id("career"), person_id: id("person"), category: "TEACHER", corps: "CERTIFIE", grade: "CN" },
    ...{ full_service: true, main_duty: "TEACHING", valid_from: "2005-09-01" },
  },
  career_change: {
    ...{ id: id("career change"), person_id: id("person"), kind: "REMOVE", before: [{ id: id("career") }], after: [] },
    ...{ reason: "Saisie par erreur", at, by_id: id("rectorat") },
  },
  certification: {
    ...{ id: id("certification"), hour_entry_id: id("entry"), decision: "CERTIFIED", certified_by_id: id("head"), at },
  },
  channel_opening: {
    ...{ id: id("opening"), academie_id: id("académie"), school_year_id: "2012-2013", channel: "HSE" },
    ...{ activity: "TRAINING", decided_on: "2012-09-01", reason: "r", at, decided_by_id: id("rectorat") },
  },
  commitment: {
    ...{ id: id("commitment"), envelope_id: id("envelope"), cohort_id: id("cohort"), nature: "HSE" },
    ...{ amount_cents: 11_208, at, created_by_id: id("référent") },
  },
  envelope: {
    ...{ id: id("envelope"), place_id: id("school"), allocation_id: id("allocation"), exercise: 2012, programme: 141 },
    ...{ titre2: true, natures: ["HSE"], label: "Dotation" },
  },
  envelope_entry: {
    ...{ envelope_id: id("envelope"), move: "DELEGATE", amount_cents: 150_000, source_key: "k", at },
  },
  held_answer: {
    ...{ id: id("answer"), mission_id: id("mission"), code: "PAY-05", question: { reason: "partTime" } },
    ...{ answer: "PAY", reason: "Accord", seq: 1, at, answered_by_id: id("rectorat") },
  },
  hour_contestation: { id: id("contestation"), person_id: id("person"), month: "2012-10", reason: "Manque", at },
  hour_correction: {
    ...{ id: id("hour correction"), hour_entry_id: id("entry"), true_minutes: 120, reason: "Parti à 16 h" },
    ...{ status: "PROPOSED", proposed_by_id: id("référent"), proposed_at: at },
  },
  hour_entry: {
    ...{
      id: id("entry"),
      academie_id: id("académie"),
      school_year_id: "2012-2013",
      number: 1,
      person_id: id("person"),
    },
    ...{ role: "TRAINER", minutes: 180, modality: "ON_SITE" },
    ...{ starts_at: "2012-10-17T12:00:00Z", ends_at: "2012-10-17T15:00:00Z" },
    ...{
      seance_id: id("séance"),
      sheet_id: id("sheet"),
      mission_id: id("mission"),
      source_key: "s",
      rule_version: "1",
    },
    ...{ at, previous_hash: "0", hash: "h" },
  },
  input_window: {
    ...{ academie_id: id("académie"), application: "ASIE", month: "2012-10", opens_on: "2012-11-02" },
    ...{ closes_on: "2012-11-12", grace_days: 3, source: "s", at, by_id: id("rectorat") },
  },
  mission: {
    ...{ id: id("mission"), person_id: id("person"), place_id: id("school"), school_year_id: "2012-2013" },
    ...{ kind: "FUNCTION", function_code: "REFERENT_TICE", title: "Référente", channel: "IFIC", amount_cents: 60_000 },
    ...{ at, created_by_id: id("ctice") },
  },
  mission_fact: {
    ...{ id: id("fact"), mission_id: id("mission"), kind: "CONSEIL_PEDAGOGIQUE", held_on: "2012-09-20", at },
    ...{ recorded_by_id: id("head") },
  },
  mission_letter: {
    ...{ id: id("letter"), mission_id: id("mission"), number: "L-1", status: "ISSUED", tasks: [] },
    ...{ starts_on: "2012-09-04", ends_on: "2013-07-05", issued_at: at, issued_by_id: id("ctice") },
  },
  letter_amendment: {
    ...{ id: id("amendment"), letter_id: id("letter"), seq: 1, status: "ISSUED", tasks: [], reason: "Séance de plus" },
    ...{ starts_on: "2012-09-04", ends_on: "2013-07-05", issued_at: at, issued_by_id: id("ctice") },
  },
  month_closing_event: {
    ...{ place_id: id("académie"), month: "2012-10", kind: "CLOSED", at, by_id: id("rectorat"), effective_at: at },
  },
  month_declaration: { id: id("declaration"), person_id: id("person"), month: "2012-10", at },
  pay_line: {
    ...{ id: id("line"), statement_id: id("statement"), mission_id: id("mission"), hour_entry_id: id("entry") },
    ...{ minutes: 180, amount_cents: 11_208, decision: "ACCEPT", findings: [], inputs: {}, rule_version: "1", at },
  },
  pay_statement: {
    ...{
      id: id("statement"),
      academie_id: id("académie"),
      month: "2012-10",
      channel: "HSE",
      number: "HSE-2012-X-0001",
    },
    ...{ status: "DRAFT", total_cents: 11_208, drafted_at: at },
  },
  presence: {
    ...{ id: id("presence"), sheet_id: id("sheet"), enrolment_id: id("enrolment"), seq: 1, sign: 1, proof: "QR", at },
    ...{ by_id: id("person") },
  },
  rate_row: {
    ...{ id: id("rate"), channel: "HSE", corps: "CERTIFIE", grade: "CN", hourly_cents: 3736, yearly_cents: 107_600 },
    ...{ first_yearly_cents: 129_120, valid_from: "1990-01-01", valid_to: "1990-12-31", source: "s", rounding: "r" },
  },
  statement_event: { statement_id: id("statement"), status: "DRAFT", at },
  statement_run: { id: id("run"), month: "2012-10", total: 3, started_at: at },
};

/** A sheet with everything that the seal asks for. */
export const sealedSheet: Row = {
  ...{ ...good.attendance_sheet, status: "SEALED", closed_at: at, closed_by_id: id("référent"), declared: 3 },
  ...{ content: "{}", hash: "h", signature: "s", signing_key_id: id("signing key"), ...sealed },
};
export const decidedStatement: Row = { ...good.pay_statement, status: "DECIDED", ...sealed };
export const controlledStatement: Row = { ...good.pay_statement, status: "CONTROLLED" };
/** The counter-entry of the good hour. */
export const counterEntry: Row = {
  ...{
    ...good.hour_entry,
    id: id("counter"),
    number: 2,
    minutes: -180,
    source_key: "c",
    previous_hash: "h",
    hash: "h2",
  },
  ...{ reverses_id: id("entry"), reason: "Écourtée" },
};
const instant = { starts_at: at, ends_at: at };
/** An hour at a distance, and an hour of design: no sheet proves them. */
export const activityHour: Row = {
  ...{ ...good.hour_entry, ...instant, source: "ACTIVITY", role: "TRAINEE", mission_id: null, seance_id: null },
  ...{ sheet_id: null, enrolment_id: id("enrolment"), activity_attestation_id: id("attestation") },
};
export const designHour: Row = {
  ...{ ...good.hour_entry, ...instant, source: "DESIGN", role: "DESIGN", seance_id: null, sheet_id: null },
  design_work_id: id("work"),
};
export { at };
