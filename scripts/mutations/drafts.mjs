// Drafts that follow, the hands a statement goes through, and what reconciles them (ADR 26, 29, 32, 33).
import { guard, pay } from "./guard.mjs";

const following = ["tests/domain/pay-drafts-follow.test.ts", "tests/domain/pay-redraft.test.ts"];
const deciding = ["tests/domain/pay-redraft.test.ts", "tests/domain/pay-control.test.ts", "tests/domain/pay.test.ts"];
const reconciling = [`${pay}/reconciliation.test.ts`, "tests/domain/reconciliation.test.ts"];
const drafting = `${pay}/drafting.server.ts`;
const cause = `${pay}/reconciliation.ts`;

export const draftGuards = [
  // ── Lines that follow what changed ──
  guard(drafting, "written = drafts.filter(({ personIds }) => !personIds)", "written = drafts", ...following),
  guard(
    drafting,
    "differences.filter(({ gone, come }) => gone.length + come.length > 0)",
    "differences",
    ...following,
    ...deciding,
  ),
  guard(drafting, 'all.filter(({ status }) => status === null || status === "DRAFT")', "[...all]", ...deciding),
  guard(`${pay}/hour-lines.server.ts`, "    if (entry.reversedBy) return [];\n", "", ...following),
  guard(`${pay}/draft-rows.server.ts`, "!left.get(shapeOf(line))?.pop()", "true", ...following),
  guard(
    `${pay}/run.server.ts`,
    `      await tx.$executeRaw\`DELETE FROM draft_change WHERE id = ANY (\${changes.map(({ id }) => id)}::bigint[])\`;\n`,
    "",
    ...following,
  ),
  guard(
    `${pay}/run.server.ts`,
    "  for (const earlier of await listUnfinished(month)) await runMonth(earlier, chargesOf);\n",
    "",
    "tests/domain/pay.test.ts",
    "tests/workers/statement-run.test.ts",
  ),

  // ── Who wrote, controlled and decides ──
  guard(
    `${pay}/commands/control.server.ts`,
    "{ ...(await stepFactsOf(tx, actor, statement)), writtenById }",
    "await stepFactsOf(tx, actor, statement)",
    ...following,
    ...deciding,
  ),
  guard(
    `${pay}/commands/control.server.ts`,
    '    if (statement.status === "DRAFT" && back.sentBack === "DECISION") throw',
    "    if (false) throw",
    ...deciding,
  ),
  guard(
    `${pay}/steps.server.ts`,
    'last({ status: "DRAFT", sentBack: null })',
    'last({ status: "DRAFT" })',
    ...deciding,
  ),
  guard(
    `${pay}/steps.server.ts`,
    "        { hourEntry: { certification: { certifiedById: actor.personId } } },\n",
    "",
    ...deciding,
  ),
  guard(
    `${pay}/steps.server.ts`,
    '        { hourEntryId: null, mission: { facts: { some: { kind: "SERVICE_FAIT", recordedById: actor.personId } } } },\n',
    "",
    ...deciding,
    "tests/domain/mission-money.test.ts",
    "tests/domain/pay-channels.test.ts",
  ),

  // ── Three ways ──
  guard(cause, '  if (item.reversed) return "TAKEN_BACK";\n', "", ...reconciling),
  guard(cause, '  if (item.kind === "HOUR" && !item.paidByHour) return "PAID_AS_A_WHOLE";\n', "", ...reconciling),
  guard(cause, "paidLines > 1 || !paidAsBooked || !proved", "!paidAsBooked || !proved", ...reconciling),
  guard(cause, "paidLines > 1 || !paidAsBooked || !proved", "paidLines > 1 || !proved", ...reconciling),
  guard(cause, "paidLines > 1 || !paidAsBooked || !proved", "paidLines > 1 || !paidAsBooked", ...reconciling),
  guard(
    cause,
    'if (!takesBackPaid) return paidLines > 0 ? "UNEXPLAINED" : "TAKEN_BACK";',
    'if (!takesBackPaid) return "TAKEN_BACK";',
    ...reconciling,
  ),
  guard(
    `${pay}/reconciliation.server.ts`,
    'kind: "SCHOOL", lineage: { hasSome: placeIdsOf(actor, payReaders) } }',
    'kind: "SCHOOL" }',
    ...reconciling,
  ),
  guard(
    `${pay}/reconciliation.server.ts`,
    `p.kind = 'SCHOOL' AND p.lineage && \${places}::uuid[]`,
    "p.kind = 'SCHOOL'",
    ...reconciling,
  ),
  guard(
    `${pay}/reconciled.server.ts`,
    "      academie: { lineage: { hasSome: placeIdsOf(actor, statementReaders) } },\n",
    "",
    ...reconciling,
  ),
  guard(
    `${pay}/reconciled.server.ts`,
    `WHERE a.lineage && \${places}::uuid[] AND r.finished_at IS NOT NULL ORDER`,
    "WHERE r.finished_at IS NOT NULL ORDER",
    ...reconciling,
  ),
  guard(
    `${pay}/reconciled.server.ts`,
    `WHERE a.lineage && \${places}::uuid[] AND r.month >=`,
    "WHERE r.month >=",
    ...reconciling,
    "tests/domain/pay-telling.test.ts",
  ),
  guard(`${pay}/commands/reconcile.server.ts`, " AND finished_at IS NULL FOR SHARE`", " FOR SHARE`", ...reconciling),
];
