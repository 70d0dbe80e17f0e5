import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { localDay } from "../../calendar";
import { refuse } from "../../errors";
import { lockHours } from "../../hours/locks.server";
import { announce } from "../../jobs/outbox.server";
import { whyNotCertify } from "../certification";
import { closesAtOf, holdMonthsOpen } from "../closing.server";
import { type EntryToJudge, loadEntries } from "../facts.server";
import { payPolicy } from "../policy";
import { trainerHours } from "../queries.server";

type Decision = { decision: "CERTIFIED"; reason?: undefined } | { decision: "REFUSED"; reason: string };

/**
 * The head of school says that the service was done, or was not, entry by entry. All or nothing; saying the same twice is
 * saying it once. @throws Refusal not_found outside the actor's schools, conflict by EVD-03
 */
export async function certifyService(
  actor: Actor,
  entryIds: readonly string[],
  { decision, reason }: Decision = { decision: "CERTIFIED" },
): Promise<{ certified: number }> {
  return inTransaction(async (tx) => {
    // In one order, so that two heads of one school never wait for each other.
    const ids = [...new Set(entryIds)].sort();
    const inScope = await tx.hourEntry.findMany({
      where: { AND: [trainerHours(actor), { id: { in: ids } }] },
      select: { academieId: true },
    });
    if (ids.length === 0 || inScope.length !== ids.length) throw refuse("not_found", "pay.hourUnknown");
    // A correction takes an hour back before or after it is certified, never meanwhile.
    await lockHours(tx, ids);
    const entries = await loadEntries(tx, ids);
    // A closing waits for the certifications that began before it; the instant is read once the month is held.
    await holdMonthsOpen(
      tx,
      inScope.map(({ academieId }) => academieId),
    );
    const now = await businessNow(tx);
    const closings = await closesAtOf(tx, ids);
    let certified = 0;
    for (const entry of entries) {
      authorize(actor, payPolicy, "pay.certify", { ...entry.mission.place, role: entry.role });
      if (
        await certifyOne(tx, actor, entry, {
          decision,
          reason: reason ?? null,
          now,
          closesAt: closings.get(entry.id) ?? null,
        })
      )
        certified++;
    }
    return { certified };
  });
}

type Saying = { decision: "CERTIFIED" | "REFUSED"; reason: string | null; now: Date; closesAt: Date | null };

async function certifyOne(
  tx: Tx,
  actor: Actor,
  entry: EntryToJudge,
  { decision, reason, now, closesAt }: Saying,
): Promise<boolean> {
  const fault = whyNotCertify(
    {
      certifierId: actor.personId,
      personId: entry.personId,
      authorIds: entry.authors,
      endsAt: entry.endsAt,
      minutes: entry.minutes,
      reversed: entry.reversedBy !== null,
      month: localDay(entry.startsAt, entry.mission.place.timeZone).slice(0, 7),
      // What was said in time may be said again after the closing.
      closesAt: entry.certification ? null : closesAt,
    },
    now,
  );
  if (fault) throw refuse("conflict", fault.key, fault.facts);
  const { count } = entry.certification
    ? { count: 0 }
    : await tx.certification.createMany({
        data: { hourEntryId: entry.id, decision, reason, certifiedById: actor.personId, at: now },
        skipDuplicates: true,
      });
  if (count === 0) {
    const known = await tx.certification.findUniqueOrThrow({ where: { hourEntryId: entry.id } });
    if (known.decision !== decision) throw refuse("conflict", "pay.alreadyCertified", { decision: known.decision });
    return false;
  }
  if (decision === "CERTIFIED") await announce(tx, "hours.certified", { hourEntryId: entry.id });
  await audit(tx, {
    action: "pay.certify",
    byId: actor.personId,
    subject: "hourEntry",
    subjectId: entry.id,
    facts: { decision },
    at: now,
  });
  return true;
}
