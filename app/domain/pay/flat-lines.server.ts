import { db, type Tx } from "~/platform/db.server";
import { type Day, dayOf } from "../calendar";
import { after, type Drafting, type DraftLine, judgedLine, settledElsewhere } from "./draft-lines.server";
import { type FlatTerms, paidByNinths, partOf, partsDue } from "./due";
import { loadMissions, type MissionToJudge } from "./facts.server";
import { loadGround } from "./ground.server";
import { type Charge, factsOfFlat } from "./line-facts.server";
import type { Channel, RateRowFacts } from "./schema";

/** Channels that pay a mission and not its hours. A discharge is no pay. */
export const flatChannels = ["IFIC", "HSA", "IMP", "PACTE"] as const satisfies readonly Channel[];
export type FlatChannel = (typeof flatChannels)[number];

/** Académies with missions of a channel in a school year that has begun by the end of a month. */
export async function academiesWithMissions(month: string, channel: FlatChannel): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.id::text FROM mission m
      JOIN school_year y ON y.id = m.school_year_id
      JOIN place p ON p.id = m.place_id
      JOIN place a ON a.id = ANY (p.lineage) AND a.kind = 'ACADEMIE'
    WHERE m.channel = ${channel}::channel AND y.starts_on < ${after(month)}`;
  return rows.map(({ id }) => id);
}

const termsOf = ({ channel, schoolYear, letter }: MissionToJudge): FlatTerms => ({
  channel,
  schoolYear: { startsOn: dayOf(schoolYear.startsOn), endsOn: dayOf(schoolYear.endsOn) },
  letter: letter && { startsOn: dayOf(letter.startsOn), endsOn: dayOf(letter.endsOn) },
});

export type DueMission = { mission: MissionToJudge; terms: FlatTerms; parts: number[] };

/** Missions of which a part is due by the month and stands in no other statement. */
export async function missionsToPay(tx: Tx, drafting: Drafting, channel: FlatChannel): Promise<DueMission[]> {
  const missions = await loadMissions(tx, {
    channel,
    place: { lineage: { has: drafting.academieId } },
    schoolYear: { startsOn: { lt: after(drafting.month) } },
  });
  const settled = await tx.payLine.findMany({
    where: {
      AND: [{ missionId: { in: missions.map(({ id }) => id) }, hourEntryId: null }, settledElsewhere(drafting)],
    },
    select: { missionId: true, instalment: true },
  });
  const done = new Set(settled.map(({ missionId, instalment }) => `${missionId}:${instalment}`));
  return missions.flatMap((mission) => {
    const terms = termsOf(mission);
    const parts = partsDue(terms, drafting.month).filter((part) => !done.has(`${mission.id}:${part}`));
    return parts.length > 0 ? [{ mission, terms, parts }] : [];
  });
}

/** Lines of missions paid as a whole: judged on the whole amount, each line its part. */
export async function flatLines(
  tx: Tx,
  due: readonly DueMission[],
  charges: Map<string, Charge>,
  { rates, today }: { rates: readonly RateRowFacts[]; today: Day },
): Promise<DraftLine[]> {
  const ground = await loadGround(
    tx,
    due.map(({ mission }) => mission),
  );
  return due.flatMap(({ mission, terms, parts }) => {
    const facts = factsOfFlat(mission, ground, {
      envelope: charges.get(mission.id) ?? null,
      on: today,
      form: paidByNinths(terms) ? "NINTHS" : "WHOLE",
      serviceDone: mission.facts.some(({ kind }) => kind === "SERVICE_FAIT"),
    });
    return parts.map((part) =>
      judgedLine(
        { missionId: mission.id, hourEntryId: null, instalment: part, minutes: null },
        facts,
        rates,
        today,
        (cents) => partOf(terms, cents, part),
      ),
    );
  });
}
