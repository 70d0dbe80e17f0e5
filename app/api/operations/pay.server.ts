import { z } from "zod";
import { rateOn } from "~/domain/pay/rates.server";
import { instalmentsOf } from "~/domain/pay/rules/instalments";
import { channels, decisions } from "~/domain/pay/schema";
import { checkRecovery, simulatePay as simulate, simulateCorrection } from "~/domain/pay/simulation.server";
import { decimalOf, rateOf } from "~/domain/pay/simulation-answer";
import { CorrectionAsked, RecoveryAsked } from "~/domain/pay/simulation-corrections";
import { Corps, Day, Grade, Money, Simulation } from "~/domain/pay/simulation-schema";
import { defineOperation } from "../operation";
import { Nothing } from "../shapes";

const Amount = z.string().describe("Euros, as a decimal string");
const Sentences = z.object({ fr: z.string(), en: z.string() });
const Decision = z.enum(decisions);
const Row = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .describe("The dated row the amount was computed with");
const asked = { scope: "pay.simulate", policy: "pay.simulate", params: Nothing } as const;

export const simulatePay = defineOperation({
  ...asked,
  method: "post",
  path: "/pay/simulate",
  operationId: "simulatePay",
  summary: "Would these lines of one person be paid? A fact that is left out does not decide; null or false does",
  query: Nothing,
  body: Simulation,
  response: z.object({
    lines: z.array(
      z.object({
        ref: z.string(),
        decision: Decision,
        codes: z.array(z.string()),
        amount: Amount.nullable(),
        rateRow: Row.nullable(),
        text: z.string().nullable(),
        explanation: Sentences,
        unchecked: z.array(z.string()).describe("Rules that a fact left out keeps from deciding"),
      }),
    ),
    groups: z.array(
      z.object({
        lines: z.array(z.string()),
        decision: Decision,
        code: z.string(),
        paidAtMost: z.int().optional(),
      }),
    ),
    payable: Amount,
  }),
  handle: (actor, { body }) => simulate(actor, body),
});

export const getPayRate = defineOperation({
  ...asked,
  method: "get",
  path: "/pay/rates",
  operationId: "getPayRate",
  summary: "HSA, first HSA and HSE of a corps and grade on a day of service; 404 when no row covers it",
  query: z.object({ corps: Corps, grade: Grade, date: Day }),
  response: z.object({ hsa: Amount, hsaFirst: Amount, hse: Amount, row: Row, source: z.string() }),
  handle: async (actor, { query }) => {
    const row = await rateOn(actor, query);
    return {
      hsa: decimalOf(row.yearlyCents),
      hsaFirst: decimalOf(row.firstYearlyCents),
      hse: decimalOf(row.hourlyCents),
      row: rateOf(row),
      source: row.source,
    };
  },
});

export const payInstalments = defineOperation({
  ...asked,
  method: "post",
  path: "/pay/instalments",
  operationId: "payInstalments",
  summary: "How an amount is paid: by ninths (IMP, HSA), at once otherwise; the parts add up to it",
  query: Nothing,
  body: z.strictObject({ channel: z.enum(channels), amount: Money.refine((cents) => cents >= 0) }),
  response: z.object({ instalments: z.array(Amount), sum: Amount }),
  handle: async (_actor, { body: { channel, amount } }) => ({
    instalments: instalmentsOf(channel, amount).map(decimalOf),
    sum: decimalOf(amount),
  }),
});

export const simulatePayCorrection = defineOperation({
  ...asked,
  method: "post",
  path: "/pay/corrections/simulate",
  operationId: "simulatePayCorrection",
  summary: "The counter-entries that bring a paid line to its true minutes; the line itself stays",
  query: Nothing,
  body: CorrectionAsked,
  response: z.object({
    entries: z.array(z.object({ minutes: z.int(), amount: Amount })),
    net: Amount,
  }),
  handle: async (actor, { body }) => {
    const { entries, netCents } = await simulateCorrection(actor, body);
    return {
      entries: entries.map(({ minutes, amountCents }) => ({ minutes, amount: decimalOf(amountCents) })),
      net: decimalOf(netCents),
    };
  },
});

export const checkPayRecovery = defineOperation({
  ...asked,
  method: "post",
  path: "/pay/recoveries/check",
  operationId: "checkPayRecovery",
  summary: "May an overpayment still be claimed back?",
  query: Nothing,
  body: RecoveryAsked,
  response: z.object({
    decision: Decision,
    codes: z.array(z.string()),
    text: z.string(),
    until: Day.describe("First day on which it has lapsed"),
    explanation: Sentences,
  }),
  handle: async (actor, { body }) => checkRecovery(actor, body),
});
