import type { Tx } from "~/platform/db.server";
import { refuse } from "../errors";
import { paidByNinths, partOf } from "./due";
import { termsOf } from "./flat-lines.server";
import { loadMission } from "./mission-facts.server";

/** The parts of a mission that stand in a statement somebody has controlled, and when they fall due. */
async function settledParts(tx: Tx, missionId: string) {
  const mission = await loadMission(tx, missionId);
  const lines = await tx.payLine.findMany({
    where: {
      missionId,
      hourEntryId: null,
      decision: { in: ["ACCEPT", "WARN"] },
      statement: { status: { not: "DRAFT" } },
    },
    orderBy: { instalment: "desc" },
    select: { instalment: true, amountCents: true, statement: { select: { number: true, status: true } } },
  });
  return { mission, terms: termsOf(mission), lines };
}

const inStatement = ({ statement: { number, status } }: { statement: { number: string; status: string } }) =>
  refuse("conflict", "mission.paidAlready", { number, sent: status !== "CONTROLLED" });

/**
 * An amount of which a part is paid stays: parts of two amounts add up to neither. `hsaCents`, the amount of a yearly HSA,
 * which its mission does not say. @throws Refusal conflict mission.paidAlready
 */
export async function requireAmountUnpaid(tx: Tx, missionId: string, hsaCents: number | null = null): Promise<void> {
  const { mission, terms, lines } = await settledParts(tx, missionId);
  const amountCents = mission.amountCents ?? hsaCents;
  if (amountCents === null) return;
  const other = lines.find((line) => line.amountCents !== partOf(terms, amountCents, line.instalment ?? 1));
  if (other) throw inStatement(other);
}

/** What is paid whole is refused no more. @throws Refusal conflict mission.paidAlready */
export async function requireLeftToPay(tx: Tx, missionId: string): Promise<void> {
  const { terms, lines } = await settledParts(tx, missionId);
  const [last] = lines;
  if (last && lines.length >= (paidByNinths(terms) ? 9 : 1)) throw inStatement(last);
}
