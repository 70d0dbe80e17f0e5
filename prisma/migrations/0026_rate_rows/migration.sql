-- A row of rates is written, ended and taken away from a page. What is taken away stays to be read: lines of drafts name it
-- until they are judged anew, and « what every draft is judged with » must never come back to an earlier word.
ALTER TABLE rate_row ADD COLUMN withdrawn_at TIMESTAMPTZ(3), ADD COLUMN withdrawn_reason TEXT;
ALTER TABLE rate_row ADD CONSTRAINT rate_row_source CHECK (btrim(source) <> '');
ALTER TABLE rate_row ADD CONSTRAINT rate_row_withdrawn CHECK (
  (withdrawn_at IS NULL) = (withdrawn_reason IS NULL) AND length(btrim(coalesce(withdrawn_reason, 'none'))) >= 3
);
ALTER TABLE rate_row DROP CONSTRAINT rate_row_no_overlap;
ALTER TABLE rate_row ADD CONSTRAINT rate_row_no_overlap EXCLUDE USING gist (
  channel WITH =, corps WITH =, grade WITH =, daterange(valid_from, valid_to, '[]') WITH &&
) WHERE (withdrawn_at IS NULL);

-- The last day a decided line was priced at a row. Kept beside the rows: asked of the lines it would read all of them.
CREATE TABLE rate_use (
  rate_row_id UUID NOT NULL,
  until DATE NOT NULL,
  CONSTRAINT rate_use_pkey PRIMARY KEY (rate_row_id),
  CONSTRAINT rate_use_rate_row_id_fkey FOREIGN KEY (rate_row_id) REFERENCES rate_row (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

-- The days that the lines to pay of a statement were priced at: of an hour the day of service where it was worked, of a
-- mission paid for the year its first day (app/domain/pay/rules/rates.ts, pricedOn).
CREATE FUNCTION rate_days(statement uuid) RETURNS TABLE (rate_row_id uuid, day date) LANGUAGE sql STABLE AS $$
  SELECT l.rate_row_id, CASE WHEN l.hour_entry_id IS NULL THEN (left(m.school_year_id, 4) || '-09-01')::date
    ELSE (h.starts_at AT TIME ZONE p.time_zone)::date END
  FROM pay_line l JOIN mission m ON m.id = l.mission_id JOIN place p ON p.id = m.place_id
    LEFT JOIN hour_entry h ON h.id = l.hour_entry_id
  WHERE l.statement_id = statement AND l.rate_row_id IS NOT NULL AND l.decision IN ('ACCEPT', 'WARN')
$$;

-- The rows are held while they are compared: one that changes at this instant waits, or is seen as it became.
CREATE FUNCTION decided_at_standing_rates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM rate_row WHERE id IN (SELECT d.rate_row_id FROM rate_days(NEW.id) d) ORDER BY id FOR SHARE;
  IF EXISTS (
    SELECT FROM rate_days(NEW.id) d JOIN rate_row r ON r.id = d.rate_row_id
    WHERE r.withdrawn_at IS NOT NULL OR r.valid_to < d.day
  ) THEN
    RAISE EXCEPTION 'a line is decided at a rate that stands on its day';
  END IF;
  INSERT INTO rate_use (rate_row_id, until)
  SELECT d.rate_row_id, max(d.day) FROM rate_days(NEW.id) d GROUP BY 1 ORDER BY 1
  ON CONFLICT (rate_row_id) DO UPDATE SET until = excluded.until WHERE rate_use.until < excluded.until;
  RETURN NULL;
END $$;
CREATE TRIGGER decided_at_standing_rates AFTER UPDATE OF status ON pay_statement FOR EACH ROW
  WHEN (NEW.status = 'DECIDED' AND OLD.status <> 'DECIDED') EXECUTE FUNCTION decided_at_standing_rates();

-- What paid somebody stays as it was when it did; where it had no end it may be given one, after the last day it paid.
CREATE FUNCTION used_rate_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  used_until date := (SELECT u.until FROM rate_use u WHERE u.rate_row_id = OLD.id);
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'a rate that was taken away stays so';
  END IF;
  IF used_until IS NULL THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'valid_to' IS DISTINCT FROM to_jsonb(OLD) - 'valid_to' THEN
    RAISE EXCEPTION 'a rate that paid somebody stays';
  END IF;
  IF NEW.valid_to IS DISTINCT FROM OLD.valid_to AND (OLD.valid_to IS NOT NULL OR NEW.valid_to < used_until) THEN
    RAISE EXCEPTION 'a rate ends once, after the last day it paid';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER used_rate_stays BEFORE UPDATE OR DELETE ON rate_row FOR EACH ROW EXECUTE FUNCTION used_rate_stays();

INSERT INTO rate_use (rate_row_id, until)
SELECT d.rate_row_id, max(d.day) FROM pay_statement s CROSS JOIN rate_days(s.id) d
WHERE s.status IN ('DECIDED', 'EXPORTED') GROUP BY 1;
