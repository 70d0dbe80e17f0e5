-- Images of scenarios: the truth lives here, with the text that names them. Recognised by their content, bounded in size.
CREATE TABLE "scenario_image" (
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_image_pkey" PRIMARY KEY ("id")
);

-- The same file sent twice is one image: a lost answer may be asked again.
CREATE UNIQUE INDEX "scenario_image_scenario_id_sha256_key" ON "scenario_image"("scenario_id", "sha256");

ALTER TABLE "scenario_image" ADD CONSTRAINT "scenario_image_scenario_id_fkey" FOREIGN KEY ("scenario_id") REFERENCES "scenario"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "scenario_image"
    ADD CONSTRAINT scenario_image_type CHECK (type IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
    ADD CONSTRAINT scenario_image_points CHECK (width BETWEEN 1 AND 8000 AND height BETWEEN 1 AND 8000),
    ADD CONSTRAINT scenario_image_size CHECK (size = octet_length(bytes) AND size BETWEEN 1 AND 5242880);

-- Already packed: PostgreSQL need not try again.
ALTER TABLE "scenario_image" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
