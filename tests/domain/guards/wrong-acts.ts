import {
  activityHour,
  at,
  controlledStatement,
  counterEntry,
  decidedStatement,
  designHour,
  good,
  id,
  type Row,
  sealedSheet,
} from "./rows";

/** What one trigger alone refuses, or would leave undone: with the rows of `given`, done with no other trigger on its table. */
export type WrongAct = {
  on: string;
  trigger: string;
  given?: [table: string, row: Row][];
  act: string | { insert: string; row: Row };
  /** What it is refused with; where it is not refused, `left` finds what the trigger wrote. */
  says?: RegExp;
  left?: string;
};

const growing = [
  ..."career_change certification channel_opening envelope_entry held_answer hour_contestation hour_entry input_window mission_fact".split(
    " ",
  ),
  ..."month_closing_event month_declaration presence statement_event".split(" "),
];
const emptied = "attendance_sheet hour_correction pay_line pay_statement".split(" ");
const sealedAtOnce = "certification envelope_entry hour_entry presence statement_event".split(" ");

export const statement = (row: Row): [string, Row] => ["pay_statement", row];
export const hour: [string, Row] = ["hour_entry", good.hour_entry ?? {}];
export const hseMission: [string, Row] = ["mission", { ...good.mission, channel: "HSE", amount_cents: null }];
const line: [string, Row] = ["pay_line", good.pay_line ?? {}];
const toPay: [string, Row] = [
  "hour_to_pay",
  {
    ...{ hour_entry_id: id("entry"), academie_id: id("académie"), channel: "HSE", person_id: id("person") },
    starts_at: "2012-10-17T12:00:00Z",
  },
];
export const place: [string, Row] = [
  "place",
  { id: id("school"), kind: "SCHOOL", code: "c", name: "n", lineage: [id("school")], valid_from: "2000-01-01" },
];
const seance: [string, Row] = [
  "seance",
  {
    ...{ id: id("séance"), cohort_id: id("cohort"), title: "t", modality: "ON_SITE", place_id: id("school") },
    ...{ starts_at: "2012-10-17T12:00:00Z", ends_at: "2012-10-17T15:00:00Z", trainer_id: id("person") },
    created_by_id: id("person"),
  },
];
const hsa = (word: string): [string, Row] => [
  "mission",
  { ...good.mission, id: id(word), channel: "HSA", function_code: `F-${word}`, amount_cents: null, weekly_minutes: 60 },
];
const first: Row = { ...good.held_answer, code: "HRS-06", answer: "FIRST" };
export const inAcademie: [string, Row] = ["place", { ...place[1], lineage: [id("académie"), id("school")] }];
const decides = (by: string): Row => ({ ...good.statement_event, status: "DECIDED", by_id: id(by) });

export const wrongActs: WrongAct[] = [
  ...growing.flatMap((on): WrongAct[] =>
    [`update ${on} set id = id`, `delete from ${on}`, `truncate ${on} cascade`].map((act) => ({
      ...{ on, trigger: "only_grows", act },
      says: new RegExp(`^${on} only grows`),
    })),
  ),
  ...emptied.map((on): WrongAct => {
    return { on, trigger: "never_emptied", act: `truncate ${on} cascade`, says: new RegExp(`^${on} is never emptied`) };
  }),
  ...sealedAtOnce.map((on): WrongAct => {
    const left = `select 1 from ${on} where length(digest) = 64`;
    return { on, trigger: "sealed_when_written", act: { insert: on, row: good[on] ?? {} }, left };
  }),

  // ── Attendance ──
  {
    ...{ on: "attendance_sheet", trigger: "sealed_sheet_stays", given: [["attendance_sheet", sealedSheet]] },
    ...{ act: "update attendance_sheet set declared = 4", says: /a sealed sheet never changes/ },
  },
  {
    ...{ on: "attendance_sheet", trigger: "sealed_sheet_stays", given: [["attendance_sheet", sealedSheet]] },
    ...{ act: "delete from attendance_sheet", says: /a sealed sheet never changes/ },
  },
  {
    ...{ on: "attendance_sheet", trigger: "sealed_when_closed" },
    act: { insert: "attendance_sheet", row: sealedSheet },
    left: "select 1 from attendance_sheet where length(digest) = 64",
  },
  {
    ...{ on: "presence", trigger: "presence_follows", given: [["attendance_sheet", sealedSheet]] },
    ...{ act: { insert: "presence", row: good.presence ?? {} }, says: /a sealed sheet takes corrections only/ },
  },
  {
    ...{ on: "presence", trigger: "presence_follows", given: [["attendance_sheet", good.attendance_sheet ?? {}]] },
    ...{ act: { insert: "presence", row: { ...good.presence, seq: 3 } }, says: /presence lines follow one another/ },
  },

  // ── Hours ──
  {
    ...{ on: "hour_entry", trigger: "hour_entry_chain", given: [hour] },
    ...{ act: { insert: "hour_entry", row: { ...counterEntry, previous_hash: "x" } }, says: /line 2 does not follow/ },
  },
  {
    ...{ on: "hour_entry", trigger: "hour_entry_has_proof" },
    ...{ act: { insert: "hour_entry", row: activityHour }, says: /an hour at a distance says what was attested/ },
  },
  {
    ...{ on: "hour_entry", trigger: "hour_entry_has_proof" },
    ...{ act: { insert: "hour_entry", row: designHour }, says: /an hour of design says what was declared/ },
  },
  {
    ...{ on: "hour_correction", trigger: "hour_correction_proposed", given: [hour, seance] },
    act: { insert: "hour_correction", row: { ...good.hour_correction, true_minutes: 181 } },
    says: /within the planned ones/,
  },
  {
    ...{
      on: "hour_correction",
      trigger: "hour_correction_proposed",
      given: [hour, seance, ["hour_entry", counterEntry]],
    },
    act: { insert: "hour_correction", row: good.hour_correction ?? {} },
    says: /only a standing hour of a trainer/,
  },
  {
    on: "hour_correction",
    trigger: "hour_correction_decided",
    given: [hour, ["hour_entry", counterEntry], ["hour_correction", { ...good.hour_correction, true_minutes: 0 }]],
    act: `update hour_correction set status = 'APPROVED', decided_at = '${at}', decided_by_id = '${id("person")}'`,
    says: /nobody decides a correction of an own hour/,
  },
  {
    on: "hour_correction",
    trigger: "hour_correction_decided",
    given: [hour, ["hour_correction", { ...good.hour_correction, true_minutes: 0 }]],
    act: `update hour_correction set status = 'APPROVED', decided_at = '${at}', decided_by_id = '${id("deputy")}'`,
    says: /an approved correction takes the line back/,
  },

  // ── Missions ──
  {
    ...{ on: "mission", trigger: "mission_keeps_its_channel", given: [["mission", good.mission ?? {}]] },
    ...{ act: "update mission set channel = 'PACTE'", says: /a mission keeps its person/ },
  },
  {
    on: "mission",
    trigger: "mission_keeps_its_channel",
    given: [
      ["mission", good.mission ?? {}],
      ["mission_fact", { ...good.mission_fact, kind: "DECISION_RECTEUR", amount_cents: 60_000 }],
    ],
    ...{ act: "update mission set amount_cents = 1", says: /the amount that the recteur decided stays/ },
  },
  {
    ...{ on: "mission_fact", trigger: "mission_fact_in_order" },
    act: { insert: "mission_fact", row: { ...good.mission_fact, kind: "DECISION_RECTEUR", seq: 3, reason: "r" } },
    says: /the words of the recteur follow one another/,
  },
  {
    ...{ on: "mission_fact", trigger: "decision_is_the_amount", given: [["mission", good.mission ?? {}]] },
    // It speaks at the end of a transaction, which does not come here.
    act: `set constraints all immediate; insert into mission_fact (id, mission_id, kind, held_on, at, recorded_by_id, amount_cents)
      values ('${id("fact")}', '${id("mission")}', 'DECISION_RECTEUR', '2012-10-05', '${at}', '${id("rectorat")}', 1)`,
    says: /the amount of a mission is the one that was decided/,
  },
  { on: "mission", trigger: "mission_stays", act: "delete from mission", says: /ended, never removed/ },
  {
    ...{ on: "mission_fact", trigger: "mission_fact_of_another", given: [["mission", good.mission ?? {}]] },
    act: { insert: "mission_fact", row: { ...good.mission_fact, recorded_by_id: id("person") } },
    says: /EVD-03: nobody states a fact of their own mission/,
  },

  // ── Answers ──
  {
    ...{ on: "held_answer", trigger: "held_answer_follows" },
    act: { insert: "held_answer", row: { ...good.held_answer, seq: 2 } },
    says: /the answers to a rule follow one another/,
  },
  {
    ...{ on: "held_answer", trigger: "held_answer_follows", given: [["mission", good.mission ?? {}]] },
    act: { insert: "held_answer", row: { ...good.held_answer, answered_by_id: id("person") } },
    says: /whoever benefits does not answer/,
  },
  {
    on: "held_answer",
    trigger: "held_answer_follows",
    given: [hsa("mission"), hsa("another"), ["held_answer", { ...first, id: id("first"), mission_id: id("another") }]],
    act: { insert: "held_answer", row: first },
    says: /another mission has the first hour of the year/,
  },
  {
    on: "held_answer",
    trigger: "answer_changes_drafts",
    given: [["mission", good.mission ?? {}], inAcademie, statement({ ...good.pay_statement, channel: "IFIC" })],
    ...{ act: { insert: "held_answer", row: good.held_answer ?? {} }, left: "select 1 from draft_change" },
  },

  // ── Careers ──
  ...(["insert", "update", "delete"] as const).map(
    (verb): WrongAct => ({
      ...{ on: "career", trigger: "career_changes_drafts", left: "select 1 from draft_change" },
      given: [
        ["mission", good.mission ?? {}],
        inAcademie,
        statement({ ...good.pay_statement, channel: "IFIC" }),
        ...(verb === "insert" ? [] : [["career", good.career ?? {}] satisfies [string, Row]]),
      ],
      act: {
        insert: { insert: "career", row: good.career ?? {} },
        update: "update career set grade = 'HC'",
        delete: "delete from career",
      }[verb],
    }),
  ),

  // ── Pay ──
  {
    on: "certification",
    trigger: "certification_in_open_month",
    given: [
      hour,
      ["mission", good.mission ?? {}],
      place,
      ["month_closing_event", { ...good.month_closing_event, place_id: id("school") }],
    ],
    act: { insert: "certification", row: good.certification ?? {} },
    says: /a closed month takes no certification/,
  },
  {
    ...{ on: "pay_line", trigger: "only_drafts_gain_lines", given: [statement(decidedStatement)] },
    ...{ act: { insert: "pay_line", row: good.pay_line ?? {} }, says: /only a draft changes its lines/ },
  },
  {
    on: "pay_line",
    trigger: "only_drafts_lose_lines",
    given: [statement(controlledStatement), ["pay_line", good.pay_line ?? {}]],
    ...{ act: "delete from pay_line", says: /only a draft changes its lines/ },
  },
  {
    on: "pay_line",
    trigger: "decided_line_stays",
    given: [statement(controlledStatement), ["pay_line", good.pay_line ?? {}]],
    ...{ act: "update pay_line set amount_cents = 1", says: /only a draft changes its lines/ },
  },
  {
    on: "pay_line",
    trigger: "sealed_line",
    act: { insert: "pay_line", row: { ...good.pay_line, sealed_at: at, digest: "d" } },
    left: "select 1 from pay_line where length(digest) = 64",
  },
  {
    ...{ on: "pay_statement", trigger: "sealed_when_closed", given: [statement(controlledStatement)] },
    act: `update pay_statement set status = 'DECIDED', digest = 'd', sealed_at = '${at}'`,
    left: "select 1 from pay_statement where length(digest) = 64",
  },
  {
    ...{ on: "pay_statement", trigger: "decided_statement_stays", given: [statement(decidedStatement)] },
    ...{ act: "update pay_statement set drafted_at = now()", says: /a decided statement never changes/ },
  },
  {
    ...{ on: "pay_statement", trigger: "statement_moves_forward", given: [statement(controlledStatement)] },
    ...{ act: "update pay_statement set total_cents = 1", says: /only a draft changes its total/ },
  },
  {
    ...{ on: "pay_statement", trigger: "statement_moves_forward", given: [statement(good.pay_statement ?? {})] },
    act: `update pay_statement set status = 'DECIDED', digest = 'd', sealed_at = '${at}'`,
    says: /only a controlled one is decided/,
  },
  {
    ...{ on: "pay_statement", trigger: "statement_moves_forward", given: [statement(good.pay_statement ?? {})] },
    ...{ act: "delete from pay_statement", says: /a statement is never removed/ },
  },
  {
    on: "statement_event",
    trigger: "statement_event_second_person",
    given: [["statement_event", { ...good.statement_event, by_id: id("rectorat") }]],
    ...{ act: { insert: "statement_event", row: decides("rectorat") }, says: /who wrote a draft/ },
  },
  {
    on: "statement_event",
    trigger: "statement_event_second_person",
    given: [["statement_event", { ...good.statement_event, status: "CONTROLLED", by_id: id("rectorat") }]],
    ...{ act: { insert: "statement_event", row: decides("rectorat") }, says: /who controls does not decide/ },
  },
  {
    on: "statement_event",
    trigger: "statement_event_second_person",
    given: [
      ["pay_line", good.pay_line ?? {}],
      ["mission", good.mission ?? {}],
      ["certification", good.certification ?? {}],
    ],
    ...{ act: { insert: "statement_event", row: decides("head") }, says: /who certified or earns an hour/ },
  },

  // ── What is still to pay ──
  {
    ...{ on: "certification", trigger: "certified_is_to_pay", given: [hour, hseMission] },
    ...{ act: { insert: "certification", row: good.certification ?? {} }, left: "select 1 from hour_to_pay" },
  },
  {
    on: "hour_entry",
    trigger: "taken_back_is_to_pay",
    given: [hour, hseMission, ["certification", good.certification ?? {}], toPay],
    act: { insert: "hour_entry", row: counterEntry },
    left: "select 1 where not exists (select from hour_to_pay)",
  },
  {
    on: "hour_entry",
    trigger: "taken_back_is_to_pay",
    given: [hour, hseMission, ["certification", good.certification ?? {}], statement(decidedStatement), line],
    ...{ act: { insert: "hour_entry", row: counterEntry }, left: "select 1 from hour_to_pay" },
  },
  {
    on: "pay_statement",
    trigger: "decided_is_paid",
    given: [statement(controlledStatement), hour, line, toPay],
    act: `update pay_statement set status = 'DECIDED', digest = 'd', sealed_at = '${at}'`,
    left: "select 1 where not exists (select from hour_to_pay)",
  },
  {
    on: "pay_statement",
    trigger: "decided_is_paid",
    given: [statement(controlledStatement), hour, hseMission, ["hour_entry", counterEntry], line],
    act: `update pay_statement set status = 'DECIDED', digest = 'd', sealed_at = '${at}'`,
    left: "select 1 from hour_to_pay",
  },

  // ── Budget ──
  {
    ...{ on: "commitment", trigger: "commitment_imputation", given: [["envelope", good.envelope ?? {}]] },
    ...{ act: { insert: "commitment", row: { ...good.commitment, nature: "REPROGRAPHY" } }, says: /BUD-01/ },
  },
  {
    ...{ on: "commitment", trigger: "commitment_imputation", given: [["envelope", good.envelope ?? {}]] },
    act: { insert: "commitment", row: { ...good.commitment, nature: "IFIC" } },
    says: /does not admit this nature/,
  },
];
