-- The value cannot be named as a constant in the transaction that adds it: below it stands in bodies of functions, or as text.
ALTER TYPE statement_status ADD VALUE 'CONTROLLED' BEFORE 'DECIDED';

ALTER TABLE statement_event ADD COLUMN sent_back TEXT, ADD COLUMN proof TEXT;
ALTER TABLE statement_event ADD CONSTRAINT statement_event_sent_back CHECK (
  sent_back IS NULL OR (sent_back IN ('CONTROL', 'DECISION') AND status::text = 'DRAFT' AND length(btrim(coalesce(reason, ''))) > 0)
);
ALTER TABLE statement_event ADD CONSTRAINT statement_event_has_actor CHECK (status::text = 'DRAFT' OR by_id IS NOT NULL);
-- Exports made before a password was asked again stay as they are.
ALTER TABLE statement_event ADD CONSTRAINT statement_event_export_proved CHECK (
  status::text <> 'EXPORTED' OR coalesce(proof, '') = 'PASSWORD'
) NOT VALID;

-- ── A statement: draft ⇄ controlled → decided → exported ──────────────────────────────────────────
CREATE OR REPLACE FUNCTION statement_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a statement is never removed';
  END IF;
  IF (NEW.academie_id, NEW.month, NEW.channel, NEW.number) IS DISTINCT FROM (OLD.academie_id, OLD.month, OLD.channel, OLD.number) THEN
    RAISE EXCEPTION 'a statement stays what it is of';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status::text, NEW.status::text) NOT IN (
    ('DRAFT', 'CONTROLLED'), ('CONTROLLED', 'DRAFT'), ('CONTROLLED', 'DECIDED'), ('DECIDED', 'EXPORTED')
  ) THEN
    RAISE EXCEPTION 'a decided statement never changes, and only a controlled one is decided: % to %', OLD.status, NEW.status;
  END IF;
  IF OLD.status::text <> 'DRAFT' AND NEW.total_cents <> OLD.total_cents THEN
    RAISE EXCEPTION 'only a draft changes its total';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION decided_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid[] := ARRAY[CASE WHEN TG_OP = 'INSERT' THEN NEW.statement_id ELSE OLD.statement_id END,
                          CASE WHEN TG_OP = 'DELETE' THEN OLD.statement_id ELSE NEW.statement_id END];
BEGIN
  IF EXISTS (SELECT 1 FROM pay_statement WHERE id = ANY (touched) AND status::text <> 'DRAFT') THEN
    RAISE EXCEPTION 'only a draft changes its lines';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- EVD-03 (décret n° 62-1587 of 29 December 1962): who wrote the draft, certified or earns one of its hours neither controls
-- nor decides; who controls does not decide.
CREATE FUNCTION statement_event_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status::text NOT IN ('CONTROLLED', 'DECIDED') THEN
    RETURN NEW;
  END IF;
  IF NEW.by_id = (SELECT by_id FROM statement_event
      WHERE statement_id = NEW.statement_id AND status::text = 'DRAFT' AND sent_back IS NULL ORDER BY id DESC LIMIT 1) THEN
    RAISE EXCEPTION 'EVD-03: who wrote a draft neither controls nor decides it';
  END IF;
  IF NEW.status::text = 'DECIDED' AND NEW.by_id = (SELECT by_id FROM statement_event
      WHERE statement_id = NEW.statement_id AND status::text = 'CONTROLLED' ORDER BY id DESC LIMIT 1) THEN
    RAISE EXCEPTION 'EVD-03: who controls does not decide';
  END IF;
  IF EXISTS (
    SELECT 1 FROM pay_line l JOIN mission m ON m.id = l.mission_id
      LEFT JOIN certification c ON c.hour_entry_id = l.hour_entry_id
      LEFT JOIN mission_fact f ON l.hour_entry_id IS NULL AND f.mission_id = l.mission_id AND f.kind::text = 'SERVICE_FAIT'
    WHERE l.statement_id = NEW.statement_id AND NEW.by_id IN (m.person_id, c.certified_by_id, f.recorded_by_id)
  ) THEN
    RAISE EXCEPTION 'EVD-03: who certified or earns an hour neither controls nor decides it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_event_second_person BEFORE INSERT ON statement_event
  FOR EACH ROW EXECUTE FUNCTION statement_event_second_person();

-- ── « Ma déclaration est complète » ───────────────────────────────────────────────────────────────
CREATE TABLE month_declaration (
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  month TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT month_declaration_pkey PRIMARY KEY (id),
  CONSTRAINT month_declaration_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$')
);
CREATE UNIQUE INDEX month_declaration_person_id_month_key ON month_declaration(person_id, month);
ALTER TABLE month_declaration ADD CONSTRAINT month_declaration_person_id_fkey
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE hour_contestation (
  id UUID NOT NULL,
  person_id UUID NOT NULL,
  month TEXT NOT NULL,
  hour_entry_id UUID,
  reason TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT hour_contestation_pkey PRIMARY KEY (id),
  CONSTRAINT hour_contestation_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  CONSTRAINT hour_contestation_has_reason CHECK (length(btrim(reason)) > 0)
);
CREATE INDEX hour_contestation_person_id_month_idx ON hour_contestation(person_id, month);
CREATE INDEX hour_contestation_hour_entry_id_idx ON hour_contestation(hour_entry_id);
ALTER TABLE hour_contestation
  ADD CONSTRAINT hour_contestation_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT hour_contestation_hour_entry_id_fkey FOREIGN KEY (hour_entry_id) REFERENCES hour_entry(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── Closing of months ─────────────────────────────────────────────────────────────────────────────
CREATE TYPE closing_kind AS ENUM ('CLOSED', 'REOPENED');
CREATE TABLE month_closing_event (
  id BIGSERIAL NOT NULL,
  place_id UUID NOT NULL,
  month TEXT NOT NULL,
  kind closing_kind NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  by_id UUID NOT NULL,
  reason TEXT,
  effective_at TIMESTAMPTZ(3),

  CONSTRAINT month_closing_event_pkey PRIMARY KEY (id),
  CONSTRAINT month_closing_event_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  CONSTRAINT month_closing_event_kind CHECK (
    CASE kind WHEN 'CLOSED' THEN effective_at >= at ELSE effective_at IS NULL AND length(btrim(coalesce(reason, ''))) > 0 END
  )
);
CREATE INDEX month_closing_event_place_id_month_idx ON month_closing_event(place_id, month);
ALTER TABLE month_closing_event ADD CONSTRAINT month_closing_event_place_id_fkey
  FOREIGN KEY (place_id) REFERENCES place(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- When a month closes to certification in a place: the last word said of the place or of one above it. Null: it is open.
CREATE FUNCTION month_closes_at(place_of uuid, month_of text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT e.effective_at FROM month_closing_event e
  WHERE e.month = month_of AND e.place_id = ANY ((SELECT lineage FROM place WHERE id = place_of)::uuid[])
  ORDER BY e.id DESC LIMIT 1
$$;

CREATE FUNCTION certification_in_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closes timestamptz;
BEGIN
  SELECT month_closes_at(p.id, to_char(h.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM')) INTO closes
  FROM hour_entry h JOIN mission m ON m.id = h.mission_id JOIN place p ON p.id = m.place_id
  WHERE h.id = NEW.hour_entry_id;
  IF closes <= NEW.at THEN
    RAISE EXCEPTION 'a closed month takes no certification';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER certification_in_open_month BEFORE INSERT ON certification
  FOR EACH ROW EXECUTE FUNCTION certification_in_open_month();

-- ── Calendar of input windows ─────────────────────────────────────────────────────────────────────
CREATE TABLE input_window (
  id BIGSERIAL NOT NULL,
  academie_id UUID NOT NULL,
  application TEXT NOT NULL,
  month TEXT NOT NULL,
  opens_on DATE NOT NULL,
  closes_on DATE NOT NULL,
  grace_days INTEGER NOT NULL,
  source TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  by_id UUID NOT NULL,

  CONSTRAINT input_window_pkey PRIMARY KEY (id),
  CONSTRAINT input_window_application CHECK (application IN ('ASIE', 'STSWEB')),
  CONSTRAINT input_window_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  CONSTRAINT input_window_days CHECK (closes_on >= opens_on AND grace_days BETWEEN 0 AND 60),
  CONSTRAINT input_window_has_source CHECK (length(btrim(source)) > 0)
);
CREATE INDEX input_window_academie_id_application_month_idx ON input_window(academie_id, application, month);
ALTER TABLE input_window ADD CONSTRAINT input_window_academie_id_fkey
  FOREIGN KEY (academie_id) REFERENCES place(id) ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['month_declaration', 'hour_contestation', 'month_closing_event', 'input_window'] LOOP
    EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION only_grows()', name);
  END LOOP;
END $$;
