-- A mission says what its channel needs, and keeps it: one channel, for one school year.
ALTER TABLE mission
  ADD COLUMN level TEXT,
  ADD COLUMN rate_cents INTEGER,
  ADD COLUMN weekly_minutes INTEGER,
  ADD COLUMN succeeds_id UUID;

ALTER TABLE mission ADD CONSTRAINT mission_succeeds_id_fkey
  FOREIGN KEY (succeeds_id) REFERENCES mission(id) ON DELETE RESTRICT ON UPDATE CASCADE;
-- A function is handed over to one person.
CREATE UNIQUE INDEX mission_succeeds_id_key ON mission(succeeds_id);

-- NULL passes a check: each branch says IS NOT NULL before it compares.
ALTER TABLE mission ADD CONSTRAINT mission_terms CHECK (
  CASE
    WHEN channel = 'VACATION' THEN
      level IS NOT NULL AND btrim(level) <> '' AND rate_cents IS NOT NULL AND rate_cents > 0
      AND amount_cents IS NULL AND weekly_minutes IS NULL
    WHEN channel IN ('IFIC', 'IMP', 'PACTE') THEN
      amount_cents IS NOT NULL AND level IS NULL AND rate_cents IS NULL AND weekly_minutes IS NULL
    WHEN channel IN ('HSA', 'DECHARGE') THEN
      weekly_minutes IS NOT NULL AND weekly_minutes > 0
      AND amount_cents IS NULL AND level IS NULL AND rate_cents IS NULL
    ELSE amount_cents IS NULL AND level IS NULL AND rate_cents IS NULL AND weekly_minutes IS NULL
  END
);
ALTER TABLE mission ADD CONSTRAINT mission_end_has_reason CHECK ((ended_at IS NULL) = (ended_reason IS NULL));

-- A person holds a function of a school through one mission at a time, so through one channel.
CREATE UNIQUE INDEX mission_one_function ON mission (person_id, place_id, school_year_id, function_code)
  WHERE function_code IS NOT NULL AND ended_at IS NULL;

ALTER TYPE mission_fact_kind ADD VALUE 'PROPOSITION' BEFORE 'DECISION_RECTEUR';
ALTER TYPE mission_fact_kind ADD VALUE 'SERVICE_FAIT';

ALTER TABLE mission_fact
  ADD COLUMN amount_cents INTEGER,
  ADD COLUMN reason TEXT;
-- Compared as text: a value added to a type may not be used in the transaction that adds it.
ALTER TABLE mission_fact ADD CONSTRAINT mission_fact_amount CHECK (
  CASE kind::text
    WHEN 'PROPOSITION' THEN amount_cents IS NOT NULL AND amount_cents > 0
    WHEN 'DECISION_RECTEUR' THEN amount_cents IS NULL OR amount_cents > 0
    ELSE amount_cents IS NULL
  END
);

-- The amount a letter announced: the mission's becomes the one the recteur decides.
ALTER TABLE mission_letter ADD COLUMN amount_cents INTEGER;
UPDATE mission_letter SET amount_cents = mission.amount_cents FROM mission WHERE mission.id = mission_letter.mission_id;

CREATE FUNCTION mission_keeps_its_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.person_id, NEW.place_id, NEW.school_year_id, NEW.kind, NEW.channel) IS DISTINCT FROM
     (OLD.person_id, OLD.place_id, OLD.school_year_id, OLD.kind, OLD.channel)
     OR (NEW.function_code, NEW.level, NEW.rate_cents, NEW.weekly_minutes, NEW.succeeds_id) IS DISTINCT FROM
     (OLD.function_code, OLD.level, OLD.rate_cents, OLD.weekly_minutes, OLD.succeeds_id) THEN
    RAISE EXCEPTION 'a mission keeps its person, its school year, its channel and its terms: end it and create another';
  END IF;
  IF NEW.amount_cents IS DISTINCT FROM OLD.amount_cents AND EXISTS (
    SELECT 1 FROM mission_fact WHERE mission_id = NEW.id AND kind::text = 'DECISION_RECTEUR'
  ) THEN
    RAISE EXCEPTION 'the amount that the recteur decided stays';
  END IF;
  IF OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_reason) IS DISTINCT FROM (OLD.ended_at, OLD.ended_reason) THEN
    RAISE EXCEPTION 'a mission ends once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mission_keeps_its_channel BEFORE UPDATE ON mission FOR EACH ROW EXECUTE FUNCTION mission_keeps_its_channel();

-- Ended missions stay: hours, letters and facts stand on them.
CREATE FUNCTION mission_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a mission is ended, never removed';
END $$;
CREATE TRIGGER mission_stays BEFORE DELETE ON mission FOR EACH STATEMENT EXECUTE FUNCTION mission_stays();

-- EVD-03: whoever a mission engages states nothing about it.
CREATE FUNCTION mission_fact_of_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM mission WHERE id = NEW.mission_id AND person_id = NEW.recorded_by_id) THEN
    RAISE EXCEPTION 'EVD-03: nobody states a fact of their own mission';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mission_fact_of_another BEFORE INSERT ON mission_fact FOR EACH ROW EXECUTE FUNCTION mission_fact_of_another();
