-- What was declared, certified and paid of a month in an académie, compared some days after its closing: a run a month, and
-- each difference with its cause. Never written again: what was settled since is asked of the hours themselves.

CREATE TABLE reconciliation_run (
  id UUID NOT NULL,
  academie_id UUID NOT NULL,
  month TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  finished_at TIMESTAMPTZ(3),
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT reconciliation_run_pkey PRIMARY KEY (id),
  CONSTRAINT reconciliation_run_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$')
);
CREATE UNIQUE INDEX reconciliation_run_academie_id_month_key ON reconciliation_run(academie_id, month);
ALTER TABLE reconciliation_run ADD CONSTRAINT reconciliation_run_academie_id_fkey
  FOREIGN KEY (academie_id) REFERENCES place(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE reconciliation_difference (
  id UUID NOT NULL,
  run_id UUID NOT NULL,
  mission_id UUID NOT NULL,
  hour_entry_id UUID,
  instalment SMALLINT,
  cause TEXT NOT NULL,
  code TEXT,
  minutes INTEGER NOT NULL,
  amount_cents INTEGER,
  at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT reconciliation_difference_pkey PRIMARY KEY (id),
  CONSTRAINT reconciliation_difference_of_one CHECK ((hour_entry_id IS NULL) = (instalment IS NOT NULL)),
  CONSTRAINT reconciliation_difference_cause CHECK (cause IN (
    'UNEXPLAINED', 'CORRECTED_AFTER_PAYMENT', 'HELD', 'NOT_DRAFTED', 'CONTESTED', 'NOT_CERTIFIED', 'NOT_DECLARED', 'IN_DRAFT',
    'DECIDED_NOT_EXPORTED', 'REFUSED_BY_HEAD', 'REFUSED_BY_RULE', 'PAID_AS_A_WHOLE', 'TAKEN_BACK'
  ))
);
CREATE UNIQUE INDEX reconciliation_difference_run_id_hour_entry_id_key ON reconciliation_difference(run_id, hour_entry_id);
CREATE UNIQUE INDEX reconciliation_difference_part ON reconciliation_difference(run_id, mission_id, instalment)
  WHERE hour_entry_id IS NULL;
CREATE INDEX reconciliation_difference_mission_id_idx ON reconciliation_difference(mission_id);
CREATE INDEX reconciliation_difference_hour_entry_id_idx ON reconciliation_difference(hour_entry_id);
ALTER TABLE reconciliation_difference
  ADD CONSTRAINT reconciliation_difference_run_id_fkey FOREIGN KEY (run_id) REFERENCES reconciliation_run(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT reconciliation_difference_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES mission(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT reconciliation_difference_hour_entry_id_fkey FOREIGN KEY (hour_entry_id) REFERENCES hour_entry(id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_difference
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

-- A run that is finished takes no more, and is never removed.
CREATE FUNCTION reconciliation_finished_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a reconciliation is never removed';
  END IF;
  IF OLD.finished_at IS NOT NULL OR to_jsonb(NEW) - 'finished_at' <> to_jsonb(OLD) - 'finished_at' THEN
    RAISE EXCEPTION 'a reconciliation is finished once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reconciliation_finished_once BEFORE UPDATE OR DELETE ON reconciliation_run
  FOR EACH ROW EXECUTE FUNCTION reconciliation_finished_once();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON reconciliation_run FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();

CREATE FUNCTION difference_of_open_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM reconciliation_run WHERE id = NEW.run_id AND finished_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a finished reconciliation takes no more differences';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER difference_of_open_run BEFORE INSERT ON reconciliation_difference
  FOR EACH ROW EXECUTE FUNCTION difference_of_open_run();
