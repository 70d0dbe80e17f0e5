// Guards of hours, pay and budget in the code: where each stands, what stands there without it, and the tests nearest to it,
// the narrowest first. Those of the database are dropped one by one in tests/domain/guards.test.ts.

import { answerGuards } from "./answers.mjs";
import { careerGuards } from "./careers.mjs";
import { draftGuards } from "./drafts.mjs";
import { flatGuards } from "./flat.mjs";
import { budget, guard, hours, pay } from "./guard.mjs";
import { letterGuards } from "./letters.mjs";
import { plannedGuards } from "./planned.mjs";

const rulesOfPay = ["app/domain/pay/rules.test.ts", "app/domain/pay/rules/flat.test.ts", "tests/api/pay.test.ts"];

const booking = [`${hours}/rules.test.ts`, "tests/domain/hours.test.ts", "tests/domain/ledger-properties.test.ts"];
const ledger = ["tests/domain/hours.test.ts", "tests/domain/races.test.ts", "tests/domain/ledger-properties.test.ts"];
const correcting = ["tests/domain/hour-correction.test.ts", "tests/domain/pay-hour-correction.test.ts"];
const certifying = [
  `${pay}/certification.test.ts`,
  "tests/domain/pay.test.ts",
  "tests/domain/pay-control.test.ts",
  "tests/domain/pay-closing.test.ts",
];
const deciding = ["tests/domain/pay-control.test.ts", "tests/domain/pay.test.ts", "tests/domain/races.test.ts"];
const money = ["tests/domain/budget.test.ts", "tests/domain/pay.test.ts", "tests/domain/races.test.ts"];

/** Each rule of the engine, left out of the list. */
const rules = (
  "pay01 pay02 pay03 pay04 pay05 pay06 pay07 pay08 pay09 pay10 pay11 pay12 pay13 pay14 hrs01 hrs02 hrs03 hrs04 hrs05 " +
  "hrs06 evd01 evd02 evd03 evd04 bud01 bud02 bud03 bud05"
)
  .split(" ")
  .map((name) => guard(`${pay}/rules.ts`, `\n  ${name},\n`, "\n", ...rulesOfPay, ...certifying));

export const guards = [
  // ── Hours: booking ──
  guard(`${hours}/rules.ts`, 'sheet.status === "SEALED" && ', "", ...booking),
  guard(`${hours}/rules.ts`, 'sheet.seance.status === "PLANNED" && ', "", ...booking),
  guard(`${hours}/rules.ts`, " && sheet.seance.endsAt <= now", "", ...booking),
  guard(`${hours}/rules.ts`, ".filter(({ personId }) => personId !== seance.trainerId)", "", ...booking),
  guard(`${hours}/rules.ts`, "mission?.personId === seance.trainerId", "mission", ...booking),
  guard(`${hours}/rules.ts`, "if (entry.minutes <= 0) throw", "if (entry.minutes === 0) throw", ...booking),
  guard(`${hours}/commands/book.server.ts`, " || (await isBooked(tx, sheetId))", "", ...ledger),
  guard(`${hours}/commands/correct.server.ts`, 'correction?.status !== "APPROVED"', "!correction", ...ledger),
  guard(`${hours}/commands/correct.server.ts`, " || !(await isBooked(tx, sheetId))", "", ...ledger),

  // ── Hours: the ledger ──
  guard(`${hours}/rules.ts`, "entry.number === number && ", "", `${hours}/rules.test.ts`, ...ledger),
  guard(`${hours}/rules.ts`, "entry.previousHash === previous && ", "", `${hours}/rules.test.ts`, ...ledger),
  guard(`${hours}/rules.ts`, " && entry.hash === chainHash(entry, previous, sha256)", "", `${hours}/rules.test.ts`),
  guard(`${hours}/rules.ts`, "    minutes: entry.minutes,\n    missionId", "    missionId", `${hours}/rules.test.ts`),
  guard(`${hours}/ledger.server.ts`, "if (written.has(draft.sourceKey)) continue;", "", ...ledger),
  guard(`${hours}/ledger.server.ts`, "await isBookedElsewhere(tx, draft)", "false", ...ledger),
  guard(`${hours}/ledger.server.ts`, "  await lockPersons(tx, drafts);\n", "", ...ledger),
  guard(`${hours}/ledger.server.ts`, " FOR UPDATE`", "`", ...ledger),

  // ── Hours: corrections ──
  guard(`${hours}/correction.ts`, "if (trueMinutes > most)", "if (false)", ...correcting),
  guard(`${hours}/correction.ts`, "if (trueMinutes === line.minutes)", "if (false)", ...correcting),
  guard(`${hours}/correction.ts`, '(pending ? fault("correctionPending") : null)', "null", ...correcting),
  guard(`${hours}/correction.ts`, 'if (role === "TRAINEE")', "if (false)", ...correcting),
  guard(`${hours}/correction.ts`, "minutes <= 0 || reversed", "minutes <= 0", ...correcting),
  guard(`${hours}/correction.ts`, "minutes <= 0 || reversed", "reversed", ...correcting),
  guard(`${hours}/correction.ts`, "if (facts.deciderId === facts.proposedById)", "if (false)", ...correcting),
  guard(`${hours}/correction.ts`, "facts.deciderId === facts.personId ?", "false ?", ...correcting),
  guard(`${hours}/commands/correct-hour.server.ts`, "if (written !== drafts.length)", "if (false)", ...correcting),
  guard(
    `${hours}/commands/correct-hour.server.ts`,
    'if (correction.status !== "PROPOSED") throw refuse("conflict", "hours.alreadyDecided");',
    "",
    ...correcting,
  ),

  // ── Pay: certification and closing ──
  guard(`${pay}/certification.ts`, "if (facts.personId === facts.certifierId)", "if (false)", ...certifying),
  guard(`${pay}/certification.ts`, "if (facts.authorIds.includes(facts.certifierId))", "if (false)", ...certifying),
  guard(
    `${pay}/certification.ts`,
    "if (facts.minutes <= 0 || facts.reversed)",
    "if (false)",
    ...correcting,
    ...certifying,
  ),
  guard(`${pay}/certification.ts`, "if (facts.endsAt > now)", "if (false)", ...certifying),
  guard(`${pay}/certification.ts`, "closesAt && closesAt <= now ?", "false ?", ...certifying),
  guard(
    `${pay}/commands/certify.server.ts`,
    "if (known.decision !== decision)",
    "if (false)",
    ...certifying,
    "tests/domain/races.test.ts",
  ),
  guard(
    `${pay}/commands/certify.server.ts`,
    "if (ids.length === 0 || inScope.length !== ids.length)",
    "if (false)",
    ...certifying,
  ),
  guard(
    `${pay}/commands/certify.server.ts`,
    "    await lockHours(tx, ids);\n",
    "",
    ...correcting,
    "tests/domain/races.test.ts",
  ),
  guard(
    `${pay}/commands/close.server.ts`,
    "if (!isOver(month, localDay(now, place.timeZone)))",
    "if (false)",
    "tests/domain/pay-closing.test.ts",
  ),
  guard(`${pay}/commands/close.server.ts`, "window?.graceDays ?? 0", "0", "tests/domain/pay-closing.test.ts"),

  // ── Pay: from draft to export ──
  guard(`${pay}/steps.ts`, "facts.writtenById === facts.actorId && ", "false && ", ...deciding),
  guard(`${pay}/steps.ts`, "facts.interested && ", "false && ", ...deciding),
  guard(
    `${pay}/steps.ts`,
    'facts.status === "CONTROLLED" && facts.controlledById === facts.actorId && ',
    "false && ",
    ...deciding,
  ),
  guard(`${pay}/steps.ts`, 'facts.status === "DRAFT" && conflict("notControlled")', "false", ...deciding),
  guard(`${pay}/steps.ts`, ', facts.paidLines === 0 && conflict("nothingToDecide"));', ");", ...deciding),
  guard(
    `${pay}/steps.ts`,
    'status !== "DECIDED" && status !== "EXPORTED" && conflict("notDecided")',
    "false",
    ...deciding,
  ),
  guard(`${pay}/steps.ts`, "!window.open && outside", "false", ...deciding, "tests/domain/pay-closing.test.ts"),
  guard(`${pay}/commands/control.server.ts`, "totalCents !== undefined && cents !== totalCents", "false", ...deciding),
  guard(`${pay}/commands/decide.server.ts`, "totalCents !== undefined && cents !== totalCents", "false", ...deciding),
  guard(`${pay}/commands/decide.server.ts`, "    await requireUnchanged(tx, statement, chargesOf);\n", "", ...deciding),
  guard(`${pay}/commands/export.server.ts`, "  await reauthenticate(actor, password, browser);\n", "", ...deciding),
  guard(`${pay}/commands/export.server.ts`, '    if (statement.status === "EXPORTED") return;\n', "", ...deciding),

  // ── The rules of a line ──
  ...rules,
  guard(
    `${pay}/rules.ts`,
    '(decision === "ACCEPT" || decision === "WARN") && unchecked.length === 0',
    '(decision === "ACCEPT" || decision === "WARN")',
    ...rulesOfPay,
    ...certifying,
  ),
  guard(`${pay}/rules.ts`, "if (weight[verdict.decision] > weight[decision]) ", "", ...rulesOfPay),
  guard(`${pay}/rules/rates.ts`, "dayOf(validFrom) <= day && ", "", ...rulesOfPay),
  guard(`${pay}/rules/rates.ts`, "(validTo === null || day <= dayOf(validTo))", "true", ...rulesOfPay),

  // ── Budget ──
  guard(`${budget}/moves.server.ts`, ` AND delegated_cents - committed_cents >= \${amountCents}\``, "`", ...money),
  guard(
    `${budget}/moves.server.ts`,
    ` AND (\${amountCents} >= 0 OR delegated_cents - committed_cents + \${amountCents} >= 0)\``,
    "`",
    ...money,
  ),
  guard(
    `${budget}/moves.server.ts`,
    `\n      WHERE id = \${envelopeId}::uuid AND delegated_cents - committed_cents >= \${amountCents}\``,
    `\n      WHERE id = \${envelopeId}::uuid AND delegated_cents >= \${amountCents}\``,
    ...money,
  ),
  guard(
    `${budget}/moves.server.ts`,
    ` AND committed_cents - service_done_cents >= \${line.amountCents}\``,
    "`",
    ...money,
  ),
  guard(`${budget}/moves.server.ts`, "  if (written === 0) return false;\n", "", ...money),
  guard(
    `${budget}/moves.server.ts`,
    "if ((await count()) === 0) throw await notEnough(tx, line);",
    "await count();",
    ...money,
  ),
  guard(`${budget}/rules.ts`, "if (isStaffNature(nature) && !titre2)", "if (false)", `${budget}/rules.test.ts`),
  guard(
    `${budget}/rules.ts`,
    "if (!isStaffNature(nature) && titre2 && natures.length === 0)",
    "if (false)",
    `${budget}/rules.test.ts`,
  ),
  guard(
    `${budget}/rules.ts`,
    "if (natures.length > 0 && !natures.includes(nature))",
    "if (false)",
    `${budget}/rules.test.ts`,
  ),
  guard(`${budget}/rules.ts`, "return amountCents > available", "return false", `${budget}/rules.test.ts`),
  guard(`${budget}/rules.ts`, "return envelope.programme === expected", "return true", `${budget}/rules.test.ts`),
  guard(`${budget}/commands.server.ts`, 'entry.certification?.decision === "CERTIFIED" && ', "", ...money),
  guard(`${budget}/commands.server.ts`, " && takenBack === 0", "", ...money, ...correcting),
  guard(`${budget}/commands.server.ts`, "if (excess > 0)", "if (false)", ...money),
  guard(`${budget}/commands.server.ts`, 'seance?.status !== "CANCELLED" || ', "", ...money),
  guard(
    `${budget}/commands.server.ts`,
    "if (commitment.amountCents - commitment.releasedCents - commitment.serviceDoneCents < amountCents) return;",
    "",
    ...money,
    "tests/domain/ledger-properties.test.ts",
  ),
  guard(
    `${budget}/commands/record-payment.server.ts`,
    'if (statement?.status !== "EXPORTED") return parts;',
    "if (!statement) return parts;",
    "tests/domain/pay.test.ts",
    ...money,
  ),
  guard(`${budget}/commands/record-payment.server.ts`, "  if (moved)\n", "", ...money),

  ...plannedGuards,
  ...draftGuards,
  ...flatGuards,
  ...answerGuards,
  ...careerGuards,
  ...letterGuards,
];

/** What every run of the tests tries: one of each room, where no database is needed. */
export const sample = [hours, pay, budget].map((room) => {
  return guards.find(({ file, tests: [nearest = ""] }) => file.startsWith(room) && nearest.startsWith("app/"));
});
