import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { localDay } from "../../calendar";
import { refuse } from "../../errors";
import type { ContestHour } from "../declaration";
import { currentMonth, monthToDeclare } from "../declaration.server";
import { payPolicy } from "../policy";

/**
 * « Ma déclaration est complète »: whoever is paid says that a month holds all of her hours, once. Nothing waits for it: a
 * head certifies without. @throws conflict while a séance of hers is to come or a sheet is open
 */
export async function declareMonth(actor: Actor, month: string): Promise<void> {
  authorize(actor, payPolicy, "pay.declare", null);
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const key = { personId_month: { personId, month } };
    if (await tx.monthDeclaration.findUnique({ where: key })) return;
    const { faults, hours } = await monthToDeclare(tx, personId, month);
    const [fault] = faults;
    if (fault) throw refuse("conflict", fault.key, fault.facts);
    const at = await businessNow(tx);
    const { count } = await tx.monthDeclaration.createMany({ data: { personId, month, at }, skipDuplicates: true });
    if (count === 0) return;
    const facts = { month, hours: hours.length, minutes: hours.reduce((sum, { minutes }) => sum + minutes, 0) };
    await audit(tx, { action: "pay.declare", byId: personId, subject: "person", subjectId: personId, facts, at });
  });
}

/** Says that an hour of one's own month is wrong, or that one is missing, and why. The same form twice is once. */
export async function contestHour(actor: Actor, { id, month, entryId, reason }: ContestHour): Promise<void> {
  authorize(actor, payPolicy, "pay.declare", null);
  const { personId } = actor;
  await inTransaction(async (tx) => {
    if (month > (await currentMonth(tx))) throw refuse("conflict", "pay.monthToCome", { month }, "month");
    if (entryId) {
      const entry = await tx.hourEntry.findFirst({
        where: { id: entryId, personId, role: { not: "TRAINEE" } },
        include: { mission: { select: { place: { select: { timeZone: true } } } } },
      });
      if (!entry) throw refuse("not_found", "pay.hourNotYours");
      const zone = entry.mission?.place.timeZone ?? "Europe/Paris";
      if (localDay(entry.startsAt, zone).slice(0, 7) !== month) throw refuse("not_found", "pay.hourNotYours");
    }
    const at = await businessNow(tx);
    const { count } = await tx.hourContestation.createMany({
      data: { id, personId, month, hourEntryId: entryId, reason, at },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const facts = { month, hourEntryId: entryId };
    await audit(tx, { action: "pay.contest", byId: personId, subject: "contestation", subjectId: id, facts, at });
  });
}
