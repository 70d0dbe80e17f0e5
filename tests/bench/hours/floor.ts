import { MONTH } from "./world";

/**
 * The floor: minutes and cents of every person, académie and channel of the month, from the same rows (certified hours
 * that stand, sealed sheets with all their presences, mission, career, rate of the day), in one query written by hand.
 * It reads what the rules read first and writes nothing: no line, no reason, no proof kept.
 */
export const FLOOR = `
  WITH hours AS (
    SELECT e.id, e.academie_id, e.person_id, e.mission_id, e.sheet_id, e.minutes, e.starts_at
    FROM hour_entry e JOIN certification c ON c.hour_entry_id = e.id AND c.decision = 'CERTIFIED'
    WHERE e.role <> 'TRAINEE' AND e.reverses_id IS NULL
      AND e.starts_at >= '${MONTH}-01'::timestamp AT TIME ZONE 'Europe/Paris'
      AND e.starts_at < ('${MONTH}-01'::timestamp + interval '1 month') AT TIME ZONE 'Europe/Paris'
      AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = e.id)),
  proofs AS (
    SELECT p.sheet_id, sum(p.sign) AS present FROM presence p
    WHERE p.proof <> 'CORRECTION' AND p.sheet_id IN (SELECT sheet_id FROM hours) GROUP BY p.sheet_id)
  SELECT h.academie_id AS academie, m.channel, h.person_id AS person, count(*)::int AS lines, sum(h.minutes)::int AS minutes,
    sum(floor((2 * h.minutes * CASE m.channel WHEN 'VACATION' THEN m.rate_cents ELSE r.hourly_cents END + 60) / 120))::int AS cents
  FROM hours h
    JOIN attendance_sheet a ON a.id = h.sheet_id AND a.status = 'SEALED'
    JOIN proofs p ON p.sheet_id = h.sheet_id AND p.present >= a.declared
    JOIN mission m ON m.id = h.mission_id
    JOIN career k ON k.person_id = h.person_id
      AND h.starts_at::date BETWEEN k.valid_from AND coalesce(k.valid_to, 'infinity')
    LEFT JOIN rate_row r ON r.channel = 'HSE' AND r.corps = k.corps AND r.grade = k.grade
      AND h.starts_at::date BETWEEN r.valid_from AND coalesce(r.valid_to, 'infinity')
  GROUP BY h.academie_id, m.channel, h.person_id`;

/** What the statements of the month say, in the same shape. */
export const STATEMENTS = `
  SELECT s.academie_id AS academie, s.channel, m.person_id AS person, count(*)::int AS lines, sum(l.minutes)::int AS minutes,
    sum(l.amount_cents)::int AS cents
  FROM pay_statement s JOIN pay_line l ON l.statement_id = s.id JOIN mission m ON m.id = l.mission_id
  WHERE s.month = '${MONTH}' AND l.decision IN ('ACCEPT', 'WARN')
  GROUP BY s.academie_id, s.channel, m.person_id`;
