import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { listEnrolledPersonIds } from "../cohort/commands/enrol.server";
import { queueMail } from "../notification/commands.server";

type Message = "convocation" | "seance-moved" | "seance-cancelled";

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
