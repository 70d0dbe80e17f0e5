import type { Actor } from "~/domain/actor";
import { planSeance } from "~/domain/attendance/commands/plan.server";
import { PlanSeance } from "~/domain/seance/schema";
import { db } from "~/platform/db.server";

/** Wednesday 17 October 2012, 14 h – 17 h, in a room; what a form sends, so that it goes through its schema. */
export const seanceForm = (over: Record<string, string> = {}) =>
  PlanSeance.parse({
    title: "Produire une séquence avec le TNI",
    modality: "ON_SITE",
    date: "2012-10-17",
    startTime: "14:00",
    endTime: "17:00",
    room: "Salle 104",
    link: "",
    stageId: "",
    deputyId: "",
    ...over,
  });

/** A séance planned by the référente, with its sheet. */
export async function aSeance(actor: Actor, cohort: { id: string }, over: Record<string, string> = {}) {
  const { id } = await planSeance(actor, cohort.id, seanceForm(over));
  const seance = await db.seance.findUniqueOrThrow({ where: { id }, include: { sheet: true } });
  if (!seance.sheet) throw new Error("a séance has a sheet");
  return { ...seance, sheet: seance.sheet };
}
