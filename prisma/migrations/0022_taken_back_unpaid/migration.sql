-- An hour taken back before any statement paid it leaves nothing to pay, and its counter-entry nothing to take back: neither
-- stays in the list, where each month read them again. A counter-entry is to pay once what it takes back was paid.
CREATE FUNCTION was_paid(entry uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
    WHERE l.hour_entry_id = entry AND l.decision IN ('ACCEPT', 'WARN') AND s.status IN ('DECIDED', 'EXPORTED'))
$$;

-- The line that is taken back leaves the list first: a decision that pays it takes out the same row, so that one of the two
-- waits for the other and sees what it did.
CREATE OR REPLACE FUNCTION list_hour_to_pay(entry uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM hour_to_pay t USING hour_entry back WHERE back.id = entry AND t.hour_entry_id = back.reverses_id;
  INSERT INTO hour_to_pay (hour_entry_id, academie_id, channel, person_id, starts_at)
  SELECT h.id, h.academie_id, m.channel, h.person_id, h.starts_at FROM hour_entry h JOIN mission m ON m.id = h.mission_id
  WHERE h.id = entry AND m.channel IN ('HSE', 'VACATION') AND CASE WHEN h.reverses_id IS NULL
    THEN NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = h.id) ELSE was_paid(h.reverses_id) END
  ON CONFLICT DO NOTHING;
  SELECT draft_changes(entry)
$$;

CREATE OR REPLACE FUNCTION certified_is_to_pay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM list_hour_to_pay(NEW.hour_entry_id);
  RETURN NULL;
END $$;

-- What was taken back while its statement was decided is paid all the same: the counter-entry waits for the next one.
CREATE OR REPLACE FUNCTION decided_is_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM hour_to_pay t USING pay_line l
  WHERE l.statement_id = NEW.id AND l.decision IN ('ACCEPT', 'WARN') AND t.hour_entry_id = l.hour_entry_id;
  PERFORM list_hour_to_pay(back.id) FROM pay_line l JOIN hour_entry back ON back.reverses_id = l.hour_entry_id
  WHERE l.statement_id = NEW.id AND l.decision IN ('ACCEPT', 'WARN');
  RETURN NULL;
END $$;

DELETE FROM hour_to_pay t USING hour_entry h
WHERE h.id = t.hour_entry_id AND (EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = h.id)
  OR (h.reverses_id IS NOT NULL AND NOT was_paid(h.reverses_id)));
