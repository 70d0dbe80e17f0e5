-- What was signed stays as it was signed; other tasks, hours or dates are an avenant of its own, which the head signs too.
CREATE TYPE amendment_status AS ENUM ('ISSUED', 'SIGNED', 'WITHDRAWN');

CREATE TABLE letter_amendment (
  id UUID NOT NULL,
  letter_id UUID NOT NULL,
  seq SMALLINT NOT NULL,
  status amendment_status NOT NULL DEFAULT 'ISSUED',
  tasks JSONB NOT NULL,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  reason TEXT NOT NULL,
  issued_at TIMESTAMPTZ(3) NOT NULL,
  issued_by_id UUID NOT NULL,
  signed_at TIMESTAMPTZ(3),
  signed_by_id UUID,
  hash TEXT,

  CONSTRAINT letter_amendment_pkey PRIMARY KEY (id),
  CONSTRAINT letter_amendment_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES mission_letter (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT letter_amendment_signed CHECK (
    (status = 'SIGNED') = (signed_at IS NOT NULL AND signed_by_id IS NOT NULL AND hash IS NOT NULL)
    AND (status = 'SIGNED' OR num_nonnulls(signed_at, signed_by_id, hash) = 0)),
  CONSTRAINT letter_amendment_dates CHECK (starts_on <= ends_on),
  CONSTRAINT letter_amendment_why CHECK (length(btrim(reason)) BETWEEN 3 AND 500)
);
CREATE UNIQUE INDEX letter_amendment_letter_id_seq_key ON letter_amendment (letter_id, seq);
-- One at a time waits for its signature.
CREATE UNIQUE INDEX letter_amendment_one_waits ON letter_amendment (letter_id) WHERE status = 'ISSUED';

CREATE FUNCTION amendment_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  letter mission_letter%ROWTYPE;
  amended mission%ROWTYPE;
BEGIN
  SELECT * INTO letter FROM mission_letter WHERE id = NEW.letter_id;
  SELECT * INTO amended FROM mission WHERE id = letter.mission_id;
  IF TG_OP = 'INSERT' THEN
    -- The same rank twice is the unique key's to refuse.
    IF NEW.seq NOT BETWEEN 1 AND 1 + (SELECT count(*) FROM letter_amendment WHERE letter_id = NEW.letter_id) THEN
      RAISE EXCEPTION 'the amendments of a letter follow one another';
    END IF;
    IF NEW.status <> 'ISSUED' THEN
      RAISE EXCEPTION 'an amendment is issued before it is signed';
    END IF;
    IF letter.status <> 'SIGNED' THEN
      RAISE EXCEPTION 'only a signed letter is amended';
    END IF;
    -- The dates of an amount say in which parts it is paid, and parts of it may be.
    IF amended.channel NOT IN ('HSE', 'VACATION') THEN
      RAISE EXCEPTION 'only the letter of hours is amended';
    END IF;
    IF NEW.issued_by_id = amended.person_id THEN
      RAISE EXCEPTION 'whoever benefits does not amend';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.status <> 'ISSUED' OR NEW.status = 'ISSUED'
    OR (to_jsonb(NEW) - '{status,signed_at,signed_by_id,hash}'::text[])
      <> (to_jsonb(OLD) - '{status,signed_at,signed_by_id,hash}'::text[]) THEN
    RAISE EXCEPTION 'an amendment is signed or withdrawn once, as it was issued';
  END IF;
  IF NEW.signed_by_id = amended.person_id THEN
    RAISE EXCEPTION 'whoever benefits does not sign';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_follows BEFORE INSERT OR UPDATE ON letter_amendment
  FOR EACH ROW EXECUTE FUNCTION amendment_follows();

CREATE FUNCTION amendment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an amendment is never removed';
END $$;
CREATE TRIGGER amendment_stays BEFORE DELETE OR TRUNCATE ON letter_amendment
  FOR EACH STATEMENT EXECUTE FUNCTION amendment_stays();

CREATE FUNCTION signed_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signed letter stays as it was signed';
END $$;
CREATE TRIGGER signed_letter_stays BEFORE UPDATE OR DELETE ON mission_letter FOR EACH ROW
  WHEN (OLD.status = 'SIGNED') EXECUTE FUNCTION signed_letter_stays();

-- A draft follows what is signed as it follows an answer.
CREATE FUNCTION amendment_changes_drafts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO draft_change (academie_id, channel, person_id)
  SELECT DISTINCT s.academie_id, m.channel, m.person_id
  FROM mission_letter l JOIN mission m ON m.id = l.mission_id JOIN place p ON p.id = m.place_id
    JOIN pay_statement s ON s.academie_id = ANY (p.lineage) AND s.channel = m.channel AND s.status = 'DRAFT'
  WHERE l.id = NEW.letter_id;
  RETURN NULL;
END $$;
CREATE TRIGGER amendment_changes_drafts AFTER UPDATE ON letter_amendment FOR EACH ROW
  WHEN (NEW.status = 'SIGNED') EXECUTE FUNCTION amendment_changes_drafts();
