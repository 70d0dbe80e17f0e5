-- The recteur decides, refuses, and may decide again: each word stays, the last one stands.
ALTER TABLE mission_fact
  ADD COLUMN seq SMALLINT NOT NULL DEFAULT 1,
  ADD COLUMN refused BOOLEAN NOT NULL DEFAULT false,
  -- The mission had ended when it was said: what part of a year is worth was a question then, and this is its answer (BUD-05).
  ADD COLUMN after_end BOOLEAN NOT NULL DEFAULT false;

DROP INDEX mission_fact_mission_id_kind_key;
CREATE UNIQUE INDEX mission_fact_mission_id_kind_seq_key ON mission_fact (mission_id, kind, seq);

ALTER TABLE mission_fact ADD CONSTRAINT mission_fact_words CHECK (
  seq >= 1 AND (kind = 'DECISION_RECTEUR' OR (seq = 1 AND NOT refused AND NOT after_end))
);
ALTER TABLE mission_fact ADD CONSTRAINT mission_fact_why CHECK (
  (seq = 1 AND NOT refused) OR length(btrim(coalesce(reason, ''))) > 0
);
ALTER TABLE mission_fact ADD CONSTRAINT mission_fact_refusal CHECK (NOT refused OR amount_cents IS NULL);

CREATE FUNCTION mission_fact_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The same rank twice is the unique key's to refuse.
  IF NEW.seq > 1 + (SELECT count(*) FROM mission_fact WHERE mission_id = NEW.mission_id AND kind = NEW.kind) THEN
    RAISE EXCEPTION 'the words of the recteur follow one another';
  END IF;
  IF NEW.after_end AND NOT EXISTS (SELECT 1 FROM mission WHERE id = NEW.mission_id AND ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the mission has not ended';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mission_fact_in_order BEFORE INSERT ON mission_fact FOR EACH ROW EXECUTE FUNCTION mission_fact_in_order();

-- An amount follows the last decision, and nothing else once there is one.
CREATE OR REPLACE FUNCTION mission_keeps_its_channel() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decided INTEGER;
BEGIN
  IF (NEW.person_id, NEW.place_id, NEW.school_year_id, NEW.kind, NEW.channel) IS DISTINCT FROM
     (OLD.person_id, OLD.place_id, OLD.school_year_id, OLD.kind, OLD.channel)
     OR (NEW.function_code, NEW.level, NEW.rate_cents, NEW.weekly_minutes, NEW.succeeds_id) IS DISTINCT FROM
     (OLD.function_code, OLD.level, OLD.rate_cents, OLD.weekly_minutes, OLD.succeeds_id) THEN
    RAISE EXCEPTION 'a mission keeps its person, its school year, its channel and its terms: end it and create another';
  END IF;
  IF NEW.amount_cents IS DISTINCT FROM OLD.amount_cents THEN
    SELECT amount_cents INTO decided FROM mission_fact
      WHERE mission_id = NEW.id AND kind = 'DECISION_RECTEUR' ORDER BY seq DESC LIMIT 1;
    IF FOUND AND NEW.amount_cents IS DISTINCT FROM decided THEN
      RAISE EXCEPTION 'the amount that the recteur decided stays';
    END IF;
  END IF;
  IF OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_reason) IS DISTINCT FROM (OLD.ended_at, OLD.ended_reason) THEN
    RAISE EXCEPTION 'a mission ends once';
  END IF;
  RETURN NEW;
END $$;

-- At the end of a transaction the mission says what its last decision says.
CREATE FUNCTION decision_is_the_amount() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM mission m JOIN mission_fact f ON f.mission_id = m.id
    WHERE m.id = NEW.mission_id AND f.kind = 'DECISION_RECTEUR' AND f.amount_cents IS NOT NULL
      AND f.amount_cents IS DISTINCT FROM m.amount_cents
      AND NOT EXISTS (SELECT 1 FROM mission_fact later
        WHERE later.mission_id = m.id AND later.kind = 'DECISION_RECTEUR' AND later.seq > f.seq)
  ) THEN
    RAISE EXCEPTION 'the amount of a mission is the one that was decided';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER decision_is_the_amount AFTER INSERT ON mission_fact
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION decision_is_the_amount();
