-- The promises the database keeps by itself: what the schema language of Prisma cannot say.
-- The extension btree_gist is created by the owner before migrations run (prisma/migrate.ts).

-- ── Two clocks ────────────────────────────────────────────────────────────────────────────────────
-- Business now runs with real time, shifted by an offset that only the demonstration and tests move, and only forward.
ALTER TABLE business_clock ADD CONSTRAINT business_clock_single CHECK (id = 1);
INSERT INTO business_clock (id, offset_ms) VALUES (1, 0);

-- Milliseconds, as JavaScript has them: an instant read back compares equal to itself.
CREATE FUNCTION business_now() RETURNS timestamptz(3) LANGUAGE sql STABLE AS $$
  SELECT (clock_timestamp() + offset_ms * interval '1 millisecond')::timestamptz(3) FROM business_clock WHERE id = 1
$$;

-- The clock of an empty house may be set (the demonstration starts in 2012); once somebody lives there it only grows.
CREATE FUNCTION business_clock_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the business clock cannot be removed';
  END IF;
  IF NEW.offset_ms < OLD.offset_ms AND EXISTS (SELECT 1 FROM person) THEN
    RAISE EXCEPTION 'business time never goes back';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER business_clock_forward BEFORE UPDATE OR DELETE ON business_clock
  FOR EACH ROW EXECUTE FUNCTION business_clock_forward();

-- ── Places ────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE place ADD CONSTRAINT place_dates CHECK (valid_to IS NULL OR valid_to >= valid_from);

-- A place keeps its parent: a merger closes it and opens another, so that old records stay under what they knew.
CREATE FUNCTION place_lineage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN
    RAISE EXCEPTION 'a place never changes its parent';
  END IF;
  IF NEW.parent_id IS NULL THEN
    NEW.lineage := ARRAY[NEW.id];
  ELSE
    NEW.lineage := (SELECT lineage FROM place WHERE id = NEW.parent_id) || NEW.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER place_lineage BEFORE INSERT OR UPDATE ON place FOR EACH ROW EXECUTE FUNCTION place_lineage();

-- UAI: seven digits and the letter of their remainder by 23 (no I, O, Q).
ALTER TABLE school ADD CONSTRAINT school_uai CHECK (
  uai ~ '^\d{7}[A-Z]$'
  AND right(uai, 1) = substr('ABCDEFGHJKLMNPRSTUVWXYZ', (left(uai, 7)::int % 23) + 1, 1)
);

-- ── People, roles ─────────────────────────────────────────────────────────────────────────────────
ALTER TABLE person ADD CONSTRAINT person_email_lower CHECK (email = lower(email));
ALTER TABLE enrolment ADD CONSTRAINT enrolment_email_lower CHECK (email = lower(email));
ALTER TABLE account ADD CONSTRAINT account_active_has_person CHECK (person_id IS NOT NULL);
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_dates CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_no_overlap EXCLUDE USING gist (
  person_id WITH =, role WITH =, place_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&
);
ALTER TABLE career ADD CONSTRAINT career_dates CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE career ADD CONSTRAINT career_no_overlap EXCLUDE USING gist (
  person_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&
);

-- ── Missions ──────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE mission ADD CONSTRAINT mission_amounts CHECK (
  (planned_minutes IS NULL OR planned_minutes > 0) AND (amount_cents IS NULL OR amount_cents > 0)
);
ALTER TABLE mission_letter ADD CONSTRAINT mission_letter_signed CHECK (
  (status = 'SIGNED') = (signed_at IS NOT NULL AND signed_by_id IS NOT NULL AND hash IS NOT NULL)
);

-- ── Cohorts, enrolments ───────────────────────────────────────────────────────────────────────────
ALTER TABLE cohort ADD CONSTRAINT cohort_open_has_mission CHECK (status <> 'OPEN' OR (mission_id IS NOT NULL AND opened_at IS NOT NULL));
-- A pending enrolment may know its person (invited) or not; the others always do.
ALTER TABLE enrolment ADD CONSTRAINT enrolment_has_person CHECK (status IN ('PENDING', 'WITHDRAWN') OR person_id IS NOT NULL);

-- The status of an enrolment is its last event: nobody writes it by hand.
CREATE FUNCTION enrolment_follow_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE enrolment SET status = NEW.status WHERE id = NEW.enrolment_id;
  RETURN NULL;
END $$;
CREATE TRIGGER enrolment_follow_events AFTER INSERT ON enrolment_event
  FOR EACH ROW EXECUTE FUNCTION enrolment_follow_events();

-- ── Séances, attendance ───────────────────────────────────────────────────────────────────────────
ALTER TABLE seance ADD CONSTRAINT seance_interval CHECK (ends_at > starts_at AND ends_at - starts_at <= interval '6 hours');
ALTER TABLE seance ADD CONSTRAINT seance_lead CHECK (signing_lead_minutes BETWEEN 0 AND 240);
ALTER TABLE seance ADD CONSTRAINT seance_cancelled_has_reason CHECK (status <> 'CANCELLED' OR cancelled_reason IS NOT NULL);
ALTER TABLE seance ADD CONSTRAINT seance_deputy_is_another CHECK (deputy_id IS NULL OR deputy_id <> trainer_id);

ALTER TABLE attendance_sheet ADD CONSTRAINT attendance_sheet_sealed CHECK (
  (status = 'SEALED') = (closed_at IS NOT NULL AND closed_by_id IS NOT NULL AND declared IS NOT NULL
    AND content IS NOT NULL AND hash IS NOT NULL AND signature IS NOT NULL AND signing_key_id IS NOT NULL)
);
CREATE FUNCTION sealed_sheet_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'SEALED' THEN
    RAISE EXCEPTION 'a sealed sheet never changes';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER sealed_sheet_stays BEFORE UPDATE OR DELETE ON attendance_sheet
  FOR EACH ROW EXECUTE FUNCTION sealed_sheet_stays();

ALTER TABLE presence ADD CONSTRAINT presence_alternates CHECK (
  seq >= 1 AND sign = CASE WHEN seq % 2 = 1 THEN 1 ELSE -1 END
);
ALTER TABLE presence ADD CONSTRAINT presence_by_hand_has_reason CHECK (
  proof NOT IN ('TICK', 'PAPER', 'CORRECTION') OR length(btrim(reason)) > 0
);
ALTER TABLE presence ADD CONSTRAINT presence_correction_is_linked CHECK ((proof = 'CORRECTION') = (correction_id IS NOT NULL));

-- Lines follow one another without gap, and a sealed sheet takes corrections only.
CREATE FUNCTION presence_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sheet_status sheet_status;
BEGIN
  SELECT status INTO sheet_status FROM attendance_sheet WHERE id = NEW.sheet_id;
  IF sheet_status = 'SEALED' AND NEW.proof <> 'CORRECTION' THEN
    RAISE EXCEPTION 'a sealed sheet takes corrections only';
  END IF;
  IF NEW.seq <> 1 + (SELECT count(*) FROM presence WHERE sheet_id = NEW.sheet_id AND enrolment_id = NEW.enrolment_id) THEN
    RAISE EXCEPTION 'presence lines follow one another' USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER presence_follows BEFORE INSERT ON presence FOR EACH ROW EXECUTE FUNCTION presence_follows();

ALTER TABLE attendance_correction ADD CONSTRAINT attendance_correction_second_person CHECK (
  decided_by_id IS NULL OR decided_by_id <> proposed_by_id
);
ALTER TABLE attendance_correction ADD CONSTRAINT attendance_correction_decided CHECK (
  (status = 'PROPOSED') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)
);
ALTER TABLE attendance_correction ADD CONSTRAINT attendance_correction_has_reason CHECK (length(btrim(reason)) > 0);

-- ── Hours ─────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_role CHECK (
  (role = 'TRAINEE' AND enrolment_id IS NOT NULL AND mission_id IS NULL)
  OR (role <> 'TRAINEE' AND mission_id IS NOT NULL AND enrolment_id IS NULL)
);
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_sign CHECK (
  minutes <> 0 AND (reverses_id IS NULL) = (minutes > 0) AND (reverses_id IS NULL OR length(btrim(reason)) > 0)
);
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_interval CHECK (ends_at > starts_at);
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_duration CHECK (abs(minutes) * interval '1 minute' <= ends_at - starts_at);

-- Each line names the hash of the one before it, and takes the next number: a hole or a change shows.
CREATE FUNCTION hour_entry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text;
BEGIN
  IF NEW.number = 1 THEN
    RETURN NEW;
  END IF;
  SELECT hash INTO before FROM hour_entry
    WHERE academie_id = NEW.academie_id AND school_year_id = NEW.school_year_id AND number = NEW.number - 1;
  IF before IS DISTINCT FROM NEW.previous_hash THEN
    RAISE EXCEPTION 'the ledger is a chain: line % does not follow', NEW.number;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hour_entry_chain BEFORE INSERT ON hour_entry FOR EACH ROW EXECUTE FUNCTION hour_entry_chain();
ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_number CHECK (number >= 1);

-- HRS-01: one person is in one place at a time, in any school and role.
ALTER TABLE booked_interval ADD CONSTRAINT booked_interval_no_overlap EXCLUDE USING gist (
  person_id WITH =, tstzrange(starts_at, ends_at) WITH &&
);

-- ── Pay ───────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE rate_row ADD CONSTRAINT rate_row_dates CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE rate_row ADD CONSTRAINT rate_row_no_overlap EXCLUDE USING gist (
  channel WITH =, corps WITH =, grade WITH =, daterange(valid_from, valid_to, '[]') WITH &&
);
ALTER TABLE pay_statement ADD CONSTRAINT pay_statement_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$');

-- Once decided, the lines of a statement stay as they were decided.
CREATE FUNCTION decided_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  statement_of uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.statement_id ELSE OLD.statement_id END;
BEGIN
  IF (SELECT status FROM pay_statement WHERE id = statement_of) <> 'DRAFT' THEN
    RAISE EXCEPTION 'a decided statement never changes';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER decided_line_stays BEFORE INSERT OR UPDATE OR DELETE ON pay_line
  FOR EACH ROW EXECUTE FUNCTION decided_line_stays();

CREATE FUNCTION statement_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a statement is never removed';
  END IF;
  IF NEW.status < OLD.status OR (OLD.status <> 'DRAFT' AND NEW.total_cents <> OLD.total_cents) THEN
    RAISE EXCEPTION 'a decided statement never changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_moves_forward BEFORE UPDATE OR DELETE ON pay_statement
  FOR EACH ROW EXECUTE FUNCTION statement_moves_forward();

-- ── Budget ────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE allocation_key ADD CONSTRAINT allocation_key_weight CHECK (weight >= 0 AND programme IN (139, 140, 141));
ALTER TABLE envelope ADD CONSTRAINT envelope_programme CHECK (programme IN (139, 140, 141));
-- BUD-01: staff expense never stands on credits outside titre 2 (LOLF, art. 7).
ALTER TABLE envelope ADD CONSTRAINT envelope_natures CHECK (
  CASE WHEN titre2 THEN natures <@ ARRAY['HSE', 'IFIC', 'VACATION']::nature[]
       ELSE NOT natures && ARRAY['HSE', 'IFIC', 'VACATION']::nature[] END
);
ALTER TABLE envelope ADD CONSTRAINT envelope_sums CHECK (
  delegated_cents >= 0 AND committed_cents >= 0 AND service_done_cents >= 0 AND paid_cents >= 0
);
ALTER TABLE commitment ADD CONSTRAINT commitment_amounts CHECK (
  amount_cents > 0 AND service_done_cents >= 0 AND paid_cents >= 0 AND released_cents BETWEEN 0 AND amount_cents
);
CREATE FUNCTION commitment_imputation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  target envelope%ROWTYPE;
BEGIN
  SELECT * INTO target FROM envelope WHERE id = NEW.envelope_id;
  IF target.titre2 <> (NEW.nature IN ('HSE', 'IFIC', 'VACATION')) THEN
    RAISE EXCEPTION 'BUD-01: titre 2 pays staff, and nothing else does';
  END IF;
  IF cardinality(target.natures) > 0 AND NOT NEW.nature = ANY (target.natures) THEN
    RAISE EXCEPTION 'this envelope does not admit this nature';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER commitment_imputation BEFORE INSERT ON commitment FOR EACH ROW EXECUTE FUNCTION commitment_imputation();

-- ── What only grows ───────────────────────────────────────────────────────────────────────────────
-- The application role has no UPDATE or DELETE on these tables (prisma/append-only.ts); the trigger stops the owner too.
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows', TG_TABLE_NAME;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['presence', 'hour_entry', 'enrolment_event', 'mission_fact', 'channel_opening', 'certification',
                              'statement_event', 'envelope_entry', 'audit_event'] LOOP
    EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION only_grows()', name);
  END LOOP;
END $$;

-- ── Wake-up calls ─────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION outbox_wakes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_wakes AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_wakes();
CREATE INDEX outbox_waiting ON outbox (id) WHERE relayed_at IS NULL;

-- A right withdrawn, an account suspended, a session ended: open sockets are judged again at once.
CREATE FUNCTION access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('access_changed', '');
  RETURN NULL;
END $$;
CREATE TRIGGER access_changed AFTER UPDATE OR DELETE ON role_assignment FOR EACH STATEMENT EXECUTE FUNCTION access_changed();
CREATE TRIGGER access_changed AFTER UPDATE OF status ON account FOR EACH STATEMENT EXECUTE FUNCTION access_changed();
CREATE TRIGGER access_changed AFTER UPDATE OF revoked_at ON http_session FOR EACH STATEMENT EXECUTE FUNCTION access_changed();
CREATE TRIGGER access_changed AFTER INSERT ON enrolment_event FOR EACH STATEMENT EXECUTE FUNCTION access_changed();
