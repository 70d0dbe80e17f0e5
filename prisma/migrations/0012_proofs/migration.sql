-- What is sealed carries the digest of its whole row, written by the database at the instant of sealing. Nobody can stop
-- whoever owns the server from changing a row; the digest makes it seen, and the blocks make a removal seen.

-- ── Columns ───────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['presence', 'hour_entry', 'certification', 'statement_event', 'envelope_entry', 'audit_event'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN digest text NOT NULL DEFAULT '''', '
      'ADD COLUMN sealed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP', name);
    EXECUTE format('CREATE INDEX %I ON %I USING brin (sealed_at)', name || '_sealed_at_idx', name);
  END LOOP;
  -- These are sealed later than they are made: closed, decided.
  FOREACH name IN ARRAY ARRAY['attendance_sheet', 'pay_statement', 'pay_line'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN digest text, ADD COLUMN sealed_at timestamptz(3)', name);
    EXECUTE format('CREATE INDEX %I ON %I USING brin (sealed_at)', name || '_sealed_at_idx', name);
  END LOOP;
END $$;

-- ── Digests ───────────────────────────────────────────────────────────────────────────────────────
-- SHA-256 of the row as JSON, its nulls left out: a column added later without a value changes no digest. A column added
-- with a default to a sealed table needs its digests made again in the migration that adds it.
-- Called in a session whose time zone is UTC: timestamps are written in the session's.
CREATE FUNCTION digest_of(kind text, whole jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  said jsonb := whole - 'digest';
BEGIN
  IF kind = 'pay_statement' THEN
    -- Its status goes on to EXPORTED, as its events say; its lines are part of what was decided.
    said := said - 'status' || jsonb_build_object('lines', (
      SELECT coalesce(jsonb_agg(l.digest ORDER BY l.id), '[]') FROM pay_line l WHERE l.statement_id = (whole->>'id')::uuid));
  END IF;
  RETURN encode(sha256(convert_to(
    (SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(said) WHERE value <> 'null'), 'UTF8')), 'hex');
END $$;

CREATE FUNCTION sealed_when_written() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  NEW.sealed_at := now();
  NEW.digest := digest_of(TG_TABLE_NAME, to_jsonb(NEW));
  RETURN NEW;
END $$;

CREATE FUNCTION sealed_when_closed() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  IF TG_TABLE_NAME = 'attendance_sheet' THEN
    IF NEW.status::text <> 'SEALED' OR (TG_OP = 'UPDATE' AND OLD.status::text = 'SEALED') THEN
      RETURN NEW;
    END IF;
  ELSE
    -- Sealed by the decision: what the control holds may still be sent back to a draft.
    IF NEW.status::text IN ('DRAFT', 'CONTROLLED')
      OR (TG_OP = 'UPDATE' AND OLD.status::text NOT IN ('DRAFT', 'CONTROLLED')) THEN
      RETURN NEW;
    END IF;
    UPDATE pay_line SET sealed_at = now() WHERE statement_id = NEW.id;
  END IF;
  NEW.sealed_at := now();
  NEW.digest := digest_of(TG_TABLE_NAME, to_jsonb(NEW));
  RETURN NEW;
END $$;

CREATE FUNCTION sealed_line() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  NEW.digest := CASE WHEN NEW.sealed_at IS NULL THEN NULL ELSE digest_of(TG_TABLE_NAME, to_jsonb(NEW)) END;
  RETURN NEW;
END $$;

-- ── What stands already is sealed as it is found ──────────────────────────────────────────────────
SET LOCAL timezone = 'UTC';
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['presence', 'hour_entry', 'certification', 'statement_event', 'envelope_entry', 'audit_event'] LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name);
    EXECUTE format('UPDATE %I t SET digest = digest_of(%L, to_jsonb(t))', name, name);
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', name);
    EXECUTE format('CREATE TRIGGER sealed_when_written BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION sealed_when_written()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['attendance_sheet', 'pay_line', 'pay_statement'] LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name);
  END LOOP;
  UPDATE attendance_sheet SET sealed_at = now() WHERE status = 'SEALED';
  UPDATE pay_statement SET sealed_at = now() WHERE status::text NOT IN ('DRAFT', 'CONTROLLED');
  UPDATE pay_line SET sealed_at = now() WHERE statement_id IN (SELECT id FROM pay_statement WHERE sealed_at IS NOT NULL);
  FOREACH name IN ARRAY ARRAY['attendance_sheet', 'pay_line', 'pay_statement'] LOOP
    EXECUTE format('UPDATE %I t SET digest = digest_of(%L, to_jsonb(t)) WHERE sealed_at IS NOT NULL', name, name);
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', name);
  END LOOP;
END $$;

ALTER TABLE attendance_sheet ADD CONSTRAINT attendance_sheet_digest CHECK (
  (status = 'SEALED') = (digest IS NOT NULL) AND (digest IS NULL) = (sealed_at IS NULL)
);
ALTER TABLE pay_statement ADD CONSTRAINT pay_statement_digest CHECK (
  (status::text IN ('DRAFT', 'CONTROLLED')) = (digest IS NULL) AND (digest IS NULL) = (sealed_at IS NULL)
);
ALTER TABLE pay_line ADD CONSTRAINT pay_line_digest CHECK ((digest IS NULL) = (sealed_at IS NULL));

-- ── What is sealed stays ──────────────────────────────────────────────────────────────────────────
CREATE TRIGGER sealed_when_closed BEFORE INSERT OR UPDATE ON attendance_sheet
  FOR EACH ROW EXECUTE FUNCTION sealed_when_closed();
CREATE TRIGGER sealed_when_closed BEFORE INSERT OR UPDATE ON pay_statement
  FOR EACH ROW EXECUTE FUNCTION sealed_when_closed();
CREATE TRIGGER sealed_line BEFORE INSERT OR UPDATE ON pay_line FOR EACH ROW EXECUTE FUNCTION sealed_line();

-- Lines change in a draft only; the decision, which seals the lines of a controlled statement, adds their digests.
CREATE OR REPLACE FUNCTION decided_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid[] := ARRAY[CASE WHEN TG_OP = 'INSERT' THEN NEW.statement_id ELSE OLD.statement_id END,
                          CASE WHEN TG_OP = 'DELETE' THEN OLD.statement_id ELSE NEW.statement_id END];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.sealed_at IS NULL
    AND to_jsonb(NEW) - 'sealed_at' - 'digest' = to_jsonb(OLD) - 'sealed_at' - 'digest'
    AND EXISTS (SELECT 1 FROM pay_statement WHERE id = OLD.statement_id AND status::text = 'CONTROLLED') THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM pay_statement WHERE id = ANY (touched) AND status::text <> 'DRAFT') THEN
    RAISE EXCEPTION 'only a draft changes its lines';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Of a decided statement the status alone moves.
CREATE FUNCTION decided_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status::text IN ('DECIDED', 'EXPORTED') AND to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status' THEN
    RAISE EXCEPTION 'a decided statement never changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decided_statement_stays BEFORE UPDATE ON pay_statement
  FOR EACH ROW EXECUTE FUNCTION decided_statement_stays();

CREATE FUNCTION never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME;
END $$;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON attendance_sheet FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON pay_statement FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON pay_line FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

-- ── Reading digests ───────────────────────────────────────────────────────────────────────────────
-- Sealed rows of a table in the order of their sealing, from one place on; `holds`: the row gives its digest.
CREATE FUNCTION sealed_rows(of_table regclass, after_at timestamptz, after_id text, up_to timestamptz, at_most int)
RETURNS TABLE (id text, sealed_at timestamptz(3), digest text, holds boolean)
LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT t.id::text, t.sealed_at, t.digest, t.digest = digest_of(%L, to_jsonb(t)) FROM %s t
     WHERE t.sealed_at >= $1 AND t.sealed_at <= $3 AND (t.sealed_at > $1 OR t.id::text > $2 COLLATE "C")
     ORDER BY t.sealed_at, t.id::text COLLATE "C" LIMIT $4', of_table::text, of_table)
  USING after_at, after_id, up_to, at_most;
END $$;

-- ── Blocks, runs, heads ───────────────────────────────────────────────────────────────────────────
CREATE TABLE proof_block (
  id BIGSERIAL NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  until_at TIMESTAMPTZ(3) NOT NULL,
  until_id TEXT NOT NULL,
  lines INTEGER NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT proof_block_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX proof_block_subject_number_key ON proof_block (subject, number);
CREATE TABLE verification_run (
  id BIGSERIAL NOT NULL,
  day DATE NOT NULL,
  subject TEXT NOT NULL,
  lines INTEGER NOT NULL,
  broken TEXT[] NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT verification_run_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_run_day_idx ON verification_run (day);
CREATE TABLE ledger_head_export (
  id BIGSERIAL NOT NULL,
  academie_id UUID NOT NULL,
  school_year_id TEXT NOT NULL,
  day DATE NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT ledger_head_export_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ledger_head_export_academie_id_school_year_id_day_key
  ON ledger_head_export (academie_id, school_year_id, day);
ALTER TABLE ledger_head_export ADD CONSTRAINT ledger_head_export_academie_id_fkey
  FOREIGN KEY (academie_id) REFERENCES place(id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON proof_block
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON verification_run
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_head_export
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
