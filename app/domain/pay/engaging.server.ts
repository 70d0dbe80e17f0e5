import { randomUUID } from "node:crypto";
import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { dayOf, localDay } from "../calendar";
import { getTrainingMissionForm } from "../mission/lists.server";
import { academieOf, listNameable } from "../mission/queries.server";
import { offeredChannels, serviceDayOf } from "./planning";
import { BRACKETS } from "./rules/vacation";
import type { Channel } from "./schema";

type Chosen = { schoolId: string | null; schoolYearId: string | null; channel: string | null };

/**
 * What whoever entrusts a mission chooses from: schools, years, then the people of the school and the channels in force
 * for the year. A channel that is not offered is not chosen: the first one is. @throws not_found, forbidden
 */
export async function getEngagement(actor: Actor, chosen: Chosen) {
  const form = await getTrainingMissionForm(actor);
  const year = form.years.find(({ id }) => id === chosen.schoolYearId) ?? form.current;
  if (!chosen.schoolId || !year) return { ...form, year, draft: null };
  const nameable = await listNameable(actor, chosen.schoolId);
  const place = await db.place.findUniqueOrThrow({
    where: { id: nameable.school.id },
    select: { lineage: true, timeZone: true },
  });
  const academie = await academieOf(db, place.lineage);
  const opening = form.openings.find((one) => one.schoolYearId === year.id && one.academieId === academie.id);
  const today = localDay(await businessNow(), place.timeZone);
  const day = serviceDayOf(today, { from: dayOf(year.startsOn), to: dayOf(year.endsOn) });
  const offered = offeredChannels({
    schoolYear: year.id,
    day,
    today,
    opening: opening ? { decidedOn: dayOf(opening.decidedOn) } : null,
  });
  const usual: Channel = offered.includes("HSE") ? "HSE" : (offered[0] ?? "VACATION");
  return {
    ...form,
    year,
    // The id is drawn here, so that a form sent twice makes one mission.
    draft: {
      id: randomUUID(),
      ...nameable,
      schoolYearId: year.id,
      offered,
      channel: offered.find((channel) => channel === chosen.channel) ?? usual,
      levels: BRACKETS.filter(({ unit, validFrom }) => unit !== "EACH" && validFrom <= day).map(
        ({ level, unit, leastCents, mostCents }) => ({ level, unit, leastCents, mostCents }),
      ),
    },
  };
}
export type Engagement = Awaited<ReturnType<typeof getEngagement>>;
