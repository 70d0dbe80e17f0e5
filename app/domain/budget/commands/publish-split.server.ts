import { businessNow } from "~/platform/clock.server";
import { inTransaction, isConflict, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { delegateAll } from "../moves.server";
import { budgetPolicy } from "../policy";
import { missingCents, splitLargestRemainder } from "../rules/split";
import { PHASE2_CODE, PHASE2_EXERCISE, type Split } from "../schema";

export const programmes = [140, 141, 139] as const;

/** The keys of an exercise by programme, académies in the order of their code. */
export async function loadKeys(tx: Tx, exercise: number) {
  const keys = await tx.allocationKey.findMany({
    where: { exercise },
    include: { academie: { select: { id: true, code: true, name: true } } },
  });
  return keys.sort((a, b) => (a.academie.code < b.academie.code ? -1 : 1));
}
type Key = Awaited<ReturnType<typeof loadKeys>>[number];

/** The shares of each programme. @throws Refusal invalid where the parts miss the total (BUD-04) or a key is missing */
export function sharesOf(split: Split, keys: readonly Key[]) {
  const parts = { 140: split.p140, 141: split.p141, 139: split.p139 };
  const missing = missingCents(
    split.totalCents,
    programmes.map((programme) => ({ cents: parts[programme] })),
  );
  if (missing !== 0 || split.totalCents === 0)
    throw refuse(
      "invalid",
      "budget.partsDoNotAddUp",
      { code: "BUD-04", missing, total: split.totalCents },
      "totalCents",
    );
  return programmes.flatMap((programme) => {
    const own = keys.filter((key) => key.programme === programme);
    if (!own.some(({ weight }) => weight > 0)) throw refuse("conflict", "budget.keyMissing", { programme });
    const shares = splitLargestRemainder(
      parts[programme],
      own.map(({ academie, weight }) => ({ code: academie.code, weight })),
    );
    return own.map((key, index) => ({ programme, key, cents: shares[index]?.cents ?? 0 }));
  });
}

/** Publishes the phase-2 split: 90 envelopes outside titre 2, each with its first line. Once. */
export async function publishSplit(actor: Actor, split: Split): Promise<{ allocationId: string }> {
  authorize(actor, budgetPolicy, "budget.split", null);
  try {
    return await inTransaction((tx) => writeSplit(tx, actor, split));
  } catch (error) {
    // Two publications at once: the unique code lets one through.
    if (isConflict(error, "code")) throw refuse("conflict", "budget.alreadyPublished");
    throw error;
  }
}

async function writeSplit(tx: Tx, actor: Actor, split: Split) {
  const now = await businessNow(tx);
  if (await tx.allocation.findUnique({ where: { code: PHASE2_CODE }, select: { id: true } }))
    throw refuse("conflict", "budget.alreadyPublished");
  const shares = sharesOf(split, await loadKeys(tx, PHASE2_EXERCISE));
  const allocation = await tx.allocation.create({
    data: {
      code: PHASE2_CODE,
      label: "Plan DUNE, phase 2 : formation",
      exercise: PHASE2_EXERCISE,
      totalCents: split.totalCents,
      at: now,
      publishedById: actor.personId,
    },
  });
  const envelopes = await tx.envelope.createManyAndReturn({
    data: shares.map(({ programme, key }) => ({
      placeId: key.academie.id,
      allocationId: allocation.id,
      exercise: PHASE2_EXERCISE,
      programme,
      titre2: false,
      natures: [],
      label: `Formation DUNE phase 2, P${programme}`,
    })),
    select: { id: true, placeId: true, programme: true },
  });
  await delegateAll(
    tx,
    shares.flatMap(({ programme, key, cents: amountCents }) => {
      const envelope = envelopes.find((one) => one.placeId === key.academie.id && one.programme === programme);
      if (!envelope || amountCents === 0) return [];
      const sourceKey = `${PHASE2_CODE}:${programme}:${key.academie.code}`;
      return [{ envelopeId: envelope.id, amountCents, sourceKey, at: now, byId: actor.personId }];
    }),
  );
  await audit(tx, {
    action: "budget.split",
    byId: actor.personId,
    subject: "allocation",
    subjectId: allocation.id,
    facts: { totalCents: split.totalCents, envelopes: envelopes.length },
    at: now,
  });
  return { allocationId: allocation.id };
}
