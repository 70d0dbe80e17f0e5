-- What is still to pay, as a list of its own: a month of statements costs what is open, whatever the ledger has grown to.
-- The ledger and the certifications stay the truth: the night's verification draws the list anew and compares.
CREATE TABLE hour_to_pay (
  hour_entry_id UUID NOT NULL,
  academie_id UUID NOT NULL,
  channel channel NOT NULL,
  person_id UUID NOT NULL,
  starts_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT hour_to_pay_pkey PRIMARY KEY (hour_entry_id),
  CONSTRAINT hour_to_pay_hour_entry_id_fkey FOREIGN KEY (hour_entry_id) REFERENCES hour_entry (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX hour_to_pay_academie_id_channel_person_id_idx ON hour_to_pay (academie_id, channel, person_id);

-- Whose lines in a draft are no longer what they would be today. A job judges them anew and removes the row.
CREATE TABLE draft_change (
  id BIGSERIAL NOT NULL,
  academie_id UUID NOT NULL,
  channel channel NOT NULL,
  person_id UUID NOT NULL,
  CONSTRAINT draft_change_pkey PRIMARY KEY (id)
);
CREATE INDEX draft_change_academie_id_idx ON draft_change (academie_id);

CREATE FUNCTION draft_changes(entry uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO draft_change (academie_id, channel, person_id)
  SELECT h.academie_id, m.channel, h.person_id FROM hour_entry h JOIN mission m ON m.id = h.mission_id
  WHERE h.id = entry AND EXISTS (
    SELECT FROM pay_statement s WHERE s.academie_id = h.academie_id AND s.channel = m.channel AND s.status = 'DRAFT')
$$;

CREATE FUNCTION list_hour_to_pay(entry uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO hour_to_pay (hour_entry_id, academie_id, channel, person_id, starts_at)
  SELECT h.id, h.academie_id, m.channel, h.person_id, h.starts_at FROM hour_entry h JOIN mission m ON m.id = h.mission_id
  WHERE h.id = entry AND m.channel IN ('HSE', 'VACATION')
  ON CONFLICT DO NOTHING;
  SELECT draft_changes(entry)
$$;

-- A certified hour, and the counter-entry of one, whichever of the two comes first.
CREATE FUNCTION certified_is_to_pay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM list_hour_to_pay(h.id) FROM hour_entry h WHERE h.id = NEW.hour_entry_id OR h.reverses_id = NEW.hour_entry_id;
  RETURN NULL;
END $$;
CREATE TRIGGER certified_is_to_pay AFTER INSERT ON certification FOR EACH ROW
  WHEN (NEW.decision = 'CERTIFIED') EXECUTE FUNCTION certified_is_to_pay();

CREATE FUNCTION taken_back_is_to_pay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM certification c WHERE c.hour_entry_id = NEW.reverses_id AND c.decision = 'CERTIFIED') THEN
    PERFORM list_hour_to_pay(NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER taken_back_is_to_pay AFTER INSERT ON hour_entry FOR EACH ROW
  WHEN (NEW.reverses_id IS NOT NULL AND NEW.mission_id IS NOT NULL) EXECUTE FUNCTION taken_back_is_to_pay();

CREATE FUNCTION decided_is_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM hour_to_pay t USING pay_line l
  WHERE l.statement_id = NEW.id AND l.decision IN ('ACCEPT', 'WARN') AND t.hour_entry_id = l.hour_entry_id;
  RETURN NULL;
END $$;
CREATE TRIGGER decided_is_paid AFTER UPDATE OF status ON pay_statement FOR EACH ROW
  WHEN (NEW.status = 'DECIDED' AND OLD.status <> 'DECIDED') EXECUTE FUNCTION decided_is_paid();

INSERT INTO hour_to_pay (hour_entry_id, academie_id, channel, person_id, starts_at)
SELECT h.id, h.academie_id, m.channel, h.person_id, h.starts_at
FROM hour_entry h JOIN mission m ON m.id = h.mission_id
WHERE m.channel IN ('HSE', 'VACATION')
  AND EXISTS (SELECT FROM certification c WHERE c.hour_entry_id IN (h.id, h.reverses_id) AND c.decision = 'CERTIFIED')
  AND NOT EXISTS (
    SELECT FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
    WHERE l.hour_entry_id = h.id AND l.decision IN ('ACCEPT', 'WARN') AND s.status IN ('DECIDED', 'EXPORTED'));

-- The hours of a mission up to one of them are summed without looking into the ledger.
CREATE INDEX hour_entry_of_mission ON hour_entry (mission_id, starts_at) INCLUDE (minutes) WHERE mission_id IS NOT NULL;
DROP INDEX hour_entry_mission_id_idx;
