import type { Facts } from "../errors";
import { programmeOf, type SchoolType, type Sector } from "../place/rules";
import type { EnvelopeFacts, Nature } from "./schema";

/** Why an expense is refused: the code of its rule, a key of `errors.budget` and its facts. */
export type BudgetFault = { code: "BUD-01" | "BUD-02" | "BUD-03"; key: string; facts: Facts };

const staff: readonly Nature[] = ["HSE", "IFIC", "VACATION", "HSA", "IMP", "PACTE"];

/** Pay of persons: titre 2. */
export const isStaffNature = (nature: Nature): boolean => staff.includes(nature);

/** BUD-02: what may still be committed. Negative when credits were cut after service was done: a shortage, never a debt undone. */
export const availableCents = ({
  delegatedCents,
  committedCents,
}: Pick<EnvelopeFacts, "delegatedCents" | "committedCents">): number => delegatedCents - committedCents;

/**
 * BUD-01. Titre 2 pays staff, other titles pay the rest, and an envelope that names natures admits only those.
 * LOLF (loi organique 2001-692 of 1 August 2001), art. 7: credits go from titre 2 to others, never the other way.
 */
export function whyNotImputed(nature: Nature, envelope: EnvelopeFacts): BudgetFault | null {
  const { titre2, natures } = envelope;
  if (isStaffNature(nature) && !titre2) return fault("BUD-01", "staffOutsideTitre2", { nature });
  if (!isStaffNature(nature) && titre2 && natures.length === 0) return fault("BUD-01", "titre2PaysStaff", { nature });
  if (natures.length > 0 && !natures.includes(nature))
    return fault("BUD-01", "natureNotAdmitted", { nature, admitted: natures.join(", ") });
  return null;
}

/** BUD-02. A new commitment stays within what is available; service already done stays due. Cents. */
export function whyNotAffordable(amountCents: number, envelope: EnvelopeFacts): BudgetFault | null {
  const available = availableCents(envelope);
  return amountCents > available
    ? fault("BUD-02", "notEnough", { amount: amountCents, available, missing: amountCents - available })
    : null;
}

/** BUD-03. First degree on programme 140, second degree on 141, private under contract on 139. */
export function whyWrongProgramme(
  school: { type: SchoolType; sector: Sector },
  envelope: { programme: number },
): BudgetFault | null {
  const expected = programmeOf(school);
  return envelope.programme === expected
    ? null
    : fault("BUD-03", "wrongProgramme", { programme: envelope.programme, expected });
}

/** Why an expense of a school may not be committed on an envelope: imputation, then programme, then money. Cents. */
export function whyNotCommit(
  expense: { nature: Nature; amountCents: number; school: { type: SchoolType; sector: Sector } },
  envelope: EnvelopeFacts,
): BudgetFault | null {
  return (
    whyNotImputed(expense.nature, envelope) ??
    whyWrongProgramme(expense.school, envelope) ??
    whyNotAffordable(expense.amountCents, envelope)
  );
}

const fault = (code: BudgetFault["code"], name: string, facts: Facts): BudgetFault => ({
  code,
  key: `budget.${name}`,
  facts: { code, ...facts },
});
