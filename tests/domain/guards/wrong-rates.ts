import { at, controlledStatement, good, id, type Row } from "./rows";
import { hour, hseMission, place, statement, type WrongAct } from "./wrong-acts";

const rate = (but: Row = {}): [string, Row] => ["rate_row", { ...good.rate_row, ...but }];
const used = (until: string): [string, Row] => ["rate_use", { rate_row_id: id("rate"), until }];
/** A line of an hour of 17 October, priced at the rate, in a statement to decide. */
const atTheRate: [string, Row][] = [
  ...[statement(controlledStatement), hour, hseMission, place],
  ["pay_line", { ...good.pay_line, rate_row_id: id("rate") }],
];
const decidesIt = `update pay_statement set status = 'DECIDED', digest = 'd', sealed_at = '${at}'`;

/** What keeps a rate that paid somebody as it was when it did. */
export const wrongRateActs: WrongAct[] = [
  {
    on: "rate_row",
    trigger: "used_rate_stays",
    given: [rate({ withdrawn_at: at, withdrawn_reason: "Faux" })],
    ...{ act: "update rate_row set withdrawn_at = null, withdrawn_reason = null", says: /taken away stays so/ },
  },
  {
    ...{ on: "rate_row", trigger: "used_rate_stays", given: [rate(), used("1990-06-30")] },
    ...{ act: "update rate_row set hourly_cents = 1", says: /that paid somebody stays/ },
  },
  {
    ...{ on: "rate_row", trigger: "used_rate_stays", given: [rate(), used("1990-06-30")] },
    ...{ act: "delete from rate_row", says: /that paid somebody stays/ },
  },
  {
    ...{ on: "rate_row", trigger: "used_rate_stays", given: [rate(), used("1990-06-30")] },
    ...{ act: "update rate_row set valid_to = '1990-07-31'", says: /a rate ends once/ },
  },
  {
    ...{ on: "rate_row", trigger: "used_rate_stays", given: [rate({ valid_to: null }), used("1990-06-30")] },
    ...{ act: "update rate_row set valid_to = '1990-06-29'", says: /after the last day it paid/ },
  },
  {
    on: "pay_statement",
    trigger: "decided_at_standing_rates",
    given: [...atTheRate, rate({ valid_from: "2010-01-01", valid_to: "2012-10-16" })],
    ...{ act: decidesIt, says: /a rate that stands on its day/ },
  },
  {
    on: "pay_statement",
    trigger: "decided_at_standing_rates",
    given: [...atTheRate, rate({ valid_to: null, withdrawn_at: at, withdrawn_reason: "Faux" })],
    ...{ act: decidesIt, says: /a rate that stands on its day/ },
  },
  {
    ...{ on: "pay_statement", trigger: "decided_at_standing_rates", given: [...atTheRate, rate({ valid_to: null })] },
    ...{ act: decidesIt, left: "select 1 from rate_use where until = '2012-10-17'" },
  },
];
