import type { Tx } from "~/platform/db.server";
import { refuse } from "../../errors";
import { delegate } from "../moves.server";
import type { NewAllotment } from "../schema";

/**
 * Gives credits to a place, by the rectorat's notification: an allotment of an académie, or a part of it passed on to a
 * school (`parentId`), which leaves the parent. For imports and seeds; the same `key` gives the same envelope once.
 */
export async function createAllotment(
  tx: Tx,
  { amountCents, key, parentId, fictional = false, ...place }: NewAllotment,
  { at, byId = null }: { at: Date; byId?: string | null },
): Promise<{ envelopeId: string }> {
  const known = await tx.envelopeEntry.findUnique({ where: { sourceKey: key }, select: { envelopeId: true } });
  if (known) return known;
  const envelope = await tx.envelope.create({
    data: { ...place, fictional, parentId: parentId ?? null },
    select: { id: true },
  });
  const given = await delegate(tx, { envelopeId: envelope.id, amountCents, sourceKey: key, at, byId });
  // Another transaction took the key meanwhile: this envelope goes away with ours.
  if (!given) throw refuse("conflict", "common.busy");
  if (parentId)
    await delegate(tx, {
      envelopeId: parentId,
      amountCents: -amountCents,
      sourceKey: `${key}:parent`,
      at,
      byId,
    });
  return { envelopeId: envelope.id };
}
