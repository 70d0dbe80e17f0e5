-- Versions of scenarios, and who froze and unlocked them, when and why.
CREATE TYPE "VersionKind" AS ENUM ('NAMED', 'AUTOMATIC', 'FREEZE', 'BEFORE_RESTORE');
CREATE TYPE "FreezeKind" AS ENUM ('FREEZE', 'UNLOCK');

ALTER TABLE "scenario" ADD COLUMN "frozen_at" TIMESTAMPTZ(3);

CREATE TABLE "scenario_version" (
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "VersionKind" NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "before_number" INTEGER,
    "author_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "up_to" BIGINT NOT NULL,
    "state" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "words" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_version_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "scenario_version_scenario_id_number_key" ON "scenario_version"("scenario_id", "number");

CREATE TABLE "scenario_freeze_event" (
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "kind" "FreezeKind" NOT NULL,
    "by_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "version_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_freeze_event_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "scenario_freeze_event_scenario_id_id_idx" ON "scenario_freeze_event"("scenario_id", "id");

ALTER TABLE "scenario_version" ADD CONSTRAINT "scenario_version_scenario_id_fkey" FOREIGN KEY ("scenario_id") REFERENCES "scenario"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scenario_freeze_event" ADD CONSTRAINT "scenario_freeze_event_scenario_id_fkey" FOREIGN KEY ("scenario_id") REFERENCES "scenario"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scenario_freeze_event" ADD CONSTRAINT "scenario_freeze_event_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "scenario_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "scenario_version"
    ADD CONSTRAINT scenario_version_number CHECK (number >= 1),
    ADD CONSTRAINT scenario_version_size CHECK (size = octet_length(state) AND sha256 = sha256(state)),
    ADD CONSTRAINT scenario_version_author CHECK ((kind = 'AUTOMATIC') = (author_id IS NULL)),
    ADD CONSTRAINT scenario_version_name CHECK ((kind = 'NAMED') = (name <> '')),
    ADD CONSTRAINT scenario_version_before CHECK ((kind = 'BEFORE_RESTORE') = (before_number IS NOT NULL));

ALTER TABLE "scenario_freeze_event"
    ADD CONSTRAINT scenario_freeze_event_reason CHECK (btrim(reason) <> ''),
    ADD CONSTRAINT scenario_freeze_event_version CHECK ((kind = 'FREEZE') = (version_id IS NOT NULL));

-- A version never changes, and only an automatic one may go: many are made, few are kept.
CREATE FUNCTION scenario_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.kind = 'AUTOMATIC' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a version of a scenario stays as it was made';
END $$;
CREATE TRIGGER scenario_version_stays BEFORE UPDATE OR DELETE ON scenario_version
  FOR EACH ROW EXECUTE FUNCTION scenario_version_stays();
CREATE TRIGGER only_grows BEFORE TRUNCATE ON scenario_version FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON scenario_freeze_event
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();

-- Frozen or not is what the last event says: nobody writes it by hand. Freezing waits for the writes under way, since
-- each of them holds a key share of its scenario; those who write are told at once.
CREATE FUNCTION scenario_follows_freezes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM scenario WHERE id = NEW.scenario_id FOR UPDATE;
  UPDATE scenario SET frozen_at = CASE NEW.kind WHEN 'FREEZE' THEN NEW.at END
    WHERE id = NEW.scenario_id AND (frozen_at IS NULL) = (NEW.kind = 'FREEZE');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a scenario is frozen, then unlocked, in turn';
  END IF;
  PERFORM pg_notify('access_changed', '');
  RETURN NULL;
END $$;
CREATE TRIGGER scenario_follows_freezes AFTER INSERT ON scenario_freeze_event
  FOR EACH ROW EXECUTE FUNCTION scenario_follows_freezes();

-- What is frozen takes no more words, whoever sends them and whatever they were told: the lock waits for a freeze under
-- way and then reads what it has decided. Once for all the rows of a commit. Class 23: trying again is useless.
CREATE FUNCTION scenario_not_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (
      SELECT frozen_at FROM scenario WHERE id IN (SELECT scenario_id FROM written) ORDER BY id FOR KEY SHARE
    ) AS held WHERE frozen_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the scenario is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'scenario_not_frozen';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER scenario_not_frozen AFTER INSERT ON scenario_update
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION scenario_not_frozen();
