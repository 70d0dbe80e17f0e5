import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { type ChargesOf, lockStatements, type PaidChannel, paidChannels, writeDraft } from "./drafting.server";
import { academiesWithMissions, flatChannels } from "./flat-lines.server";
import { academiesWithHours } from "./hour-lines.server";
import { hourly } from "./rules/rule";

type Item = { academieId: string; channel: PaidChannel };

/** The statements a month may need, in the order their numbers are given. */
async function listItems(month: string): Promise<Item[]> {
  const items: Item[] = [];
  for (const channel of hourly)
    for (const academieId of await academiesWithHours(month, channel)) items.push({ academieId, channel });
  for (const channel of flatChannels)
    for (const academieId of await academiesWithMissions(month, channel)) items.push({ academieId, channel });
  const rank = ({ academieId, channel }: Item) => `${academieId} ${paidChannels.indexOf(channel)}`;
  return items.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** The open run of a month, or a new one: whatever was killed is taken up where it stood. */
async function openRun(month: string, total: number) {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`run:${month}`}, 0))`;
    const open = await tx.statementRun.findFirst({ where: { month, finishedAt: null } });
    // What was to write may have grown since it was killed.
    if (open) return tx.statementRun.update({ where: { id: open.id }, data: { total } });
    return tx.statementRun.create({ data: { month, total, startedAt: await businessNow(tx) } });
  });
}

/**
 * Drafts the statements of a month of service, "2012-10": each in its own transaction, with the item that says it is
 * done. Killed at any point and called again, it goes on; the budget room gives the envelopes. Memory is that of one
 * statement, whatever the size of the nation.
 */
export async function draftMonth(month: string, chargesOf: ChargesOf): Promise<void> {
  const items = await listItems(month);
  const run = await openRun(month, items.length);
  for (const { academieId, channel } of items)
    await inTransaction(async (tx) => {
      await lockStatements(tx, academieId);
      const key = { runId: run.id, academieId, channel };
      if (await tx.statementItem.findUnique({ where: { runId_academieId_channel: key } })) return;
      const statementId = await writeDraft(tx, { academieId, month, channel, byId: null }, chargesOf);
      const lines = statementId ? await tx.payLine.count({ where: { statementId } }) : 0;
      await tx.statementItem.create({ data: { ...key, statementId, lines, at: await businessNow(tx) } });
    });
  await db.statementRun.updateMany({
    where: { id: run.id, finishedAt: null },
    data: { finishedAt: await businessNow() },
  });
}
