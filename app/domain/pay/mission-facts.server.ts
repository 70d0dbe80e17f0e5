import { Prisma, type RawTx } from "~/platform/db.server";
import type { Day } from "../calendar";
import { jsonRows } from "../json-rows.server";
import type { MissionFactKind } from "../mission/rules/steps";
import { type LetterTask, LetterTasks } from "../mission/schema";
import type { AnswerKind, Channel, Params, RuleCode, SchoolType, Sector } from "./schema";

type Row = {
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
  schoolYear: { startsOn: Day; endsOn: Day };
  place: { id: string; lineage: string[]; timeZone: string; school: { type: SchoolType; sector: Sector } | null };
  letter: {
    status: "ISSUED" | "SIGNED";
    signedAt: string | null;
    startsOn: Day;
    endsOn: Day;
    tasks: LetterTask[];
  } | null;
  facts: {
    kind: MissionFactKind;
    heldOn: Day;
    reason: string | null;
    recordedById: string;
    seq: number;
    refused: boolean;
    afterEnd: boolean;
  }[];
  /** What a person answered to the rules, the oldest first. */
  answers: {
    code: RuleCode;
    question: Params;
    answer: AnswerKind;
    reason: string;
    at: string;
    answeredById: string;
  }[];
};

/** Missions with everything their lines are judged on, the oldest first; one query whatever their number. */
export async function loadMissions(tx: RawTx, ids: readonly string[]) {
  const rows = await jsonRows<Row>(
    tx,
    Prisma.sql`
      SELECT m.id, m.person_id AS "personId", m.place_id AS "placeId", m.school_year_id AS "schoolYearId", m.kind,
        m.function_code AS "functionCode", m.title, m.channel, m.planned_minutes AS "plannedMinutes",
        m.amount_cents AS "amountCents", m.level, m.rate_cents AS "rateCents", m.weekly_minutes AS "weeklyMinutes",
        m.succeeds_id AS "succeedsId", m.created_by_id AS "createdById", m.ended_at AS "endedAt",
        json_build_object('startsOn', y.starts_on, 'endsOn', y.ends_on) AS "schoolYear",
        json_build_object('id', p.id, 'lineage', p.lineage, 'timeZone', p.time_zone, 'school',
          CASE WHEN s.place_id IS NOT NULL THEN json_build_object('type', s.type, 'sector', s.sector) END) AS place,
        CASE WHEN l.id IS NOT NULL THEN json_build_object('status', l.status, 'signedAt', l.signed_at,
          'startsOn', l.starts_on, 'endsOn', l.ends_on, 'tasks', l.tasks) END AS letter,
        (SELECT coalesce(json_agg(json_build_object('kind', f.kind, 'heldOn', f.held_on, 'reason', f.reason,
            'recordedById', f.recorded_by_id, 'seq', f.seq, 'refused', f.refused, 'afterEnd', f.after_end)), '[]')
          FROM mission_fact f WHERE f.mission_id = m.id) AS facts,
        (SELECT coalesce(json_agg(json_build_object('code', h.code, 'question', h.question, 'answer', h.answer,
            'reason', h.reason, 'at', h.at, 'answeredById', h.answered_by_id) ORDER BY h.seq), '[]')
          FROM held_answer h WHERE h.mission_id = m.id) AS answers
      FROM mission m
        JOIN school_year y ON y.id = m.school_year_id
        JOIN place p ON p.id = m.place_id
        LEFT JOIN school s ON s.place_id = p.id
        LEFT JOIN mission_letter l ON l.mission_id = m.id
      WHERE m.id = ANY (${ids}::uuid[])
      ORDER BY m.at, m.id`,
  );
  return rows.map(missionOf);
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

const missionOf = ({ endedAt, letter, answers, ...mission }: Row) => ({
  ...mission,
  answers: answers.map(({ at, ...answer }) => ({ ...answer, at: new Date(at) })),
  endedAt: dateOf(endedAt),
  letter: letter && { ...letter, signedAt: dateOf(letter.signedAt), tasks: LetterTasks.parse(letter.tasks) },
});
export type MissionToJudge = ReturnType<typeof missionOf>;

/** @throws when there is none: the caller has found it under its own scope */
export async function loadMission(tx: RawTx, missionId: string): Promise<MissionToJudge> {
  const [mission] = await loadMissions(tx, [missionId]);
  if (!mission) throw new Error(`there is no mission ${missionId}`);
  return mission;
}
