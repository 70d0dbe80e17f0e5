import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { localDay } from "../../calendar";
import { refuse } from "../../errors";
import { enqueue } from "../../jobs/outbox.server";
import { effectiveAt, isOver } from "../closing";
import { lastWord, lockClosings, placeToClose, reopenedBelowSince } from "../closing.server";
import { listLeftBehind } from "../left-behind.server";
import { payPolicy } from "../policy";
import { listInputWindows } from "../windows.server";

/**
 * Closes a month of service in an académie, a bassin or a school: once the grace of its input window is over, nothing is
 * certified or refused there. Pressed again it is the same closing. Sheets and corrections go on: they reach a later
 * statement. @returns whether this call closed it
 */
export async function closeMonth(
  actor: Actor,
  { placeId, month }: { placeId: string; month: string },
): Promise<{ closed: boolean }> {
  return inTransaction(async (tx) => {
    const place = await placeToClose(tx, actor, placeId);
    authorize(actor, payPolicy, "pay.close", place);
    await lockClosings(tx, place.academieId);
    const now = await businessNow(tx);
    if (!isOver(month, localDay(now, place.timeZone))) throw refuse("conflict", "pay.monthNotOver", { month }, "month");
    const word = await lastWord(tx, place.lineage, month);
    if (word?.kind === "CLOSED" && !(await reopenedBelowSince(tx, placeId, month, word.id))) return { closed: false };
    const window = (await listInputWindows(tx, [place.academieId])).find(
      (one) => one.application === "ASIE" && one.month === month,
    );
    const from = effectiveAt(now, window?.graceDays ?? 0, place.timeZone);
    const { id } = await tx.monthClosingEvent.create({
      data: { placeId, month, kind: "CLOSED", at: now, byId: actor.personId, effectiveAt: from },
    });
    const left = await listLeftBehind(tx, placeId, month);
    const sum = (of: "hours" | "minutes" | "sheets") => left.reduce((total, one) => total + one[of], 0);
    await audit(tx, {
      action: "pay.close",
      byId: actor.personId,
      subject: "monthClosing",
      subjectId: String(id),
      facts: { placeId, month, hours: sum("hours"), minutes: sum("minutes"), sheets: sum("sheets") },
      at: now,
    });
    if (from > now) await enqueue(tx, "pay.tellClosing", { closingId: String(id) });
    return { closed: true };
  });
}

/** Opens a closed month again in a place, always with a reason. @returns whether this call opened it */
export async function reopenMonth(
  actor: Actor,
  { placeId, month, reason }: { placeId: string; month: string; reason: string },
): Promise<{ reopened: boolean }> {
  return inTransaction(async (tx) => {
    const place = await placeToClose(tx, actor, placeId);
    authorize(actor, payPolicy, "pay.close", place);
    await lockClosings(tx, place.academieId);
    const word = await lastWord(tx, place.lineage, month);
    if (word?.kind === "REOPENED") return { reopened: false };
    if (!word) throw refuse("conflict", "pay.monthNotClosed", { month });
    const at = await businessNow(tx);
    const { id } = await tx.monthClosingEvent.create({
      data: { placeId, month, kind: "REOPENED", at, byId: actor.personId, reason },
    });
    const about = { subject: "monthClosing", subjectId: String(id), facts: { placeId, month } };
    await audit(tx, { action: "pay.reopen", byId: actor.personId, ...about, at });
    await enqueue(tx, "pay.tellReopening", { openingId: String(id) });
    return { reopened: true };
  });
}
