-- What a line was judged on is written once and read whole, when it is explained: kept as it was written, it costs no parse
-- into parts. Where a query looks inside it is cast there. Digests are made from `to_jsonb` of the row: they stay the same.
ALTER TABLE pay_line ALTER COLUMN findings TYPE json, ALTER COLUMN inputs TYPE json;

-- As before; the answers are read from text now.
CREATE OR REPLACE FUNCTION first_hour_taken_by(mission uuid) RETURNS uuid LANGUAGE sql AS $$
  SELECT other.id FROM mission m
    JOIN mission other ON other.person_id = m.person_id AND other.school_year_id = m.school_year_id
      AND other.channel = 'HSA' AND other.id <> m.id
  WHERE m.id = mission AND (
    'FIRST' = (SELECT h.answer FROM held_answer h WHERE h.mission_id = other.id AND h.code = 'HRS-06' ORDER BY h.seq DESC LIMIT 1)
    OR EXISTS (
      SELECT FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
      WHERE l.mission_id = other.id AND s.status <> 'DRAFT' AND l.decision IN ('ACCEPT', 'WARN') AND (
        l.inputs ->> 'otherHsaMissions' = '0'
        OR (l.inputs -> 'answers')::jsonb @> '[{"code": "HRS-06", "answer": "FIRST"}]')))
  ORDER BY other.id LIMIT 1
$$;
