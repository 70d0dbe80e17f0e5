-- Comments on a scenario. Readers may comment and may not write the text: a comment stands beside the text, and points
-- into it by Yjs relative positions. The words it pointed at are kept, for the day they are gone from the text.
CREATE TYPE "comment_anchor" AS ENUM ('SCENARIO', 'TEXT', 'BLOCK');

CREATE TABLE "scenario_thread" (
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "anchor" "comment_anchor" NOT NULL,
    "starts_at" BYTEA,
    "ends_at" BYTEA,
    "quote" TEXT NOT NULL DEFAULT '',
    "quote_before" TEXT NOT NULL DEFAULT '',
    "quote_after" TEXT NOT NULL DEFAULT '',
    "quote_tells" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" UUID,

    CONSTRAINT "scenario_thread_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "scenario_comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT,
    "mentioned_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "scenario_comment_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "scenario_thread_scenario_id_idx" ON "scenario_thread"("scenario_id");
CREATE INDEX "scenario_comment_thread_id_created_at_idx" ON "scenario_comment"("thread_id", "created_at");

ALTER TABLE "scenario_thread" ADD CONSTRAINT "scenario_thread_scenario_id_fkey" FOREIGN KEY ("scenario_id") REFERENCES "scenario"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scenario_thread" ADD CONSTRAINT "scenario_thread_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scenario_thread" ADD CONSTRAINT "scenario_thread_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scenario_comment" ADD CONSTRAINT "scenario_comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "scenario_thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scenario_comment" ADD CONSTRAINT "scenario_comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "scenario_thread"
    ADD CONSTRAINT scenario_thread_anchor CHECK (
      CASE anchor
        WHEN 'SCENARIO' THEN starts_at IS NULL AND ends_at IS NULL AND quote = ''
        WHEN 'BLOCK' THEN starts_at IS NOT NULL AND ends_at IS NULL
        ELSE starts_at IS NOT NULL AND ends_at IS NOT NULL AND quote <> ''
      END),
    ADD CONSTRAINT scenario_thread_positions CHECK (
      octet_length(starts_at) BETWEEN 1 AND 128 AND octet_length(ends_at) BETWEEN 1 AND 128),
    ADD CONSTRAINT scenario_thread_quote CHECK (
      char_length(quote) <= 300 AND char_length(quote_before) <= 40 AND char_length(quote_after) <= 40
      AND quote_tells BETWEEN 0 AND 15),
    ADD CONSTRAINT scenario_thread_resolved CHECK ((resolved_at IS NULL) = (resolved_by_id IS NULL));

-- What was withdrawn is erased, with whom it named; its place is kept.
ALTER TABLE "scenario_comment"
    ADD CONSTRAINT scenario_comment_body CHECK (char_length(body) BETWEEN 1 AND 2000),
    ADD CONSTRAINT scenario_comment_withdrawn CHECK (
      (withdrawn_at IS NULL) = (body IS NOT NULL) AND (withdrawn_at IS NULL OR cardinality(mentioned_ids) = 0)),
    ADD CONSTRAINT scenario_comment_mentions CHECK (cardinality(mentioned_ids) <= 10);
