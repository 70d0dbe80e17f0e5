import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { listEnrolledPersonIds } from "../cohort/commands/enrol.server";
import { queueMail } from "../notification/commands.server";

type Message = "convocation" | "seance-moved" | "seance-cancelled" | "reminder";

/** Tells everybody concerned by a séance: its trainees and its deputy. */
export async function tellPeople(tx: Tx, seanceId: string, template: Message, at: Date): Promise<void> {
  const seance = await tx.seance.findUniqueOrThrow({
    where: { id: seanceId },
    select: { cohortId: true, deputyId: true, revision: true },
  });
  const people = new Set(await listEnrolledPersonIds(seance.cohortId, tx));
  if (seance.deputyId) people.add(seance.deputyId);
  if (template === "convocation") {
    // Who was told of the last move knows the date: the message of the move stands for a convocation.
    const told = `seance-moved:${seanceId}:${seance.revision}:`;
    const moved = await tx.mail.findMany({ where: { key: { startsWith: told } }, select: { key: true } });
    for (const { key } of moved) people.delete(key.slice(told.length));
  }
  // A retry finds the key taken; a later date has a later revision, and so a message of its own.
  for (const toPersonId of people)
    await queueMail(tx, {
      toPersonId,
      template,
      params: { seanceId },
      key: `${template}:${seanceId}:${seance.revision}:${toPersonId}`,
      at,
    });
}

/** Summons everybody to every séance ahead of an open cohort. Who was told already is not told twice. */
export async function convokeCohort(cohortId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const at = await businessNow(tx);
    const ahead = await tx.seance.findMany({
      where: { cohortId, status: "PLANNED", startsAt: { gt: at }, cohort: { status: "OPEN" } },
      orderBy: { startsAt: "asc" },
      select: { id: true },
    });
    for (const { id } of ahead) await tellPeople(tx, id, "convocation", at);
  });
}

/** Séances of tomorrow, in their school's calendar, from 8 h of the day before: their people are reminded. */
export async function listSeancesToRemind(tx: Tx): Promise<{ seanceId: string; revision: number }[]> {
  return tx.$queryRaw`
    SELECT s.id::text AS "seanceId", s.revision
    FROM seance s JOIN cohort c ON c.id = s.cohort_id JOIN place p ON p.id = c.place_id
    WHERE s.status = 'PLANNED' AND c.status = 'OPEN'
      AND s.starts_at > business_now() AND s.starts_at < business_now() + interval '2 days'
      AND (s.starts_at AT TIME ZONE p.time_zone)::date = (business_now() AT TIME ZONE p.time_zone)::date + 1
      AND (business_now() AT TIME ZONE p.time_zone)::time >= '08:00'
      AND NOT EXISTS (SELECT 1 FROM scheduled_run r
        WHERE r.task = 'seance.remind' AND r.period = s.id::text || '@' || s.revision)`;
}

/** Reminds people of a séance, unless it was moved or cancelled since it was asked for, or has begun. */
export async function remindSeance(seanceId: string, revision: number): Promise<void> {
  await inTransaction(async (tx) => {
    const at = await businessNow(tx);
    const due = await tx.seance.count({ where: { id: seanceId, revision, status: "PLANNED", startsAt: { gt: at } } });
    if (due === 1) await tellPeople(tx, seanceId, "reminder", at);
  });
}
