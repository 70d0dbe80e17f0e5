import { randomUUID } from "node:crypto";
import { db } from "~/platform/db.server";
import { ACTIVITIES, ENTRUSTED, type WorkSlot } from "./planned-model";

/** Works of the mission of design of each year: two of one day, one of the night when the hour changes, one after the letter. */
export const worksOf = {
  "2011-2012": {
    startsOn: "2012-02-01",
    endsOn: "2012-03-31",
    works: [
      ["2012-02-16", "2012-02-15T23:00Z", 120, 0],
      ["2012-02-16", "2012-02-15T23:00Z", 90, 0],
      ["2012-03-25", "2012-03-24T23:00Z", 50, 1],
      ["2012-04-02", "2012-04-01T22:00Z", 30, 2],
    ],
  },
  "2012-2013": {
    startsOn: "2012-10-01",
    endsOn: "2012-10-31",
    works: [
      ["2012-10-04", "2012-10-03T22:00Z", 120, 0],
      ["2012-10-04", "2012-10-03T22:00Z", 90, 0],
      ["2012-10-28", "2012-10-27T22:00Z", 50, 0],
      ["2012-11-05", "2012-11-04T23:00Z", 30, 1],
    ],
  },
} as const;
type Year = keyof typeof worksOf;

export const TASK = "Scénario de l'atelier";

/** Two activities at a distance of the path that all worlds follow, each in its stage. */
export async function theActivities(pathVersionId: string) {
  const modalities = ["REMOTE", "IN_CLASS"] as const;
  const made = [];
  for (const [n, modality] of modalities.entries()) {
    const stage = await db.stage.create({
      data: { pathVersionId, position: n + 1, title: "Production", objective: "" },
    });
    const minutes = ACTIVITIES[n] ?? 0;
    const activity = await db.activity.create({
      data: { stageId: stage.id, position: 1, title: "Écrire la séquence", modality, minutes },
    });
    made.push({ stageId: stage.id, activityId: activity.id });
  }
  return made;
}

/** A mission of design of a year, its letter signed, and its works to come; its rows. */
export function aDesign(
  year: Year,
  own: { personId: string; placeId: string; byId: string; number: string; at: Date },
) {
  const { startsOn, endsOn, works } = worksOf[year];
  const missionId = randomUUID();
  const { personId, placeId, byId, number, at } = own;
  const mission = {
    ...{ id: missionId, personId, placeId, schoolYearId: year, at, createdById: byId },
    ...{ kind: "DESIGN" as const, title: "Conception", channel: "HSE" as const, plannedMinutes: ENTRUSTED },
  };
  const letter = {
    ...{ missionId, number, status: "SIGNED" as const, tasks: [{ label: TASK, minutes: ENTRUSTED }] },
    ...{ startsOn: new Date(startsOn), endsOn: new Date(endsOn), issuedAt: at, issuedById: byId },
    ...{ signedAt: at, signedById: byId, hash: "0".repeat(64) },
  };
  const workSlots = works.map(([day, at, minutes, month]): WorkSlot & { id: string; day: string } => ({
    ...{ id: randomUUID(), day, start: Date.parse(at), minutes, month },
    within: day >= startsOn && day <= endsOn,
  }));
  return { missionId, mission, letter, workSlots };
}
