import { z } from "zod";
import { dayOf } from "~/domain/calendar";
import { refuse } from "~/domain/errors";
import { loadRates } from "~/domain/pay/rates.server";
import { findRate } from "~/domain/pay/rules/rates";
import { defineOperation } from "../operation";
import { Day, Nothing } from "../shapes";

const Corps = z.enum(["CERTIFIE", "PLP", "PEPS", "AGREGE", "AGREGE_EPS", "PE", "CPE", "OTHER"]);

export const getPayRate = defineOperation({
  method: "get",
  path: "/pay/rates",
  operationId: "getPayRate",
  summary: "The HSE rate of a corps and grade on a day of service; 404 when no row covers it",
  scope: "pay:read",
  policy: "pay.listStatements",
  params: Nothing,
  query: z.object({ corps: Corps, grade: z.enum(["CN", "HC"]), date: Day }),
  response: z.object({
    corps: Corps,
    grade: z.enum(["CN", "HC"]),
    date: Day,
    hourlyCents: z.int(),
    yearlyCents: z.int(),
    validFrom: Day,
    validTo: Day.nullable(),
    source: z.string(),
    rounding: z.string(),
  }),
  handle: async (_actor, { query: { corps, grade, date } }) => {
    const row = findRate(await loadRates(), corps, grade, date);
    // The nearest row would be a guess: a service that none covers is held, not priced.
    if (!row) throw refuse("not_found", "api.noRateRow", { corps, grade, date });
    return {
      ...row,
      corps,
      grade,
      date,
      validFrom: dayOf(row.validFrom),
      validTo: row.validTo && dayOf(row.validTo),
    };
  },
});
