-- What a trainer's hour really was: proposed by one person, decided by another, written as a counter-entry of the whole line
-- and, where something is left, a new line (REC-01).

CREATE TABLE hour_correction (
  id UUID NOT NULL,
  hour_entry_id UUID NOT NULL,
  true_minutes INTEGER NOT NULL,
  reason TEXT NOT NULL,
  status correction_status NOT NULL DEFAULT 'PROPOSED',
  proposed_by_id UUID NOT NULL,
  proposed_at TIMESTAMPTZ(3) NOT NULL,
  decided_by_id UUID,
  decided_at TIMESTAMPTZ(3),
  decision_reason TEXT,
  new_entry_id UUID,

  CONSTRAINT hour_correction_pkey PRIMARY KEY (id),
  CONSTRAINT hour_correction_minutes CHECK (true_minutes >= 0),
  CONSTRAINT hour_correction_has_reason CHECK (length(btrim(reason)) > 0),
  CONSTRAINT hour_correction_second_person CHECK (decided_by_id IS NULL OR decided_by_id <> proposed_by_id),
  CONSTRAINT hour_correction_decided CHECK (
    (status = 'PROPOSED') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)
  ),
  CONSTRAINT hour_correction_refusal_has_reason CHECK (
    status <> 'REFUSED' OR length(btrim(coalesce(decision_reason, ''))) > 0
  ),
  CONSTRAINT hour_correction_new_line CHECK ((new_entry_id IS NOT NULL) = (status = 'APPROVED' AND true_minutes > 0))
);
CREATE INDEX hour_correction_hour_entry_id_idx ON hour_correction (hour_entry_id);
CREATE UNIQUE INDEX hour_correction_new_entry_id_key ON hour_correction (new_entry_id);
-- One open proposal an hour, and one approval ever: a line is taken back once.
CREATE UNIQUE INDEX hour_correction_open ON hour_correction (hour_entry_id) WHERE status = 'PROPOSED';
CREATE UNIQUE INDEX hour_correction_approved ON hour_correction (hour_entry_id) WHERE status = 'APPROVED';
ALTER TABLE hour_correction
  ADD CONSTRAINT hour_correction_hour_entry_id_fkey FOREIGN KEY (hour_entry_id) REFERENCES hour_entry(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT hour_correction_new_entry_id_fkey FOREIGN KEY (new_entry_id) REFERENCES hour_entry(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION hour_correction_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line hour_entry%ROWTYPE;
BEGIN
  SELECT * INTO line FROM hour_entry WHERE id = NEW.hour_entry_id;
  IF NEW.status <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a correction is proposed before it is decided';
  END IF;
  IF line.role = 'TRAINEE' OR line.minutes < 0 OR EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = line.id) THEN
    RAISE EXCEPTION 'only a standing hour of a trainer is corrected';
  END IF;
  -- HRS-02: never beyond what was planned.
  IF NEW.true_minutes = line.minutes OR line.starts_at + NEW.true_minutes * interval '1 minute' > (
    SELECT ends_at FROM seance WHERE id = line.seance_id) THEN
    RAISE EXCEPTION 'true minutes are others, within the planned ones';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hour_correction_proposed BEFORE INSERT ON hour_correction
  FOR EACH ROW EXECUTE FUNCTION hour_correction_proposed();

CREATE FUNCTION hour_correction_decided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decision text[] := ARRAY['status', 'decided_by_id', 'decided_at', 'decision_reason', 'new_entry_id'];
  line hour_entry%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a correction is never removed';
  END IF;
  IF OLD.status <> 'PROPOSED' OR to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision THEN
    RAISE EXCEPTION 'a correction is decided once, as it was proposed';
  END IF;
  SELECT * INTO line FROM hour_entry WHERE id = OLD.hour_entry_id;
  IF NEW.decided_by_id = line.person_id THEN
    RAISE EXCEPTION 'nobody decides a correction of an own hour';
  END IF;
  IF NEW.status = 'APPROVED' AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = line.id) THEN
    RAISE EXCEPTION 'an approved correction takes the line back';
  END IF;
  IF NEW.new_entry_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM hour_entry n
    WHERE n.id = NEW.new_entry_id AND n.minutes = NEW.true_minutes AND n.number > line.number
      AND (n.person_id, n.role, n.sheet_id, n.mission_id, n.starts_at, n.academie_id, n.school_year_id)
        = (line.person_id, line.role, line.sheet_id, line.mission_id, line.starts_at, line.academie_id, line.school_year_id)
  ) THEN
    RAISE EXCEPTION 'the new line says what the correction says';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hour_correction_decided BEFORE UPDATE OR DELETE ON hour_correction
  FOR EACH ROW EXECUTE FUNCTION hour_correction_decided();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON hour_correction FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

-- ── Closed months ─────────────────────────────────────────────────────────────────────────────────
-- Whether a line stands where one that was certified stood, with no more minutes than it. Of several corrections the last
-- line that a head has answered for counts.
CREATE FUNCTION lowers_certified_hour(entry uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE before AS (
    SELECT c.hour_entry_id AS id, 1 AS step FROM hour_correction c WHERE c.new_entry_id = entry
    UNION ALL
    SELECT c.hour_entry_id, b.step + 1 FROM before b JOIN hour_correction c ON c.new_entry_id = b.id
  )
  SELECT coalesce((
    SELECT f.decision = 'CERTIFIED' AND was.minutes >= stands.minutes
    FROM before b
      JOIN certification f ON f.hour_entry_id = b.id
      JOIN hour_entry was ON was.id = b.id
      JOIN hour_entry stands ON stands.id = entry
    ORDER BY b.step LIMIT 1), false)
$$;

-- The instant from which an hour takes no certification; null while its month is open. Its counter-entry already takes back
-- all that was certified in time: a line that leaves less of it adds nothing that the closing had left out, and without it
-- whoever worked two hours of three would lose the three. What raises the service waits for an opening with its reason.
CREATE FUNCTION certification_closes_at(entry uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN lowers_certified_hour(h.id) THEN NULL
    ELSE month_closes_at(p.id, to_char(h.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM')) END
  FROM hour_entry h JOIN mission m ON m.id = h.mission_id JOIN place p ON p.id = m.place_id
  WHERE h.id = entry
$$;

CREATE OR REPLACE FUNCTION certification_in_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF certification_closes_at(NEW.hour_entry_id) <= NEW.at THEN
    RAISE EXCEPTION 'a closed month takes no certification';
  END IF;
  RETURN NEW;
END $$;
