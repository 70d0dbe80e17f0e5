// Missions paid as a whole: what the recteur says of them, and the money that follows (ADR 30).
import { budget, guard, mission, pay } from "./guard.mjs";

const settling = [
  `${budget}/rules/flat.test.ts`,
  "tests/domain/mission-money.test.ts",
  "tests/domain/mission-money-ninths.test.ts",
  "tests/domain/mission-money-races.test.ts",
];
const saying = [
  `${mission}/rules/words.test.ts`,
  `${mission}/rules/steps.test.ts`,
  "tests/domain/mission-ific.test.ts",
];
const flat = `${budget}/rules/flat.ts`;
const money = `${budget}/flat-money.server.ts`;
const words = `${mission}/rules/words.ts`;
const steps = `${mission}/rules/steps.ts`;
const facts = `${mission}/commands/record-fact.server.ts`;

export const flatGuards = [
  // ── What is decided, served, and what a commitment lacks ──
  guard(flat, "if (word?.refused || answeredNo)", "if (answeredNo)", ...settling),
  guard(flat, "? word !== null : letterSigned", "? true : letterSigned", ...settling),
  guard(flat, "? word !== null : letterSigned", "? word !== null : true", ...settling),
  guard(flat, " && !awaitsWord(ended, facts)", "", ...settling),
  guard(flat, "Math.max(serviceDoneCents, paidCents, ", "Math.max(paidCents, ", ...settling),
  guard(flat, "Math.max(serviceDoneCents, paidCents, ", "Math.max(serviceDoneCents, ", ...settling),
  guard(flat, "Math.max(decidedCents ?? 0, done)", "decidedCents ?? 0", ...settling),
  guard(flat, "dueCents = Math.max(0, done - committedCents)", "dueCents = 0", ...settling),
  guard(flat, "target - committedCents - dueCents", "target - committedCents", ...settling),
  guard(flat, "releaseCents: Math.max(0, committedCents - target)", "releaseCents: 0", ...settling),

  // ── settleMission ──
  guard(money, "  if (!isDecided(saidOf(mission))) return null;\n", "", ...settling),
  guard(money, "return amountCents ?? standsCents;", "return amountCents;", ...settling),
  guard(
    money,
    `FROM mission WHERE id = \${missionId}::uuid FOR UPDATE\``,
    `FROM mission WHERE id = \${missionId}::uuid\``,
    ...settling,
  ),
  guard(money, "return parts.filter((part) => !keys.has(payKey(part)));", "return [...parts];", ...settling),
  guard(
    money,
    `FROM envelope WHERE id = \${envelopeId}::uuid FOR UPDATE\``,
    `FROM envelope WHERE id = \${envelopeId}::uuid\``,
    ...settling,
  ),
  guard(money, "availableCents(envelope) - dueCents", "availableCents(envelope)", ...settling),
  guard(money, "if (commitCents <= available) return", "if (commitCents > 0) return", ...settling),
  guard(money, "  if (!ask) return 0;\n", "", ...settling),
  guard(money, "known ? { increment: amountCents } : undefined", "{ increment: amountCents }", ...settling),
  guard(money, "      releasedCents: { increment: moves.releaseCents },\n", "", ...settling),
  guard(money, "if (moves.doneCents > 0)", "if (false)", ...settling),
  guard(
    `${budget}/commands/decide-mission.server.ts`,
    "byId: actor.personId, ask }",
    "byId: actor.personId }",
    ...settling,
  ),
  guard(
    `${budget}/commands/commit-decided.server.ts`,
    "c.id IS NULL OR d.stands < m.amount_cents OR",
    "c.id IS NULL OR",
    ...settling,
  ),
  guard(
    `${budget}/commands/commit-decided.server.ts`,
    "ORDER BY coalesce(w.at, l.signed_at), m.id",
    "ORDER BY m.id",
    ...settling,
  ),

  // ── The words of the recteur ──
  guard(words, "if (!paidAsAWhole.includes(channel))", "if (false)", ...saying),
  guard(words, "if (refused && last?.refused)", "if (false)", ...saying),
  guard(words, 'if (facts.some(({ kind }) => kind === "SERVICE_FAIT") && !question)', "if (false)", ...saying),
  guard(words, "if (!refused && !last && !question && !awaited.includes(channel))", "if (false)", ...saying),
  guard(words, "ended && !lastWordOf(facts)?.afterEnd", "false", ...saying, ...settling),
  guard(words, "(last === null || (fact.seq ?? 1) > (last.seq ?? 1))", "last === null", ...saying),
  guard(steps, 'if (kind === "SERVICE_FAIT" && lastWordOf(known)?.refused)', "if (false)", ...saying),
  guard(steps, "if (again && reason === null)", "if (false)", ...saying),
  guard(
    steps,
    'return reason === null ? fault("decisionReasonRequired"',
    'return false ? fault("decisionReasonRequired"',
    ...saying,
  ),
  guard(steps, "return today < lastDay ?", "return false ?", ...saying),
  guard(facts, "    if (isSaid(mission, fact, day)) return;\n", "", ...saying, ...settling),
  guard(facts, " || awaitsWord(endedAt !== null, facts)) return false;", ") return false;", ...saying, ...settling),
  guard(facts, 'afterEnd: kind === "DECISION_RECTEUR" && ended,', "afterEnd: false,", ...saying, ...settling),
  guard(facts, "ended = mission.endedAt !== null", "ended = false", ...saying, ...settling),
  guard(
    `${pay}/commands/ific.server.ts`,
    "inTurn(requireMissionAllowed, requireAmountUnpaid, after)",
    "inTurn(requireMissionAllowed, after)",
    ...settling,
  ),
  guard(`${pay}/commands/ific.server.ts`, "inTurn(requireLeftToPay, after)", "inTurn(after)", ...settling),
  guard(
    `${pay}/commands/ific.server.ts`,
    "attestService(actor, missionId, inTurn(requireMissionAllowed, after))",
    "attestService(actor, missionId, inTurn(after))",
    ...saying,
    ...settling,
  ),
  guard(`${pay}/settled-parts.server.ts`, '      statement: { status: { not: "DRAFT" } },\n', "", ...settling),
  guard(
    "app/domain/today/pay.server.ts",
    "    if (lastWordOf(facts)?.refused) return [];\n",
    "",
    "tests/domain/mission-money.test.ts",
    "tests/domain/pay-telling.test.ts",
    "tests/domain/mission-ific.test.ts",
  ),
];
