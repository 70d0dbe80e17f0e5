-- What a person answered where the rules hold because no text decides: word after word, the last one to a rule counts, and
-- only to the question it was given to (the parameters of the finding).
CREATE TYPE answer_kind AS ENUM ('PAY', 'REFUSE', 'FIRST', 'ORDINARY');

CREATE TABLE held_answer (
  id UUID NOT NULL,
  mission_id UUID NOT NULL,
  code TEXT NOT NULL,
  question JSONB NOT NULL,
  answer answer_kind NOT NULL,
  reason TEXT NOT NULL,
  seq SMALLINT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  answered_by_id UUID NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT held_answer_pkey PRIMARY KEY (id),
  CONSTRAINT held_answer_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES mission (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT held_answer_code CHECK (code IN ('BUD-05', 'EVD-02', 'HRS-06', 'PAY-03', 'PAY-04', 'PAY-05', 'PAY-14')),
  -- Which hour is the dearer one is asked of a yearly HSA alone (HRS-06).
  CONSTRAINT held_answer_fits CHECK (answer = 'REFUSE' OR (code = 'HRS-06') = (answer <> 'PAY')),
  CONSTRAINT held_answer_why CHECK (length(btrim(reason)) BETWEEN 3 AND 500)
);
CREATE UNIQUE INDEX held_answer_mission_id_code_seq_key ON held_answer (mission_id, code, seq);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON held_answer
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

-- The HSA of one person in one year are answered one after the other.
CREATE FUNCTION lock_first_hour(mission uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('first hour:' || m.person_id || ':' || m.school_year_id, 0))
  FROM mission m WHERE m.id = mission
$$;

-- The other mission of the person that has the first hour of the year: as the last answer says, or as parts of it were paid.
CREATE FUNCTION first_hour_taken_by(mission uuid) RETURNS uuid LANGUAGE sql AS $$
  SELECT other.id FROM mission m
    JOIN mission other ON other.person_id = m.person_id AND other.school_year_id = m.school_year_id
      AND other.channel = 'HSA' AND other.id <> m.id
  WHERE m.id = mission AND (
    'FIRST' = (SELECT h.answer FROM held_answer h WHERE h.mission_id = other.id AND h.code = 'HRS-06' ORDER BY h.seq DESC LIMIT 1)
    OR EXISTS (
      SELECT FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
      WHERE l.mission_id = other.id AND s.status <> 'DRAFT' AND l.decision IN ('ACCEPT', 'WARN') AND (
        l.inputs ->> 'otherHsaMissions' = '0' OR l.inputs -> 'answers' @> '[{"code": "HRS-06", "answer": "FIRST"}]')))
  ORDER BY other.id LIMIT 1
$$;

CREATE FUNCTION held_answer_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The same rank twice is the unique key's to refuse.
  IF NEW.seq NOT BETWEEN 1 AND 1 + (SELECT count(*) FROM held_answer WHERE mission_id = NEW.mission_id AND code = NEW.code) THEN
    RAISE EXCEPTION 'the answers to a rule follow one another';
  END IF;
  IF NEW.answered_by_id = (SELECT person_id FROM mission WHERE id = NEW.mission_id) THEN
    RAISE EXCEPTION 'whoever benefits does not answer';
  END IF;
  IF NEW.code = 'HRS-06' THEN
    PERFORM lock_first_hour(NEW.mission_id);
    IF NEW.answer = 'FIRST' AND first_hour_taken_by(NEW.mission_id) IS NOT NULL THEN
      RAISE EXCEPTION 'another mission has the first hour of the year';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER held_answer_follows BEFORE INSERT ON held_answer FOR EACH ROW EXECUTE FUNCTION held_answer_follows();

-- A draft follows an answer as it follows an hour certified since.
CREATE FUNCTION answer_changes_drafts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO draft_change (academie_id, channel, person_id)
  SELECT DISTINCT s.academie_id, m.channel, m.person_id
  FROM mission m JOIN place p ON p.id = m.place_id
    JOIN pay_statement s ON s.academie_id = ANY (p.lineage) AND s.channel = m.channel AND s.status = 'DRAFT'
  WHERE m.id = NEW.mission_id;
  RETURN NULL;
END $$;
CREATE TRIGGER answer_changes_drafts AFTER INSERT ON held_answer FOR EACH ROW EXECUTE FUNCTION answer_changes_drafts();
