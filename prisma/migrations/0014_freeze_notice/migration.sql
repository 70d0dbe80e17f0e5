-- The notice of a freeze says that it is about a scenario: no role has changed, and whoever writes is told without asking
-- for the roles of everybody who is connected.
CREATE OR REPLACE FUNCTION scenario_follows_freezes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM scenario WHERE id = NEW.scenario_id FOR UPDATE;
  UPDATE scenario SET frozen_at = CASE NEW.kind WHEN 'FREEZE' THEN NEW.at END
    WHERE id = NEW.scenario_id AND (frozen_at IS NULL) = (NEW.kind = 'FREEZE');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a scenario is frozen, then unlocked, in turn';
  END IF;
  PERFORM pg_notify('access_changed', 'scenario');
  RETURN NULL;
END $$;
