-- Where a scenario was copied from. `origin_credit` and `origin_licence` come from a published one and follow every
-- later copy: whoever reads or publishes the copy owes them.
ALTER TABLE scenario
  ADD COLUMN origin_id UUID,
  ADD COLUMN origin_publication_id UUID,
  ADD COLUMN origin_credit TEXT,
  ADD COLUMN origin_licence TEXT;

ALTER TABLE scenario
  ADD CONSTRAINT scenario_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES scenario(id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT scenario_origin_other CHECK (origin_id <> id),
  ADD CONSTRAINT scenario_origin_licence CHECK (origin_licence IN ('CC_BY', 'CC_BY_SA', 'ETALAB_2')),
  ADD CONSTRAINT scenario_origin_credited CHECK ((origin_credit IS NULL) = (origin_licence IS NULL));

-- The trial in class (stage 5) of a scenario, and the reflective return (stage 6) of each trainee.
CREATE TABLE scenario_trial (
  scenario_id UUID NOT NULL,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  level TEXT NOT NULL,
  by_id UUID NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT scenario_trial_pkey PRIMARY KEY (scenario_id),
  CONSTRAINT scenario_trial_dates CHECK (ends_on >= starts_on),
  CONSTRAINT scenario_trial_level CHECK (length(level) BETWEEN 1 AND 120)
);
ALTER TABLE scenario_trial ADD CONSTRAINT scenario_trial_scenario_id_fkey
  FOREIGN KEY (scenario_id) REFERENCES scenario(id) ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE scenario_return (
  scenario_id UUID NOT NULL,
  person_id UUID NOT NULL,
  foreseen TEXT NOT NULL,
  happened TEXT NOT NULL,
  produced TEXT NOT NULL,
  changes TEXT NOT NULL,
  readiness TEXT NOT NULL,
  -- Null: a draft, which nobody else reads.
  sent_at TIMESTAMPTZ(3),
  updated_at TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT scenario_return_pkey PRIMARY KEY (scenario_id, person_id),
  CONSTRAINT scenario_return_bounds CHECK (
    length(foreseen) <= 4000 AND length(happened) <= 4000 AND length(produced) <= 4000 AND length(changes) <= 4000),
  CONSTRAINT scenario_return_readiness CHECK (readiness IN ('', 'READY', 'AFTER_CHANGES', 'NOT_YET')),
  CONSTRAINT scenario_return_sent CHECK (sent_at IS NULL OR (happened <> '' AND readiness <> ''))
);
ALTER TABLE scenario_return
  ADD CONSTRAINT scenario_return_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenario_trial(scenario_id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT scenario_return_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent is what its author said that day.
CREATE FUNCTION scenario_return_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL THEN
    RAISE EXCEPTION 'a reflective return that was sent does not change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scenario_return_sent BEFORE UPDATE ON scenario_return
  FOR EACH ROW EXECUTE FUNCTION scenario_return_sent();

-- The library: a text as it was handed in, with its images, whatever becomes of the scenario.
CREATE TABLE scenario_publication (
  id UUID NOT NULL,
  scenario_id UUID NOT NULL,
  number INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'DRAFT',
  licence TEXT NOT NULL,
  proposed_by_id UUID NOT NULL,
  proposed_at TIMESTAMPTZ(3) NOT NULL,
  -- The snapshot: null until it is handed in. `document` is canonical JSON, as text: its SHA-256 is of these very bytes.
  title TEXT,
  planned_minutes INTEGER,
  document TEXT,
  sha256 BYTEA,
  authors TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  credit TEXT,
  words TEXT,
  competences TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  submitted_by_id UUID,
  submitted_at TIMESTAMPTZ(3),
  decided_by_id UUID,
  decided_at TIMESTAMPTZ(3),
  returned_reason TEXT,
  withdrawn_by_id UUID,
  withdrawn_at TIMESTAMPTZ(3),
  withdrawn_reason TEXT,

  CONSTRAINT scenario_publication_pkey PRIMARY KEY (id),
  CONSTRAINT scenario_publication_status CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'PUBLISHED', 'WITHDRAWN')),
  CONSTRAINT scenario_publication_licence CHECK (licence IN ('CC_BY', 'CC_BY_SA', 'ETALAB_2')),
  CONSTRAINT scenario_publication_snapshot CHECK (status IN ('DRAFT', 'RETURNED') OR (
    title IS NOT NULL AND planned_minutes IS NOT NULL AND document IS NOT NULL AND words IS NOT NULL AND credit IS NOT NULL
    AND octet_length(sha256) = 32 AND submitted_by_id IS NOT NULL AND submitted_at IS NOT NULL)),
  CONSTRAINT scenario_publication_decided CHECK (status NOT IN ('RETURNED', 'PUBLISHED', 'WITHDRAWN') OR
    (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)),
  CONSTRAINT scenario_publication_second_person CHECK (status NOT IN ('PUBLISHED', 'WITHDRAWN') OR
    decided_by_id NOT IN (proposed_by_id, submitted_by_id)),
  CONSTRAINT scenario_publication_returned CHECK (status <> 'RETURNED' OR returned_reason IS NOT NULL),
  CONSTRAINT scenario_publication_withdrawn CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)
    AND (withdrawn_at IS NULL OR (withdrawn_reason IS NOT NULL AND withdrawn_by_id IS NOT NULL)))
);
CREATE UNIQUE INDEX scenario_publication_scenario_id_number_key ON scenario_publication(scenario_id, number);
-- One under way at a time.
CREATE UNIQUE INDEX scenario_publication_open ON scenario_publication(scenario_id)
  WHERE status IN ('DRAFT', 'SUBMITTED', 'RETURNED');
CREATE INDEX scenario_publication_status_id_idx ON scenario_publication(status, id);
-- `words` is written without accents and in small letters; the search says the same of what is asked.
CREATE INDEX scenario_publication_words ON scenario_publication USING gin (to_tsvector('french', coalesce(words, '')))
  WHERE status = 'PUBLISHED';
CREATE INDEX scenario_publication_competences ON scenario_publication USING gin (competences) WHERE status = 'PUBLISHED';

ALTER TABLE scenario_publication ADD CONSTRAINT scenario_publication_scenario_id_fkey
  FOREIGN KEY (scenario_id) REFERENCES scenario(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE scenario ADD CONSTRAINT scenario_origin_publication_id_fkey
  FOREIGN KEY (origin_publication_id) REFERENCES scenario_publication(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- What everybody was told may be used under a licence never changes; it can only be taken out of the shelves.
CREATE FUNCTION scenario_publication_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status NOT IN ('PUBLISHED', 'WITHDRAWN') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a published scenario is withdrawn, never removed';
  END IF;
  IF NEW.status <> OLD.status AND NOT (OLD.status = 'PUBLISHED' AND NEW.status = 'WITHDRAWN') THEN
    RAISE EXCEPTION 'a published scenario may only be withdrawn';
  END IF;
  IF (NEW.id, NEW.scenario_id, NEW.number, NEW.licence, NEW.title, NEW.planned_minutes, NEW.document, NEW.sha256,
      NEW.authors, NEW.credit, NEW.words, NEW.competences, NEW.submitted_by_id, NEW.submitted_at, NEW.decided_by_id, NEW.decided_at)
     IS DISTINCT FROM
     (OLD.id, OLD.scenario_id, OLD.number, OLD.licence, OLD.title, OLD.planned_minutes, OLD.document, OLD.sha256,
      OLD.authors, OLD.credit, OLD.words, OLD.competences, OLD.submitted_by_id, OLD.submitted_at, OLD.decided_by_id, OLD.decided_at) THEN
    RAISE EXCEPTION 'a published scenario does not change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scenario_publication_kept BEFORE UPDATE OR DELETE ON scenario_publication
  FOR EACH ROW EXECUTE FUNCTION scenario_publication_kept();

-- Who wrote it, and what each says of the licence and of being named.
CREATE TABLE scenario_contributor (
  publication_id UUID NOT NULL,
  person_id UUID NOT NULL,
  listed BOOLEAN NOT NULL DEFAULT false,
  answer TEXT,
  answered_at TIMESTAMPTZ(3),

  CONSTRAINT scenario_contributor_pkey PRIMARY KEY (publication_id, person_id),
  CONSTRAINT scenario_contributor_answer CHECK (answer IN ('NAMED', 'UNNAMED', 'REFUSED') AND answered_at IS NOT NULL
    OR answer IS NULL AND answered_at IS NULL)
);
CREATE INDEX scenario_contributor_person_id_idx ON scenario_contributor(person_id);
ALTER TABLE scenario_contributor
  ADD CONSTRAINT scenario_contributor_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES scenario_publication(id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT scenario_contributor_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- The images of the snapshot, under the ids that its text names.
CREATE TABLE scenario_publication_image (
  publication_id UUID NOT NULL,
  image_id UUID NOT NULL,
  type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  sha256 BYTEA NOT NULL,
  bytes BYTEA NOT NULL,

  CONSTRAINT scenario_publication_image_pkey PRIMARY KEY (publication_id, image_id),
  CONSTRAINT scenario_publication_image_type CHECK (type IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif'))
);
ALTER TABLE scenario_publication_image ADD CONSTRAINT scenario_publication_image_publication_id_fkey
  FOREIGN KEY (publication_id) REFERENCES scenario_publication(id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE scenario_publication_image ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The answers and the images of what is published are part of it.
CREATE FUNCTION scenario_publication_parts_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched UUID[] := ARRAY[CASE WHEN TG_OP = 'INSERT' THEN NEW.publication_id ELSE OLD.publication_id END,
                          CASE WHEN TG_OP = 'DELETE' THEN OLD.publication_id ELSE NEW.publication_id END];
BEGIN
  IF EXISTS (SELECT 1 FROM scenario_publication WHERE id = ANY(touched) AND status IN ('PUBLISHED', 'WITHDRAWN')) THEN
    RAISE EXCEPTION 'a published scenario does not change';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER scenario_publication_image_kept BEFORE INSERT OR UPDATE OR DELETE ON scenario_publication_image
  FOR EACH ROW EXECUTE FUNCTION scenario_publication_parts_kept();
CREATE TRIGGER scenario_contributor_kept BEFORE INSERT OR UPDATE OR DELETE ON scenario_contributor
  FOR EACH ROW EXECUTE FUNCTION scenario_publication_parts_kept();
