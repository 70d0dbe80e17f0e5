-- Hours that no sheet proves: activities at a distance that a leader of the session attests, and design that its author
-- declares and another person attests. One ledger, one numbering, one chain.

CREATE TYPE hour_source AS ENUM ('SHEET', 'ACTIVITY', 'DESIGN');
CREATE TYPE work_decision AS ENUM ('ATTESTED', 'REFUSED');

-- ── Activities at a distance ──────────────────────────────────────────────────────────────────────
CREATE TABLE activity_attestation (
  id UUID NOT NULL,
  cohort_id UUID NOT NULL,
  activity_id UUID NOT NULL,
  enrolment_id UUID NOT NULL,
  seq INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  attested_by_id UUID NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  digest TEXT NOT NULL DEFAULT '',
  sealed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT activity_attestation_pkey PRIMARY KEY (id),
  CONSTRAINT activity_attestation_counts CHECK (seq >= 1 AND minutes > 0)
);
CREATE UNIQUE INDEX activity_attestation_activity_id_enrolment_id_seq_key
  ON activity_attestation (activity_id, enrolment_id, seq);
CREATE INDEX activity_attestation_cohort_id_idx ON activity_attestation (cohort_id);
CREATE INDEX activity_attestation_enrolment_id_idx ON activity_attestation (enrolment_id);
CREATE INDEX activity_attestation_sealed_at_idx ON activity_attestation USING brin (sealed_at);
ALTER TABLE activity_attestation
  ADD CONSTRAINT activity_attestation_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES cohort(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT activity_attestation_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT activity_attestation_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES enrolment(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE activity_withdrawal (
  id UUID NOT NULL,
  attestation_id UUID NOT NULL,
  reason TEXT NOT NULL,
  status correction_status NOT NULL DEFAULT 'PROPOSED',
  proposed_by_id UUID NOT NULL,
  proposed_at TIMESTAMPTZ(3) NOT NULL,
  decided_by_id UUID,
  decided_at TIMESTAMPTZ(3),

  CONSTRAINT activity_withdrawal_pkey PRIMARY KEY (id),
  CONSTRAINT activity_withdrawal_has_reason CHECK (length(btrim(reason)) > 0),
  CONSTRAINT activity_withdrawal_second_person CHECK (decided_by_id IS NULL OR decided_by_id <> proposed_by_id),
  CONSTRAINT activity_withdrawal_decided CHECK (
    (status = 'PROPOSED') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)
  )
);
CREATE INDEX activity_withdrawal_attestation_id_idx ON activity_withdrawal (attestation_id);
-- One open proposal an attestation, and one approval ever.
CREATE UNIQUE INDEX activity_withdrawal_open ON activity_withdrawal (attestation_id) WHERE status = 'PROPOSED';
CREATE UNIQUE INDEX activity_withdrawal_approved ON activity_withdrawal (attestation_id) WHERE status = 'APPROVED';
ALTER TABLE activity_withdrawal
  ADD CONSTRAINT activity_withdrawal_attestation_id_fkey FOREIGN KEY (attestation_id) REFERENCES activity_attestation(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION activity_withdrawn(attestation uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM activity_withdrawal WHERE attestation_id = attestation AND status = 'APPROVED')
$$;

-- What is attested is an activity at a distance of the path that the session follows, for a person who is in it, by
-- somebody else, while it runs; one attestation stands at a time.
CREATE FUNCTION activity_attestation_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM cohort c JOIN stage s ON s.path_version_id = c.path_version_id JOIN activity a ON a.stage_id = s.id
    WHERE c.id = NEW.cohort_id AND c.status = 'OPEN' AND a.id = NEW.activity_id
      AND a.modality IN ('REMOTE', 'IN_CLASS') AND a.minutes = NEW.minutes
  ) THEN
    RAISE EXCEPTION 'what is attested is an activity at a distance of a running session, with its planned minutes';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM enrolment n WHERE n.id = NEW.enrolment_id AND n.cohort_id = NEW.cohort_id
      AND n.status IN ('ENROLLED', 'COMPLETED') AND n.person_id <> NEW.attested_by_id
  ) THEN
    RAISE EXCEPTION 'an activity is attested for a person of the session, by somebody else';
  END IF;
  IF NEW.seq <> 1 + (SELECT count(*) FROM activity_attestation t
      WHERE t.activity_id = NEW.activity_id AND t.enrolment_id = NEW.enrolment_id)
    OR EXISTS (SELECT 1 FROM activity_attestation t WHERE t.activity_id = NEW.activity_id
      AND t.enrolment_id = NEW.enrolment_id AND NOT activity_withdrawn(t.id)) THEN
    RAISE EXCEPTION 'one attestation of an activity stands at a time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER activity_attestation_stands BEFORE INSERT ON activity_attestation
  FOR EACH ROW EXECUTE FUNCTION activity_attestation_stands();

CREATE FUNCTION activity_withdrawal_two_hands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decision text[] := ARRAY['status', 'decided_by_id', 'decided_at'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a withdrawal is never removed';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'PROPOSED' OR activity_withdrawn(NEW.attestation_id) THEN
      RAISE EXCEPTION 'a withdrawal is proposed once, before it is decided';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.status <> 'PROPOSED' OR to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision THEN
    RAISE EXCEPTION 'a withdrawal is decided once, as it was proposed';
  END IF;
  IF EXISTS (SELECT 1 FROM activity_attestation t JOIN enrolment n ON n.id = t.enrolment_id
    WHERE t.id = NEW.attestation_id AND n.person_id = NEW.decided_by_id) THEN
    RAISE EXCEPTION 'nobody decides about an own activity';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER activity_withdrawal_two_hands BEFORE INSERT OR UPDATE OR DELETE ON activity_withdrawal
  FOR EACH ROW EXECUTE FUNCTION activity_withdrawal_two_hands();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON activity_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

-- ── Design ────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE design_work (
  id UUID NOT NULL,
  mission_id UUID NOT NULL,
  day DATE NOT NULL,
  minutes INTEGER NOT NULL,
  task TEXT NOT NULL,
  made TEXT NOT NULL,
  path_id UUID,
  scenario_id UUID,
  declared_by_id UUID NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  digest TEXT NOT NULL DEFAULT '',
  sealed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT design_work_pkey PRIMARY KEY (id),
  CONSTRAINT design_work_minutes CHECK (minutes BETWEEN 1 AND 1440),
  CONSTRAINT design_work_says CHECK (length(btrim(task)) > 0 AND length(btrim(made)) > 0)
);
CREATE INDEX design_work_mission_id_idx ON design_work (mission_id);
CREATE INDEX design_work_sealed_at_idx ON design_work USING brin (sealed_at);
ALTER TABLE design_work
  ADD CONSTRAINT design_work_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES mission(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT design_work_path_id_fkey FOREIGN KEY (path_id) REFERENCES path(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT design_work_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenario(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE design_attestation (
  id UUID NOT NULL,
  design_work_id UUID NOT NULL,
  decision work_decision NOT NULL,
  reason TEXT,
  attested_by_id UUID NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  digest TEXT NOT NULL DEFAULT '',
  sealed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT design_attestation_pkey PRIMARY KEY (id),
  CONSTRAINT design_attestation_refusal_has_reason CHECK (
    decision <> 'REFUSED' OR length(btrim(coalesce(reason, ''))) > 0
  )
);
CREATE UNIQUE INDEX design_attestation_design_work_id_key ON design_attestation (design_work_id);
CREATE INDEX design_attestation_sealed_at_idx ON design_attestation USING brin (sealed_at);
ALTER TABLE design_attestation
  ADD CONSTRAINT design_attestation_design_work_id_fkey FOREIGN KEY (design_work_id) REFERENCES design_work(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever holds a mission of design declares its work, and another person attests it.
CREATE FUNCTION design_work_of_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM mission m WHERE m.id = NEW.mission_id AND m.kind = 'DESIGN'
    AND m.person_id = NEW.declared_by_id) THEN
    RAISE EXCEPTION 'design is declared by the holder of its mission';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER design_work_of_holder BEFORE INSERT ON design_work FOR EACH ROW EXECUTE FUNCTION design_work_of_holder();

CREATE FUNCTION design_attested_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM design_work w WHERE w.id = NEW.design_work_id AND w.declared_by_id = NEW.attested_by_id) THEN
    RAISE EXCEPTION 'EVD-03: nobody attests an own work';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER design_attested_by_another BEFORE INSERT ON design_attestation
  FOR EACH ROW EXECUTE FUNCTION design_attested_by_another();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['activity_attestation', 'design_work', 'design_attestation'] LOOP
    EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION only_grows()', name);
    EXECUTE format('CREATE TRIGGER sealed_when_written BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION sealed_when_written()', name);
  END LOOP;
END $$;

-- ── The ledger ────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE hour_entry
  ADD COLUMN source hour_source NOT NULL DEFAULT 'SHEET',
  ADD COLUMN activity_attestation_id UUID,
  ADD COLUMN design_work_id UUID,
  ALTER COLUMN seance_id DROP NOT NULL,
  ALTER COLUMN sheet_id DROP NOT NULL;
CREATE INDEX hour_entry_activity_attestation_id_idx ON hour_entry (activity_attestation_id);
CREATE INDEX hour_entry_design_work_id_idx ON hour_entry (design_work_id);
ALTER TABLE hour_entry
  ADD CONSTRAINT hour_entry_activity_attestation_id_fkey FOREIGN KEY (activity_attestation_id) REFERENCES activity_attestation(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT hour_entry_design_work_id_fkey FOREIGN KEY (design_work_id) REFERENCES design_work(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Each source has its references and no other; what no sheet proves has its role too.
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_source CHECK (
  (source = 'SHEET') = (seance_id IS NOT NULL) AND (source = 'SHEET') = (sheet_id IS NOT NULL)
  AND (source = 'ACTIVITY') = (activity_attestation_id IS NOT NULL)
  AND (source = 'DESIGN') = (design_work_id IS NOT NULL)
  AND CASE source WHEN 'ACTIVITY' THEN role = 'TRAINEE' WHEN 'DESIGN' THEN role = 'DESIGN' ELSE true END
);
-- A line without a sheet has planned minutes and no interval: both instants are the one it is dated.
ALTER TABLE hour_entry DROP CONSTRAINT hour_entry_interval;
ALTER TABLE hour_entry DROP CONSTRAINT hour_entry_duration;
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_interval CHECK (
  CASE source WHEN 'SHEET' THEN ends_at > starts_at ELSE ends_at = starts_at END
);
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_duration CHECK (
  source <> 'SHEET' OR abs(minutes) * interval '1 minute' <= ends_at - starts_at
);

-- No line without its proof: the attestation of that person's activity, the attested work of that mission.
CREATE FUNCTION hour_entry_has_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.source = 'ACTIVITY' AND NOT EXISTS (
    SELECT 1 FROM activity_attestation t JOIN enrolment n ON n.id = t.enrolment_id
    WHERE t.id = NEW.activity_attestation_id AND t.enrolment_id = NEW.enrolment_id AND n.person_id = NEW.person_id
      AND abs(NEW.minutes) = t.minutes AND (NEW.reverses_id IS NOT NULL) = activity_withdrawn(t.id)
  ) THEN
    RAISE EXCEPTION 'an hour at a distance says what was attested, and is taken back when that is withdrawn';
  END IF;
  IF NEW.source = 'DESIGN' AND NOT EXISTS (
    SELECT 1 FROM design_work w JOIN mission m ON m.id = w.mission_id
      JOIN design_attestation a ON a.design_work_id = w.id AND a.decision = 'ATTESTED'
    WHERE w.id = NEW.design_work_id AND w.mission_id = NEW.mission_id AND m.person_id = NEW.person_id
      AND abs(NEW.minutes) <= w.minutes
  ) THEN
    RAISE EXCEPTION 'an hour of design says what was declared and attested';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hour_entry_has_proof BEFORE INSERT ON hour_entry
  FOR EACH ROW WHEN (NEW.source <> 'SHEET') EXECUTE FUNCTION hour_entry_has_proof();
-- An attestation gives one line; what is corrected of a work is another line of it.
CREATE UNIQUE INDEX hour_entry_activity_once ON hour_entry (activity_attestation_id) WHERE reverses_id IS NULL;

-- A line that a sheet proves says nothing of its source: lines written before there was another keep their digest.
CREATE OR REPLACE FUNCTION digest_of(kind text, whole jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  said jsonb := whole - 'digest';
BEGIN
  IF kind = 'pay_statement' THEN
    -- Its status goes on to EXPORTED, as its events say; its lines are part of what was decided.
    said := said - 'status' || jsonb_build_object('lines', (
      SELECT coalesce(jsonb_agg(l.digest ORDER BY l.id), '[]') FROM pay_line l WHERE l.statement_id = (whole->>'id')::uuid));
  ELSIF kind = 'hour_entry' AND said->>'source' = 'SHEET' THEN
    said := said - 'source';
  END IF;
  RETURN encode(sha256(convert_to(
    (SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(said) WHERE value <> 'null'), 'UTF8')), 'hex');
END $$;

-- ── Corrections ───────────────────────────────────────────────────────────────────────────────────
CREATE OR REPLACE FUNCTION hour_correction_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line hour_entry%ROWTYPE;
  beyond boolean;
BEGIN
  SELECT * INTO line FROM hour_entry WHERE id = NEW.hour_entry_id;
  IF NEW.status <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a correction is proposed before it is decided';
  END IF;
  IF line.role = 'TRAINEE' OR line.minutes < 0 OR EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = line.id) THEN
    RAISE EXCEPTION 'only a standing hour of a trainer is corrected';
  END IF;
  -- HRS-02: never beyond what was planned, or declared.
  IF line.source = 'DESIGN' THEN
    SELECT NEW.true_minutes > w.minutes INTO beyond FROM design_work w WHERE w.id = line.design_work_id;
  ELSE
    SELECT line.starts_at + NEW.true_minutes * interval '1 minute' > s.ends_at INTO beyond
      FROM seance s WHERE s.id = line.seance_id;
  END IF;
  IF NEW.true_minutes = line.minutes OR beyond THEN
    RAISE EXCEPTION 'true minutes are others, within the planned ones';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION hour_correction_decided() RETURNS trigger LANGUAGE plpgsql AS $$
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
      AND (n.person_id, n.role, n.mission_id, n.starts_at, n.academie_id, n.school_year_id, n.source)
        = (line.person_id, line.role, line.mission_id, line.starts_at, line.academie_id, line.school_year_id, line.source)
      AND (n.sheet_id, n.design_work_id) IS NOT DISTINCT FROM (line.sheet_id, line.design_work_id)
  ) THEN
    RAISE EXCEPTION 'the new line says what the correction says';
  END IF;
  RETURN NEW;
END $$;
