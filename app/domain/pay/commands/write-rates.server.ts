import { createHash } from "node:crypto";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import { reauthenticate } from "../../account/commands/sign-in.server";
import type { Browser } from "../../account/limits.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { type Day, dayOf } from "../../calendar";
import { canonicalJson } from "../../canonical";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { payPolicy } from "../policy";
import { standingRates } from "../rate-book.server";
import { draftLinesIn } from "../rate-lines.server";
import { type ComingRate, planRates, type RatePlan, type RateProposal, type RateSpan } from "../rate-plan";
import { lockRates } from "../rates.server";
import { ROUNDING } from "../rules/rates";

export type Proof = { password: string; browser: Browser };
type Confirmed = Proof & {
  /** The key of the preview that was read: where it would be another by now, nothing is written. */
  seen: string;
  confirmed: boolean;
};

/** What writing a set would do, and a key of it. Writes nothing. */
export async function previewRates(actor: Actor, proposal: RateProposal) {
  authorize(actor, payPolicy, "pay.writeRates", null);
  const plan = planRates(await standingRates(), proposal);
  return { ...plan, lines: await draftLinesIn(db, plan.spans), key: keyOf(plan) };
}
export type RatesPreview = Awaited<ReturnType<typeof previewRates>>;

/**
 * Writes a set of rates, all of it or nothing, once the password was typed again: open rows end the day before, mistaken ones
 * of the same day are taken away. The drafts follow at the next tick. The same set twice is once.
 * @throws Refusal conflict rates.cannotBeWritten, rates.changedSincePreview; invalid rates.confirmRequired
 */
export async function writeRates(
  actor: Actor,
  proposal: RateProposal,
  { password, browser, ...read }: Confirmed,
): Promise<{ written: number }> {
  authorize(actor, payPolicy, "pay.writeRates", null);
  // Before the password, which is not kept: whoever forgot a box types it once.
  requireWritable(planRates(await standingRates(), proposal), read);
  await reauthenticate(actor, password, browser);
  return inTransaction(async (tx) => {
    await lockRates(tx, "toWrite");
    const plan = planRates(await standingRates(tx), proposal);
    requireWritable(plan, read);
    const at = await businessNow(tx);
    for (const { id, corps, grade, endsOn } of plan.ends) await endRow(tx, actor, { id, corps, grade, endsOn, at });
    for (const { replaces } of plan.comes)
      if (replaces) await withdrawRow(tx, actor, { id: replaces.id, reason: proposal.source, at });
    for (const row of plan.comes) await writeRow(tx, actor, row, { source: proposal.source, at });
    if (plan.comes.length > 0) await announce(tx, "rates.changed", daysOf(plan.spans));
    return { written: plan.comes.length };
  });
}

function requireWritable(plan: RatePlan, { seen, confirmed }: Pick<Confirmed, "seen" | "confirmed">): void {
  if (plan.faults.length > 0) throw refuse("conflict", "rates.cannotBeWritten");
  // Written a moment ago, by the same press.
  if (plan.comes.length === 0) return;
  if (keyOf(plan) !== seen) throw refuse("conflict", "rates.changedSincePreview");
  if (!confirmed && plan.comes.some(({ unusual }) => unusual))
    throw refuse("invalid", "rates.confirmRequired", {}, "confirmed");
}

function keyOf({ comes, ends }: RatePlan): string {
  const come = comes.map(({ corps, grade, validFrom, validTo, replaces, ...row }) => [
    ...[corps, grade, validFrom, validTo, row.hourlyCents, row.yearlyCents, row.firstYearlyCents],
    ...[replaces?.id ?? null, row.before?.id ?? null],
  ]);
  const end = ends.map(({ id, endsOn }) => [id, endsOn]);
  return createHash("sha256").update(canonicalJson({ come, end })).digest("hex");
}

async function writeRow(tx: Tx, actor: Actor, row: ComingRate, { source, at }: { source: string; at: Date }) {
  const { corps, grade, hourlyCents, yearlyCents, firstYearlyCents, validFrom, validTo, replaces } = row;
  const amounts = { hourlyCents, yearlyCents, firstYearlyCents };
  const { id } = await tx.rateRow.create({
    data: {
      ...{ channel: "HSE", corps, grade, ...amounts, source, rounding: ROUNDING },
      ...{ validFrom: new Date(validFrom), validTo: validTo && new Date(validTo) },
    },
  });
  const before = replaces ?? row.before;
  await audit(tx, {
    ...{ action: "pay.writeRate", byId: actor.personId, subject: "rateRow", subjectId: id, at },
    facts: {
      ...{ corps, grade, validFrom, validTo, ...amounts },
      beforeId: before?.id ?? null,
      beforeHourlyCents: before?.hourlyCents ?? null,
      beforeYearlyCents: before?.yearlyCents ?? null,
      beforeFirstYearlyCents: before?.firstYearlyCents ?? null,
    },
  });
}

/** The days between the first and the last of some spans. */
function daysOf(spans: readonly RateSpan[]): { from: Day; to: Day | null } {
  const from = spans.map((span) => span.from).sort()[0] ?? "";
  const ends = spans.map(({ to }) => to);
  return { from, to: ends.includes(null) ? null : (ends.sort().at(-1) ?? null) };
}

type Ending = { id: string; corps: string; grade: string; endsOn: string; at: Date };

export async function endRow(tx: Tx, actor: Actor, { id, corps, grade, endsOn, at }: Ending): Promise<void> {
  await tx.rateRow.update({ where: { id }, data: { validTo: new Date(endsOn) } });
  await audit(tx, {
    ...{ action: "pay.endRate", byId: actor.personId, subject: "rateRow", subjectId: id, at },
    facts: { corps, grade, validToBefore: null, validTo: endsOn },
  });
}

export async function withdrawRow(
  tx: Tx,
  actor: Actor,
  { id, reason, at }: { id: string; reason: string; at: Date },
): Promise<void> {
  const { corps, grade, hourlyCents, yearlyCents, firstYearlyCents, validFrom, validTo } = await tx.rateRow.update({
    where: { id },
    data: { withdrawnAt: at, withdrawnReason: reason },
  });
  await audit(tx, {
    ...{ action: "pay.withdrawRate", byId: actor.personId, subject: "rateRow", subjectId: id, at },
    facts: {
      ...{ corps, grade, hourlyCents, yearlyCents, firstYearlyCents },
      ...{ validFrom: dayOf(validFrom), validTo: validTo && dayOf(validTo), before: "STANDING", after: "WITHDRAWN" },
    },
  });
}
