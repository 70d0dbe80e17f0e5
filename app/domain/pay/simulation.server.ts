import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize } from "../authorize";
import { dayOf } from "../calendar";
import { refuse } from "../errors";
import { sentenceFormats } from "./formats.server";
import { payPolicy } from "./policy";
import { loadRates, rateOn } from "./rates.server";
import { correctionEntries, judgeRecovery } from "./rules/recovery";
import { decideLines } from "./rules/together";
import { answerOf, sentences } from "./simulation-answer";
import type { CorrectionAsked, RecoveryAsked } from "./simulation-corrections";
import { factsOf } from "./simulation-facts";
import type { Simulation } from "./simulation-schema";

/** Judges lines that somebody describes, with the rates and the calendar of this house. Nothing is read of anybody. */
export async function simulatePay(actor: Actor, asked: Simulation) {
  authorize(actor, payPolicy, "pay.simulate", null);
  const year = asked.schoolYear ? await db.schoolYear.findUnique({ where: { id: asked.schoolYear } }) : null;
  const lines = factsOf(asked, year && dayOf(year.endsOn));
  return answerOf(asked, decideLines(lines, await loadRates(), asked.asOf ?? null), sentenceFormats);
}

/** The counter-entries of a paid line, at the rate of its day. @throws not_found where no row covers an HSE of that day */
export async function simulateCorrection(actor: Actor, { line, trueMinutes }: CorrectionAsked) {
  authorize(actor, payPolicy, "pay.simulate", null);
  const paid = { minutes: line.minutes, amountCents: line.amount };
  if (line.channel !== "HSE") return correctionEntries(paid, trueMinutes, null);
  if (!line.corps || !line.grade) throw refuse("invalid", "api.invalidParameter", { name: "line.corps, line.grade" });
  const row = await rateOn(actor, { corps: line.corps, grade: line.grade, date: line.serviceDate });
  return correctionEntries(paid, trueMinutes, row);
}

/** REC-02 of an overpayment. @throws invalid where it is claimed before it was paid */
export function checkRecovery(actor: Actor, asked: RecoveryAsked) {
  authorize(actor, payPolicy, "pay.simulate", null);
  if (asked.claimedOn < asked.paidOn) throw refuse("invalid", "api.invalidParameter", { name: "claimedOn" });
  const { decision, findings, until, text } = judgeRecovery(asked);
  const inTime = { fr: "L'indu peut encore être réclamé.", en: "The overpayment can still be claimed." };
  return {
    decision,
    codes: findings.map(({ code }) => code),
    text,
    until,
    explanation: {
      fr: sentences(findings, "fr", sentenceFormats) || inTime.fr,
      en: sentences(findings, "en", sentenceFormats) || inTime.en,
    },
  };
}
