import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize, can } from "../authorize";
import { type Day, dayOf, localDay } from "../calendar";
import { refuse } from "../errors";
import { payPolicy } from "./policy";
import { cellKey, type RateCell, ratedCells } from "./rate-basis";
import { draftLinesIn, waitingForRates } from "./rate-lines.server";
import { cellsOf, gapsOf, type StandingRate, spanOf } from "./rate-plan";

/** The rows that stand, each with the last day it paid. */
export async function standingRates(tx: Tx = db): Promise<StandingRate[]> {
  const rows = await tx.rateRow.findMany({
    where: { withdrawnAt: null },
    include: { use: true },
    orderBy: [{ validFrom: "asc" }, { corps: "asc" }, { grade: "asc" }],
  });
  return rows.map(({ validFrom, validTo, use, ...row }) => ({
    id: row.id,
    corps: row.corps,
    grade: row.grade,
    hourlyCents: row.hourlyCents,
    yearlyCents: row.yearlyCents,
    firstYearlyCents: row.firstYearlyCents,
    source: row.source,
    validFrom: dayOf(validFrom),
    validTo: validTo && dayOf(validTo),
    usedUntil: use && dayOf(use.until),
  }));
}

const covers = ({ validFrom, validTo }: StandingRate, day: Day) => validFrom <= day && (!validTo || day <= validTo);

/** @throws forbidden for whoever writes no rate */
export async function requireWriter(actor: Actor): Promise<void> {
  authorize(actor, payPolicy, "pay.writeRates", null);
}

/** The rates of a day, today where none is asked, with the days that no row covers. */
export async function getRates(actor: Actor, day: Day | null) {
  authorize(actor, payPolicy, "pay.readRates", null);
  const [now, standing] = [await businessNow(), await standingRates()];
  const on = day ?? localDay(now, "Europe/Paris");
  const cells = cellsOf(standing, ratedCells);
  const rows = cells.map((cell) => ({
    ...cell,
    row: standing.find((one) => cellKey(one) === cellKey(cell) && covers(one, on)) ?? null,
  }));
  const canWrite = can(actor, payPolicy, "pay.writeRates", null);
  return {
    on,
    rows,
    gaps: gapsOf(standing, cells),
    starts: startsOf(standing),
    waiting: canWrite ? await waitingForRates(actor) : [],
    canWrite,
  };
}
export type RatesView = Awaited<ReturnType<typeof getRates>>;

/** The days on which rows begin, the latest first. */
const startsOf = (standing: readonly StandingRate[]): Day[] =>
  [...new Set(standing.map(({ validFrom }) => validFrom))].sort().reverse();

/** One row, whatever became of it, and those of its corps and grade. @throws not_found */
export async function getRate(actor: Actor, id: string) {
  authorize(actor, payPolicy, "pay.readRates", null);
  const row = await db.rateRow.findUnique({ where: { id }, include: { use: true } });
  if (!row) throw refuse("not_found", "rates.notFound");
  const { corps, grade, withdrawnAt } = row;
  const standing = (await standingRates()).find((one) => one.id === id) ?? null;
  const writes = can(actor, payPolicy, "pay.writeRates", null);
  return {
    ...{ id, corps, grade, source: row.source, rounding: row.rounding },
    ...{ hourlyCents: row.hourlyCents, yearlyCents: row.yearlyCents, firstYearlyCents: row.firstYearlyCents },
    ...{ validFrom: dayOf(row.validFrom), validTo: row.validTo && dayOf(row.validTo) },
    usedUntil: row.use && dayOf(row.use.until),
    withdrawn: withdrawnAt && { at: withdrawnAt, reason: row.withdrawnReason ?? "" },
    others: await otherRows({ corps, grade }, id),
    /** Lines of drafts that taking it away would judge anew; for whoever may. */
    lines: writes && standing ? await draftLinesIn(db, [spanOf(standing)]) : null,
    can: {
      end: writes && standing !== null && row.validTo === null,
      withdraw: writes && standing !== null && standing.usedUntil === null,
    },
  };
}
export type RateView = Awaited<ReturnType<typeof getRate>>;

async function otherRows(cell: RateCell, id: string) {
  const rows = await db.rateRow.findMany({
    where: { ...cell, id: { not: id } },
    orderBy: [{ validFrom: "desc" }, { withdrawnAt: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    hourlyCents: row.hourlyCents,
    validFrom: dayOf(row.validFrom),
    validTo: row.validTo && dayOf(row.validTo),
    withdrawn: row.withdrawnAt !== null,
  }));
}
