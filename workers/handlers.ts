import { findActorByPerson } from "~/domain/account/sessions.server";
import { commitDecided } from "~/domain/budget/commands/commit-decided.server";
import { priceAgain, priceDaysAgain } from "~/domain/budget/commands/price-again.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone, releaseSeance } from "~/domain/budget/commands.server";
import { draftStatements, redraftChanged, redraftDrafts } from "~/domain/budget/statements.server";
import { issueCertificates } from "~/domain/certificate/commands.server";
import { enrolPendingOfPerson } from "~/domain/cohort/commands/enrol.server";
import { sendMail } from "~/domain/delivery/commands.server";
import { refuse } from "~/domain/errors";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { bookActivity } from "~/domain/hours/commands/book-activity.server";
import { applyCorrectionToHours } from "~/domain/hours/commands/correct.server";
import { reconcileMonth } from "~/domain/pay/commands/reconcile.server";
import { tellClosing, tellReopening } from "~/domain/pay/telling.server";
import { compactScenario } from "~/domain/scenario/commands.server";
import { convokeCohort, remindSeance } from "~/domain/seance/convocation.server";
import { keepAutomaticVersion } from "~/domain/version/commands/keep.server";
import type { Handlers } from "./process";
import { tick } from "./tick";
import { verifyDay } from "./verify";

/** One domain command for each job; every one may be called twice. */
export const handlers: Handlers = {
  "clock.tick": tick,
  "mail.send": ({ mailId }) => sendMail(mailId),
  "hours.bookSheet": ({ sheetId }) => bookSheet(sheetId),
  "hours.applyCorrection": ({ correctionId }) => applyCorrectionToHours(correctionId),
  "hours.bookActivity": ({ attestationId }) => bookActivity(attestationId),
  "pay.draftStatements": ({ month }) => draftStatements(month),
  "pay.redraftDrafts": () => redraftDrafts(),
  "pay.redraftChanged": () => redraftChanged(),
  "pay.reconcile": ({ academieId, month }) => reconcileMonth(academieId, month),
  "pay.tellClosing": ({ closingId }) => tellClosing(closingId),
  "pay.tellReopening": ({ openingId }) => tellReopening(openingId),
  "budget.recordServiceDone": ({ hourEntryId }) => recordServiceDone(hourEntryId),
  "budget.recordPayment": ({ statementId }) => recordPayment(statementId),
  "budget.priceAgain": ({ personId }) => priceAgain(personId),
  "budget.priceDaysAgain": (days) => priceDaysAgain(days),
  "budget.commitDecided": () => commitDecided(),
  "budget.releaseSeance": ({ seanceId }) => releaseSeance(seanceId),
  "cohort.enrolPending": ({ personId }) => enrolPendingOfPerson(personId),
  "seance.convoke": ({ cohortId }) => convokeCohort(cohortId),
  "seance.remind": ({ seanceId, revision }) => remindSeance(seanceId, revision),
  "scenario.compact": ({ scenarioId }) => compactScenario(scenarioId),
  "version.keepAutomatic": ({ scenarioId }) => keepAutomaticVersion(scenarioId),
  "audit.verify": ({ day }) => verifyDay(day),
  "certificate.issue": async ({ cohortId, actorId }) => {
    // The right is asked again here: the job may run long after the request.
    const actor = await findActorByPerson(actorId);
    if (!actor) throw refuse("forbidden", "common.forbidden");
    await issueCertificates(actor, cohortId);
  },
};
