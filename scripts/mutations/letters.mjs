// Letters and their amendments (ADR 38), rates and the money that follows them (ADR 37).
import { budget, guard, mission, pay } from "./guard.mjs";

const rules = [`${mission}/rules/letter.test.ts`];
const amending = ["tests/domain/letter-amendments.test.ts"];
const rates = ["tests/domain/pay-rates.test.ts"];
const paying = ["tests/domain/pay-channels.test.ts"];
const amend = `${mission}/commands/amend-letter.server.ts`;

export const letterGuards = [
  // ── Who amends, and what ──
  guard(
    `${mission}/policy.ts`,
    "mission.personId !== actor.personId && holds(actor, missionMakers,",
    "holds(actor, missionMakers,",
    ...amending,
  ),
  guard(`${mission}/rules/letter.ts`, 'status === "SIGNED")', 'status !== "WITHDRAWN")', ...rules),
  guard(`${mission}/rules/letter.ts`, "if (mission.ended)", "if (false)", ...rules),
  guard(`${mission}/rules/letter.ts`, "letter.waits ?", "false ?", ...rules),
  guard(amend, "if (canonicalJson(terms) === canonicalJson(plain(before)))", "if (false)", ...amending),
  guard(amend, 'if (amendment.status !== "ISSUED") throw', "if (false) throw", ...amending),
  guard(amend, "if (amendment.signedById === actor.personId) return;", "", ...amending),
  guard(amend, "await askHeads(tx, missionId, mission.placeId, now, seq);", "", ...amending),

  // ── What follows ──
  guard(`${pay}/mission-facts.server.ts`, "coalesce(a.tasks, l.tasks)", "l.tasks", ...amending),
  guard(`${pay}/mission-facts.server.ts`, "coalesce(a.ends_on, l.ends_on)", "l.ends_on", ...amending),
  guard(`${pay}/flat-lines.server.ts`, "THEN 9 ELSE 1 END))", "THEN 8 ELSE 1 END))", ...paying),
  guard(`${pay}/flat-lines.server.ts`, "THEN 9 ELSE 1 END))", "THEN 99 ELSE 1 END))", ...paying),
  guard(
    `${pay}/commands/control.server.ts`,
    'if (statement.status !== "DRAFT" && controlledById === actor.personId) return;',
    "",
    "tests/domain/pay-control.test.ts",
  ),

  // ── Rates ──
  guard(`${pay}/commands/write-rates.server.ts`, "if (keyOf(plan) !== seen) throw", "if (false) throw", ...rates),
  guard(
    `${pay}/commands/write-rates.server.ts`,
    "if (!confirmed && plan.comes.some(",
    "if (false && plan.comes.some(",
    ...rates,
  ),
  guard(
    `${pay}/commands/write-rates.server.ts`,
    "if (plan.comes.length > 0) await announce",
    "if (false) await announce",
    ...rates,
  ),
  guard(
    `${pay}/commands/end-rate.server.ts`,
    '    await announce(tx, "rates.changed", { from: row.validFrom, to: row.validTo });\n',
    "",
    ...rates,
  ),
  guard(`${pay}/commands/end-rate.server.ts`, "if (row.usedUntil && endsOn < row.usedUntil)", "if (false)", ...rates),
  guard(
    `${budget}/commands/price-again.server.ts`,
    "for (const { hourEntryId } of hours) await inTransaction((tx) => settleService(tx, hourEntryId));",
    "",
    ...rates,
  ),
];
