import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize } from "../authorize";
import { hoursPolicy, proofReaders } from "./policy";

/** Writes down the head of each ledger for a day, once: rows that only grow, to be copied outside. */
export async function exportHeads(day: string): Promise<void> {
  await inTransaction(async (tx) => {
    const at = await businessNow(tx);
    const heads = await tx.ledgerHead.findMany();
    await tx.ledgerHeadExport.createMany({
      data: heads.map(({ academieId, schoolYearId, nextNumber, lastHash }) => ({
        academieId,
        schoolYearId,
        day: new Date(`${day}T00:00:00Z`),
        number: nextNumber - 1,
        hash: lastHash,
        at,
      })),
      skipDuplicates: true,
    });
  });
}

/** The heads of the ledgers of the actor's académies, latest day first. */
export async function listHeads(actor: Actor, { take = 2_000 }: { take?: number } = {}) {
  authorize(actor, hoursPolicy, "hours.readProofs", null);
  return db.ledgerHeadExport.findMany({
    where: { academie: { lineage: { hasSome: placeIdsOf(actor, proofReaders) } } },
    orderBy: [{ day: "desc" }, { academieId: "asc" }, { schoolYearId: "asc" }],
    take,
    include: { academie: { select: { name: true } } },
  });
}
