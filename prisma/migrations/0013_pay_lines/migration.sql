-- A line pays an hour, or one part of what a mission is paid as a whole.
ALTER TABLE pay_line ADD COLUMN instalment SMALLINT;
UPDATE pay_line SET instalment = 1 WHERE hour_entry_id IS NULL;
ALTER TABLE pay_line ADD CONSTRAINT pay_line_hour_or_part CHECK (
  (hour_entry_id IS NULL) = (instalment IS NOT NULL) AND (instalment IS NULL OR instalment BETWEEN 1 AND 9)
);
-- HRS-04: whatever is retried or drafted twice, an hour and a part are each paid once.
CREATE UNIQUE INDEX pay_line_hour_paid_once ON pay_line (hour_entry_id) WHERE decision IN ('ACCEPT', 'WARN');
CREATE UNIQUE INDEX pay_line_part_paid_once ON pay_line (mission_id, instalment)
  WHERE hour_entry_id IS NULL AND decision IN ('ACCEPT', 'WARN');

-- ── The run of a month ────────────────────────────────────────────────────────────────────────────
-- Completeness is read here, whatever a queue thinks: an item is written in the transaction that writes its statement.
CREATE TABLE statement_run (
  id UUID NOT NULL,
  month TEXT NOT NULL,
  total INTEGER NOT NULL,
  started_at TIMESTAMPTZ(3) NOT NULL,
  finished_at TIMESTAMPTZ(3),
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT statement_run_pkey PRIMARY KEY (id),
  CONSTRAINT statement_run_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  CONSTRAINT statement_run_total CHECK (total >= 0)
);
-- One run of a month at a time: what was killed is taken up, never begun beside.
CREATE UNIQUE INDEX statement_run_open ON statement_run (month) WHERE finished_at IS NULL;

CREATE TABLE statement_item (
  run_id UUID NOT NULL,
  academie_id UUID NOT NULL,
  channel channel NOT NULL,
  statement_id UUID,
  lines INTEGER NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT statement_item_pkey PRIMARY KEY (run_id, academie_id, channel)
);
ALTER TABLE statement_item
  ADD CONSTRAINT statement_item_run_id_fkey FOREIGN KEY (run_id) REFERENCES statement_run(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT statement_item_academie_id_fkey FOREIGN KEY (academie_id) REFERENCES place(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT statement_item_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES pay_statement(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── Natures that titre 2 pays ─────────────────────────────────────────────────────────────────────
ALTER TYPE nature ADD VALUE 'HSA' BEFORE 'REPROGRAPHY';
ALTER TYPE nature ADD VALUE 'IMP' BEFORE 'REPROGRAPHY';
ALTER TYPE nature ADD VALUE 'PACTE' BEFORE 'REPROGRAPHY';
-- Compared as text: a value added to a type may not be used in the transaction that adds it.
CREATE FUNCTION is_staff(nature_of text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT nature_of IN ('HSE', 'IFIC', 'VACATION', 'HSA', 'IMP', 'PACTE')
$$;
-- BUD-01: staff expense never stands on credits outside titre 2 (LOLF, art. 7).
ALTER TABLE envelope DROP CONSTRAINT envelope_natures;
ALTER TABLE envelope ADD CONSTRAINT envelope_natures CHECK (
  CASE WHEN titre2 THEN natures::text[] <@ ARRAY['HSE', 'IFIC', 'VACATION', 'HSA', 'IMP', 'PACTE']
       ELSE NOT natures::text[] && ARRAY['HSE', 'IFIC', 'VACATION', 'HSA', 'IMP', 'PACTE'] END
);
CREATE OR REPLACE FUNCTION commitment_imputation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  target envelope%ROWTYPE;
BEGIN
  SELECT * INTO target FROM envelope WHERE id = NEW.envelope_id;
  IF target.titre2 <> is_staff(NEW.nature::text) THEN
    RAISE EXCEPTION 'BUD-01: titre 2 pays staff, and nothing else does';
  END IF;
  IF cardinality(target.natures) > 0 AND NOT NEW.nature = ANY (target.natures) THEN
    RAISE EXCEPTION 'this envelope does not admit this nature';
  END IF;
  RETURN NEW;
END $$;

-- Money is engaged for a cohort, or for a mission that is paid as a whole.
ALTER TABLE commitment ALTER COLUMN cohort_id DROP NOT NULL;
ALTER TABLE commitment ADD CONSTRAINT commitment_of_something CHECK (cohort_id IS NOT NULL OR mission_id IS NOT NULL);
CREATE UNIQUE INDEX commitment_of_a_mission ON commitment (mission_id, nature) WHERE cohort_id IS NULL;
