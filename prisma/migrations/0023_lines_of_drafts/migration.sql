-- Lines enter a draft, and leave one, by hundreds: whether it is a draft is asked once for all of them. A line that is
-- changed is still looked at alone.
CREATE FUNCTION only_drafts_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT statement_id FROM touched) t JOIN pay_statement s ON s.id = t.statement_id
    WHERE s.status <> 'DRAFT'
  ) THEN
    RAISE EXCEPTION 'only a draft changes its lines';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER only_drafts_gain_lines AFTER INSERT ON pay_line REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION only_drafts_change();
CREATE TRIGGER only_drafts_lose_lines AFTER DELETE ON pay_line REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION only_drafts_change();

DROP TRIGGER decided_line_stays ON pay_line;
CREATE TRIGGER decided_line_stays BEFORE UPDATE ON pay_line FOR EACH ROW EXECUTE FUNCTION decided_line_stays();

-- A line of a draft has no digest: its trigger has something to say once it is sealed, or where a digest is made up.
DROP TRIGGER sealed_line ON pay_line;
CREATE TRIGGER sealed_line BEFORE INSERT OR UPDATE ON pay_line FOR EACH ROW
  WHEN (NEW.sealed_at IS NOT NULL OR NEW.digest IS NOT NULL) EXECUTE FUNCTION sealed_line();
