import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { reauthenticate } from "../../account/commands/sign-in.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { addDays, type Day } from "../../calendar";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { payPolicy } from "../policy";
import { standingRates } from "../rate-book.server";
import type { StandingRate } from "../rate-plan";
import { lockRates } from "../rates.server";
import { endRow, type Proof, withdrawRow } from "./write-rates.server";

/** Gives an open row its last day, which none of the days it paid is after. The same day twice is once. */
export async function endRate(actor: Actor, id: string, { endsOn, ...proof }: { endsOn: Day } & Proof): Promise<void> {
  await withRate(actor, id, proof, async (tx, row) => {
    if (!row) throw refuse("conflict", "rates.withdrawnAlready");
    if (row.validTo === endsOn) return;
    if (row.validTo) throw refuse("conflict", "rates.endedAlready", { day: row.validTo });
    if (endsOn < row.validFrom) throw refuse("invalid", "rates.backwards", {}, "endsOn");
    if (row.usedUntil && endsOn < row.usedUntil)
      throw refuse("conflict", "rates.paidUntil", { day: row.usedUntil }, "endsOn");
    await endRow(tx, actor, { id, corps: row.corps, grade: row.grade, endsOn, at: await businessNow(tx) });
    await announce(tx, "rates.changed", { from: addDays(endsOn, 1), to: null });
  });
}

/** Takes a mistaken row away as long as it paid nobody; it stays to be read. Twice is once. */
export async function withdrawRate(
  actor: Actor,
  id: string,
  { reason, ...proof }: { reason: string } & Proof,
): Promise<void> {
  await withRate(actor, id, proof, async (tx, row) => {
    if (!row) return;
    if (row.usedUntil) throw refuse("conflict", "rates.paidSomebody", { day: row.usedUntil });
    await withdrawRow(tx, actor, { id, reason, at: await businessNow(tx) });
    await announce(tx, "rates.changed", { from: row.validFrom, to: row.validTo });
  });
}

/** With the lock, once the password was typed again; `row` null where it was taken away. @throws not_found */
async function withRate(
  actor: Actor,
  id: string,
  { password, browser }: Proof,
  change: (tx: Tx, row: StandingRate | null) => Promise<void>,
): Promise<void> {
  authorize(actor, payPolicy, "pay.writeRates", null);
  await reauthenticate(actor, password, browser);
  await inTransaction(async (tx) => {
    await lockRates(tx, "toWrite");
    const row = (await standingRates(tx)).find((one) => one.id === id) ?? null;
    if (!row && (await tx.rateRow.count({ where: { id } })) === 0) throw refuse("not_found", "rates.notFound");
    await change(tx, row);
  });
}
