-- Every change of a career, with its rows as they were and as they are: nothing is lost where a row is corrected or taken away.
CREATE TYPE career_change_kind AS ENUM ('ADD', 'CORRECT', 'REMOVE');

CREATE TABLE career_change (
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  kind career_change_kind NOT NULL,
  before JSONB NOT NULL,
  after JSONB NOT NULL,
  reason TEXT,
  at TIMESTAMPTZ(3) NOT NULL,
  by_id UUID NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT career_change_pkey PRIMARY KEY (id),
  CONSTRAINT career_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT career_change_of_another CHECK (by_id <> person_id),
  CONSTRAINT career_change_why CHECK (kind = 'ADD' OR coalesce(length(btrim(reason)), 0) BETWEEN 3 AND 500),
  CONSTRAINT career_change_something CHECK (before <> after)
);
CREATE INDEX career_change_person_id_idx ON career_change (person_id);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON career_change
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

-- A draft follows the career of a person as it follows an hour certified since.
CREATE FUNCTION career_changes_drafts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO draft_change (academie_id, channel, person_id)
  SELECT DISTINCT s.academie_id, m.channel, m.person_id
  FROM mission m JOIN place p ON p.id = m.place_id
    JOIN pay_statement s ON s.academie_id = ANY (p.lineage) AND s.channel = m.channel AND s.status = 'DRAFT'
  WHERE m.person_id IN (OLD.person_id, NEW.person_id);
  RETURN NULL;
END $$;
CREATE TRIGGER career_changes_drafts AFTER INSERT OR UPDATE OR DELETE ON career
  FOR EACH ROW EXECUTE FUNCTION career_changes_drafts();
