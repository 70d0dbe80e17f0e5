-- Who named a version, froze or unlocked a scenario is somebody: kept for ever, they point to a person who stays.
ALTER TABLE "scenario_version" ADD CONSTRAINT "scenario_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scenario_freeze_event" ADD CONSTRAINT "scenario_freeze_event_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
