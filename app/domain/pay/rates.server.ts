import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize } from "../authorize";
import { type Day, dayOf } from "../calendar";
import { refuse } from "../errors";
import { payPolicy } from "./policy";
import { amountOf, findRate } from "./rules/rates";
import { isByUnit } from "./rules/vacation";
import type { Channel, Corps, Grade, RateRowFacts } from "./schema";

/**
 * Rates are written by one at a time, and by nobody while a statement is decided at them: what a decision judged holds
 * until it is written. After the lock of the statements, before that of the rows.
 */
export async function lockRates(tx: Tx, mode: "toRead" | "toWrite"): Promise<void> {
  if (mode === "toWrite") await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rates', 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('rates', 0))`;
}

/**
 * Every dated rate of the HSE and HSA that stands: some dozens of rows, their days plain (four times as fast to compare).
 */
export async function loadRates(tx: Tx = db): Promise<RateRowFacts[]> {
  const rows = await tx.rateRow.findMany({
    where: { withdrawnAt: null },
    omit: { withdrawnAt: true, withdrawnReason: true },
    orderBy: [{ validFrom: "asc" }, { id: "asc" }],
  });
  return rows.map(({ validFrom, validTo, ...row }) => ({
    ...row,
    validFrom: dayOf(validFrom),
    validTo: validTo && dayOf(validTo),
  }));
}

/** The row of a corps and grade on a day. @throws not_found: the nearest row would be a guess */
export async function rateOn(
  actor: Actor,
  { corps, grade, date }: { corps: Corps; grade: Grade; date: Day },
): Promise<RateRowFacts> {
  authorize(actor, payPolicy, "pay.simulate", null);
  const row = findRate(await loadRates(), corps, grade, date);
  if (!row) throw refuse("not_found", "api.noRateRow", { corps, grade, date });
  return row;
}

const midnight = (day: Day) => new Date(`${day}T00:00:00Z`);

/** The career that covers a day, or null. */
export function careerOn(tx: Tx, personId: string, day: Day) {
  const on = midnight(day);
  return tx.career.findFirst({
    where: { personId, validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gte: on } }] },
  });
}

export type Price = { rateRowId: string | null; hourlyCents: number; amountCents: number };

/** `level`: of a vacation; some are paid by unit, whatever their length. */
type Terms = { channel: Channel; rateCents: number | null; level?: string | null };

/**
 * Minutes of service on a mission paid by the hour: a vacation at the rate agreed for it, an HSE at the rate of the corps
 * and grade on that day. Null when no row covers it.
 */
export async function priceService(
  tx: Tx,
  rates: readonly RateRowFacts[],
  { channel, rateCents, level }: Terms,
  service: { personId: string; minutes: number; day: Day },
): Promise<Price | null> {
  if (channel === "VACATION") {
    if (rateCents === null) return null;
    const amountCents = isByUnit(level ?? "", service.day) ? rateCents : amountOf(service.minutes, rateCents);
    return { rateRowId: null, hourlyCents: rateCents, amountCents };
  }
  if (channel !== "HSE") return null;
  const career = await careerOn(tx, service.personId, service.day);
  const row = career && findRate(rates, career.corps, career.grade, service.day);
  if (!row) return null;
  return {
    rateRowId: row.id,
    hourlyCents: row.hourlyCents,
    amountCents: amountOf(service.minutes, row.hourlyCents),
  };
}
