import { Prisma, type RawTx } from "~/platform/db.server";
import type { Day } from "../calendar";
import { grouped } from "../grouped";
import { asJson } from "../json-rows.server";
import type { MissionFactKind } from "../mission/rules/steps";
import type { LetterTask } from "../mission/schema";
import type { AnswerKind, Channel, Params, RuleCode, SchoolType, Sector } from "./schema";

type MissionRow = {
  id: string;
  personId: string;
  placeId: string;
  schoolYearId: string;
  kind: "FUNCTION" | "TRAINING" | "DESIGN";
  functionCode: string | null;
  title: string;
  channel: Channel;
  plannedMinutes: number | null;
  amountCents: number | null;
  level: string | null;
  rateCents: number | null;
  weeklyMinutes: number | null;
  succeedsId: string | null;
  createdById: string;
  endedAt: string | null;
  /** With the terms of its last amendment that was signed. */
  letter: {
    status: "ISSUED" | "SIGNED";
    signedAt: string | null;
    startsOn: Day;
    endsOn: Day;
    tasks: LetterTask[];
  } | null;
};
type SchoolYear = { id: string; startsOn: Day; endsOn: Day };
type Place = {
  id: string;
  lineage: string[];
  timeZone: string;
  school: { type: SchoolType; sector: Sector } | null;
};
type Fact = {
  missionId: string;
  kind: MissionFactKind;
  heldOn: Day;
  reason: string | null;
  recordedById: string;
  seq: number;
  refused: boolean;
  afterEnd: boolean;
};
/** What a person answered to the rules. */
type Said = {
  missionId: string;
  code: RuleCode;
  question: Params;
  answer: AnswerKind;
  reason: string;
  at: string;
  answeredById: string;
};
type Rows = { missions: MissionRow[]; years: SchoolYear[]; places: Place[]; facts: Fact[]; answers: Said[] };

/** What many missions share, and what few of them have, comes once and apart: said in each, it is half of what they cost. */
const missionRows = (tx: RawTx, ids: readonly string[]) => tx.$queryRaw<Rows[]>`
  WITH asked AS MATERIALIZED (SELECT * FROM mission WHERE id = ANY (${ids}::uuid[]))
  SELECT
    ${asJson(Prisma.sql`
      SELECT m.id, m.person_id AS "personId", m.place_id AS "placeId", m.school_year_id AS "schoolYearId", m.kind,
        m.function_code AS "functionCode", m.title, m.channel, m.planned_minutes AS "plannedMinutes",
        m.amount_cents AS "amountCents", m.level, m.rate_cents AS "rateCents", m.weekly_minutes AS "weeklyMinutes",
        m.succeeds_id AS "succeedsId", m.created_by_id AS "createdById", m.ended_at AS "endedAt",
        CASE WHEN l.id IS NOT NULL THEN json_build_object('status', l.status, 'signedAt', l.signed_at,
          'startsOn', coalesce(a.starts_on, l.starts_on), 'endsOn', coalesce(a.ends_on, l.ends_on),
          'tasks', coalesce(a.tasks, l.tasks)) END AS letter
      FROM asked m
        LEFT JOIN mission_letter l ON l.mission_id = m.id
        LEFT JOIN LATERAL (
          SELECT * FROM letter_amendment s WHERE s.letter_id = l.id AND s.status = 'SIGNED' ORDER BY seq DESC LIMIT 1) a ON true
      ORDER BY m.at, m.id`)} AS missions,
    ${asJson(Prisma.sql`
      SELECT id, starts_on AS "startsOn", ends_on AS "endsOn" FROM school_year
      WHERE id IN (SELECT school_year_id FROM asked)`)} AS years,
    ${asJson(Prisma.sql`
      SELECT p.id, p.lineage, p.time_zone AS "timeZone",
        CASE WHEN s.place_id IS NOT NULL THEN json_build_object('type', s.type, 'sector', s.sector) END AS school
      FROM place p LEFT JOIN school s ON s.place_id = p.id
      WHERE p.id IN (SELECT place_id FROM asked)`)} AS places,
    ${asJson(Prisma.sql`
      SELECT mission_id AS "missionId", kind, held_on AS "heldOn", reason, recorded_by_id AS "recordedById", seq, refused,
        after_end AS "afterEnd"
      FROM mission_fact WHERE mission_id IN (SELECT id FROM asked)`)} AS facts,
    ${asJson(Prisma.sql`
      SELECT mission_id AS "missionId", code, question, answer, reason, at, answered_by_id AS "answeredById"
      FROM held_answer WHERE mission_id IN (SELECT id FROM asked) ORDER BY seq`)} AS answers`;

/** Missions with everything their lines are judged on, the oldest first; one query whatever their number. */
export async function loadMissions(tx: RawTx, ids: readonly string[]) {
  const [rows] = await missionRows(tx, ids);
  if (!rows) throw new Error("the missions gave no row");
  const years = new Map(rows.years.map((year) => [year.id, year]));
  const places = new Map(rows.places.map((place) => [place.id, place]));
  const facts = grouped(rows.facts, ({ missionId, ...fact }) => [missionId, fact]);
  const answers = grouped(rows.answers, ({ missionId, at, ...said }) => [missionId, { ...said, at: dateOf(at) }]);
  // What a row gains stands before it: an object that grows once it is copied costs many times as much.
  return rows.missions.map((mission) => ({
    schoolYear: years.get(mission.schoolYearId) as SchoolYear,
    place: places.get(mission.placeId) as Place,
    facts: facts.get(mission.id) ?? [],
    answers: answers.get(mission.id) ?? [],
    ...mission,
    endedAt: mission.endedAt === null ? null : dateOf(mission.endedAt),
    letter: mission.letter && {
      ...mission.letter,
      signedAt: mission.letter.signedAt === null ? null : dateOf(mission.letter.signedAt),
    },
  }));
}
export type MissionToJudge = Awaited<ReturnType<typeof loadMissions>>[number];

const dateOf = (text: string): Date => new Date(text);

/** @throws when there is none: the caller has found it under its own scope */
export async function loadMission(tx: RawTx, missionId: string): Promise<MissionToJudge> {
  const [mission] = await loadMissions(tx, [missionId]);
  if (!mission) throw new Error(`there is no mission ${missionId}`);
  return mission;
}
