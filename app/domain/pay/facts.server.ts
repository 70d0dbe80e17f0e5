import type { Prisma, Tx } from "~/platform/db.server";

const missionParts = {
  letter: { select: { status: true, signedAt: true, startsOn: true, endsOn: true, tasks: true } },
  facts: { select: { kind: true, heldOn: true, reason: true, recordedById: true } },
  schoolYear: { select: { id: true, startsOn: true, endsOn: true } },
  place: {
    select: { id: true, lineage: true, timeZone: true, school: { select: { type: true, sector: true } } },
  },
} as const satisfies Prisma.MissionInclude;

/** Everything an hour entry is judged on, loaded at once. */
const entryParts = {
  mission: { include: missionParts },
  certification: true,
  reversedBy: { select: { id: true } },
  writtenBy: { select: { proposedById: true } },
  seance: { select: { id: true, title: true, startsAt: true, endsAt: true, cohortId: true } },
  sheet: {
    select: {
      status: true,
      closedAt: true,
      closedById: true,
      declared: true,
      presences: { select: { enrolmentId: true, seq: true, sign: true, proof: true, byId: true } },
      corrections: { select: { proposedById: true } },
    },
  },
} as const satisfies Prisma.HourEntryInclude;

export async function loadEntries(tx: Tx, ids: string[]) {
  const entries = await tx.hourEntry.findMany({
    where: { id: { in: ids } },
    include: entryParts,
    orderBy: [{ startsAt: "asc" }, { number: "asc" }],
  });
  return entries.flatMap(({ mission, ...entry }) => (mission ? [{ ...entry, mission }] : []));
}
export type EntryToJudge = Awaited<ReturnType<typeof loadEntries>>[number];

export async function loadMissions(tx: Tx, where: Prisma.MissionWhereInput) {
  return tx.mission.findMany({ where, include: missionParts, orderBy: [{ at: "asc" }, { id: "asc" }] });
}
export type MissionToJudge = Awaited<ReturnType<typeof loadMissions>>[number];

export async function loadMission(tx: Tx, missionId: string): Promise<MissionToJudge> {
  return tx.mission.findUniqueOrThrow({ where: { id: missionId }, include: missionParts });
}

/** Whoever entered an hour: closed its sheet, ticked, proposed a correction of the sheet or of the hour itself (EVD-03). */
export function authorsOf({ sheet, writtenBy }: Pick<EntryToJudge, "sheet" | "writtenBy">): string[] {
  const ticked = sheet.presences.filter(({ proof }) => proof === "TICK" || proof === "PAPER").map(({ byId }) => byId);
  const proposed = sheet.corrections.map(({ proposedById }) => proposedById);
  const corrected = writtenBy?.proposedById ?? null;
  return [...new Set([sheet.closedById, corrected, ...ticked, ...proposed].filter((id) => id !== null))];
}
