// Careers: who writes them, what is read before it is pressed, and what follows in pay and money (ADR 36).
import { budget, guard, pay } from "./guard.mjs";

const career = "app/domain/career";
const rules = [`${career}/rules.test.ts`];
const writing = ["tests/domain/career.test.ts"];
const paying = ["tests/domain/career-pay.test.ts"];
const flat = ["tests/domain/career-flat.test.ts"];
const importing = ["tests/domain/career-import.test.ts"];

export const careerGuards = [
  guard(`${career}/policy.ts`, "personId !== actor.personId && ", "", ...writing),
  guard(`${career}/queries.server.ts`, "{ AND: [which, managedBy(actor, today)] }", "which", ...importing),
  guard(
    `${career}/commands/change.server.ts`,
    'if (change.seen !== seenOf(rows)) throw refuse("conflict", "career.changedSince");',
    "",
    ...writing,
  ),
  guard(`${career}/commands/change.server.ts`, "  if (isSaid(rows, change)) return null;\n", "", ...writing),
  guard(
    `${career}/rules.ts`,
    "other === before && other.from < from ? { ...other, to: addDays(from, -1) } : other",
    "other",
    ...rules,
  ),
  guard(`${career}/rules.ts`, "if (covering && sameFacts(covering, change))", "if (false)", ...rules),
  guard(`${career}/rules.ts`, "if (met) return", "if (false && met) return", ...rules),
  guard(`${career}/commands/import.server.ts`, "if (plan.refused > 0)", "if (false)", ...importing),
  guard(`${career}/commands/import.server.ts`, "if (plan.seen !== seen)", "if (false)", ...importing),
  guard(`${career}/import.server.ts`, "if (twice !== undefined)", "if (false)", ...importing),
  guard(`${pay}/line-facts.server.ts`, "ground.rated.get(mission.id) ?? career", "career", ...flat),
  guard(
    `${pay}/rules/ific.ts`,
    'if (person?.category === null) return held({ reason: "unknown" });',
    "",
    `${pay}/rules/flat.test.ts`,
  ),
  guard(`${budget}/commands.server.ts`, "if (paid?.amountCents) return paid.amountCents;", "", ...paying),
  guard(`${budget}/commands.server.ts`, "worth - known.cents", "worth", ...paying),
];
