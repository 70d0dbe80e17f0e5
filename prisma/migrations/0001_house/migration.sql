-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "place_kind" AS ENUM ('NATION', 'ACADEMIE', 'DEPARTEMENT', 'BASSIN', 'CIRCONSCRIPTION', 'SCHOOL');

-- CreateEnum
CREATE TYPE "school_type" AS ENUM ('ECOLE', 'COLLEGE', 'LYCEE', 'EREA');

-- CreateEnum
CREATE TYPE "sector" AS ENUM ('PUBLIC', 'PRIVATE_CONTRACT');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('NATIONAL_PILOT', 'CTICE', 'RECTORAT', 'TRAINING_OFFICE', 'HEAD', 'REFERENT', 'TRAINER', 'TEACHER', 'PLATFORM_ADMIN');

-- CreateEnum
CREATE TYPE "account_status" AS ENUM ('INVITED', 'ACTIVE', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "account_link_kind" AS ENUM ('INVITATION', 'RESET');

-- CreateEnum
CREATE TYPE "person_category" AS ENUM ('TEACHER', 'CPE', 'OTHER');

-- CreateEnum
CREATE TYPE "corps" AS ENUM ('CERTIFIE', 'PLP', 'PEPS', 'AGREGE', 'AGREGE_EPS', 'PE', 'CPE', 'OTHER');

-- CreateEnum
CREATE TYPE "grade" AS ENUM ('CN', 'HC');

-- CreateEnum
CREATE TYPE "main_duty" AS ENUM ('TEACHING', 'TRAINING');

-- CreateEnum
CREATE TYPE "modality" AS ENUM ('ON_SITE', 'REMOTE', 'IN_CLASS');

-- CreateEnum
CREATE TYPE "mission_kind" AS ENUM ('FUNCTION', 'TRAINING', 'DESIGN');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('IFIC', 'HSE', 'HSA', 'VACATION', 'IMP', 'PACTE', 'DECHARGE');

-- CreateEnum
CREATE TYPE "letter_status" AS ENUM ('ISSUED', 'SIGNED');

-- CreateEnum
CREATE TYPE "mission_fact_kind" AS ENUM ('CONSEIL_PEDAGOGIQUE', 'CONSEIL_ADMINISTRATION', 'DECISION_RECTEUR');

-- CreateEnum
CREATE TYPE "cohort_status" AS ENUM ('PREPARATION', 'OPEN', 'CLOSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "enrolment_status" AS ENUM ('PENDING', 'ENROLLED', 'WITHDRAWN', 'COMPLETED');

-- CreateEnum
CREATE TYPE "seance_status" AS ENUM ('PLANNED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "half_day" AS ENUM ('MORNING', 'AFTERNOON');

-- CreateEnum
CREATE TYPE "sheet_status" AS ENUM ('OPEN', 'SEALED');

-- CreateEnum
CREATE TYPE "presence_proof" AS ENUM ('QR', 'CODE', 'TICK', 'PAPER', 'UNDO', 'CORRECTION');

-- CreateEnum
CREATE TYPE "correction_kind" AS ENUM ('ADD', 'REMOVE');

-- CreateEnum
CREATE TYPE "correction_status" AS ENUM ('PROPOSED', 'APPROVED', 'REFUSED');

-- CreateEnum
CREATE TYPE "hour_role" AS ENUM ('TRAINEE', 'TRAINER', 'DESIGN');

-- CreateEnum
CREATE TYPE "certification_decision" AS ENUM ('CERTIFIED', 'REFUSED');

-- CreateEnum
CREATE TYPE "statement_status" AS ENUM ('DRAFT', 'DECIDED', 'EXPORTED');

-- CreateEnum
CREATE TYPE "line_decision" AS ENUM ('ACCEPT', 'WARN', 'HOLD', 'REFUSE');

-- CreateEnum
CREATE TYPE "nature" AS ENUM ('HSE', 'IFIC', 'VACATION', 'REPROGRAPHY', 'TRAVEL', 'ROOM', 'PROVIDER', 'EQUIPMENT');

-- CreateEnum
CREATE TYPE "envelope_move" AS ENUM ('DELEGATE', 'COMMIT', 'RELEASE', 'SERVICE_DONE', 'PAY');

-- CreateEnum
CREATE TYPE "outbox_kind" AS ENUM ('EVENT', 'JOB');

-- CreateTable
CREATE TABLE "place" (
    "id" UUID NOT NULL,
    "kind" "place_kind" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" UUID,
    "lineage" UUID[] DEFAULT ARRAY[]::UUID[],
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Paris',
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school" (
    "place_id" UUID NOT NULL,
    "uai" TEXT NOT NULL,
    "type" "school_type" NOT NULL,
    "sector" "sector" NOT NULL,
    "town" TEXT NOT NULL,

    CONSTRAINT "school_pkey" PRIMARY KEY ("place_id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "function_label" TEXT,
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "career" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "category" "person_category" NOT NULL,
    "corps" "corps" NOT NULL,
    "grade" "grade" NOT NULL,
    "full_service" BOOLEAN NOT NULL DEFAULT true,
    "main_duty" "main_duty" NOT NULL DEFAULT 'TEACHING',
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "career_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "status" "account_status" NOT NULL DEFAULT 'INVITED',
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "http_session" (
    "id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "http_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "kind" "account_link_kind" NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "place_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "framework_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "competence" (
    "id" UUID NOT NULL,
    "framework_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "wording" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "competence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school_year" (
    "id" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "school_year_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school_holiday" (
    "id" UUID NOT NULL,
    "school_year_id" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "school_holiday_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "path" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "origin" TEXT NOT NULL,

    CONSTRAINT "path_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "path_version" (
    "id" UUID NOT NULL,
    "path_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "path_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage" (
    "id" UUID NOT NULL,
    "path_version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "objective" TEXT NOT NULL,

    CONSTRAINT "stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "modality" "modality" NOT NULL,
    "minutes" INTEGER NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_competence" (
    "stage_id" UUID NOT NULL,
    "competence_id" UUID NOT NULL,

    CONSTRAINT "stage_competence_pkey" PRIMARY KEY ("stage_id","competence_id")
);

-- CreateTable
CREATE TABLE "mission" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "place_id" UUID NOT NULL,
    "school_year_id" TEXT NOT NULL,
    "kind" "mission_kind" NOT NULL,
    "function_code" TEXT,
    "title" TEXT NOT NULL,
    "channel" "channel" NOT NULL,
    "planned_minutes" INTEGER,
    "amount_cents" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mission_letter" (
    "id" UUID NOT NULL,
    "mission_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "status" "letter_status" NOT NULL DEFAULT 'ISSUED',
    "tasks" JSONB NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by_id" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "signed_by_id" UUID,
    "hash" TEXT,

    CONSTRAINT "mission_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mission_fact" (
    "id" UUID NOT NULL,
    "mission_id" UUID NOT NULL,
    "kind" "mission_fact_kind" NOT NULL,
    "held_on" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID NOT NULL,

    CONSTRAINT "mission_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_opening" (
    "id" UUID NOT NULL,
    "academie_id" UUID NOT NULL,
    "school_year_id" TEXT NOT NULL,
    "channel" "channel" NOT NULL,
    "activity" TEXT NOT NULL DEFAULT 'TRAINING',
    "decided_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID NOT NULL,

    CONSTRAINT "channel_opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort" (
    "id" UUID NOT NULL,
    "path_version_id" UUID NOT NULL,
    "place_id" UUID NOT NULL,
    "school_year_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "cohort_status" NOT NULL DEFAULT 'PREPARATION',
    "referent_id" UUID NOT NULL,
    "mission_id" UUID,
    "opened_at" TIMESTAMPTZ(3),
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "person_id" UUID,
    "email" TEXT NOT NULL,
    "status" "enrolment_status" NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment_event" (
    "id" BIGSERIAL NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "status" "enrolment_status" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "enrolment_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "enrolment_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("enrolment_id")
);

-- CreateTable
CREATE TABLE "seance" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "stage_id" UUID,
    "title" TEXT NOT NULL,
    "modality" "modality" NOT NULL,
    "place_id" UUID NOT NULL,
    "room" TEXT,
    "link" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "trainer_id" UUID NOT NULL,
    "deputy_id" UUID,
    "signing_lead_minutes" INTEGER NOT NULL DEFAULT 30,
    "status" "seance_status" NOT NULL DEFAULT 'PLANNED',
    "cancelled_reason" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance_sheet" (
    "id" UUID NOT NULL,
    "seance_id" UUID NOT NULL,
    "half_day" "half_day" NOT NULL,
    "status" "sheet_status" NOT NULL DEFAULT 'OPEN',
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "declared" INTEGER,
    "content" TEXT,
    "hash" TEXT,
    "signature" TEXT,
    "signing_key_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attendance_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presence" (
    "id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sign" INTEGER NOT NULL,
    "proof" "presence_proof" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "reason" TEXT,
    "browser_hash" TEXT,
    "receipt_id" UUID,
    "correction_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance_receipt" (
    "id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "proof" "presence_proof" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attendance_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance_correction" (
    "id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "kind" "correction_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "correction_status" NOT NULL DEFAULT 'PROPOSED',
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "attendance_correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" UUID NOT NULL,
    "public_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "public_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "signing_key_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by_id" UUID NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scenario" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "team_id" UUID,
    "title" TEXT NOT NULL,
    "planned_minutes" INTEGER NOT NULL DEFAULT 55,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scenario_update" (
    "id" BIGSERIAL NOT NULL,
    "scenario_id" UUID NOT NULL,
    "author_id" UUID,
    "update" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scenario_snapshot" (
    "scenario_id" UUID NOT NULL,
    "up_to" BIGINT NOT NULL,
    "state" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenario_snapshot_pkey" PRIMARY KEY ("scenario_id")
);

-- CreateTable
CREATE TABLE "hour_entry" (
    "id" UUID NOT NULL,
    "academie_id" UUID NOT NULL,
    "school_year_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "hour_role" NOT NULL,
    "minutes" INTEGER NOT NULL,
    "modality" "modality" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "seance_id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "enrolment_id" UUID,
    "mission_id" UUID,
    "source_key" TEXT NOT NULL,
    "rule_version" TEXT NOT NULL,
    "reverses_id" UUID,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hour_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booked_interval" (
    "hour_entry_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booked_interval_pkey" PRIMARY KEY ("hour_entry_id")
);

-- CreateTable
CREATE TABLE "ledger_head" (
    "academie_id" UUID NOT NULL,
    "school_year_id" TEXT NOT NULL,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "last_hash" TEXT NOT NULL,

    CONSTRAINT "ledger_head_pkey" PRIMARY KEY ("academie_id","school_year_id")
);

-- CreateTable
CREATE TABLE "certification" (
    "id" UUID NOT NULL,
    "hour_entry_id" UUID NOT NULL,
    "decision" "certification_decision" NOT NULL,
    "reason" TEXT,
    "certified_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_row" (
    "id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "corps" "corps" NOT NULL,
    "grade" "grade" NOT NULL,
    "hourly_cents" INTEGER NOT NULL,
    "yearly_cents" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "source" TEXT NOT NULL,
    "rounding" TEXT NOT NULL,

    CONSTRAINT "rate_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pay_statement" (
    "id" UUID NOT NULL,
    "academie_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "channel" "channel" NOT NULL,
    "number" TEXT NOT NULL,
    "status" "statement_status" NOT NULL DEFAULT 'DRAFT',
    "total_cents" INTEGER NOT NULL DEFAULT 0,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pay_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_event" (
    "id" BIGSERIAL NOT NULL,
    "statement_id" UUID NOT NULL,
    "status" "statement_status" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "statement_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pay_line" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "mission_id" UUID NOT NULL,
    "hour_entry_id" UUID,
    "minutes" INTEGER,
    "rate_row_id" UUID,
    "amount_cents" INTEGER,
    "decision" "line_decision" NOT NULL,
    "findings" JSONB NOT NULL,
    "inputs" JSONB NOT NULL,
    "rule_version" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pay_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocation_key" (
    "id" UUID NOT NULL,
    "exercise" INTEGER NOT NULL,
    "programme" INTEGER NOT NULL,
    "academie_id" UUID NOT NULL,
    "weight" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "provisional" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "allocation_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "exercise" INTEGER NOT NULL,
    "total_cents" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "published_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "envelope" (
    "id" UUID NOT NULL,
    "place_id" UUID NOT NULL,
    "parent_id" UUID,
    "allocation_id" UUID,
    "exercise" INTEGER NOT NULL,
    "programme" INTEGER NOT NULL,
    "titre2" BOOLEAN NOT NULL,
    "natures" "nature"[],
    "label" TEXT NOT NULL,
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "delegated_cents" INTEGER NOT NULL DEFAULT 0,
    "committed_cents" INTEGER NOT NULL DEFAULT 0,
    "service_done_cents" INTEGER NOT NULL DEFAULT 0,
    "paid_cents" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "envelope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "envelope_entry" (
    "id" BIGSERIAL NOT NULL,
    "envelope_id" UUID NOT NULL,
    "move" "envelope_move" NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "commitment_id" UUID,
    "source_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "envelope_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commitment" (
    "id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "mission_id" UUID,
    "nature" "nature" NOT NULL,
    "minutes" INTEGER,
    "amount_cents" INTEGER NOT NULL,
    "service_done_cents" INTEGER NOT NULL DEFAULT 0,
    "paid_cents" INTEGER NOT NULL DEFAULT 0,
    "released_cents" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" "outbox_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "awaited_job" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "awaited_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_run" (
    "task" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scheduled_run_pkey" PRIMARY KEY ("task","period")
);

-- CreateTable
CREATE TABLE "business_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "business_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "to_person_id" UUID,
    "to_email" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "template" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox_message" (
    "id" UUID NOT NULL,
    "mail_key" TEXT NOT NULL,
    "to_email" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mailbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "action" TEXT NOT NULL,
    "by_id" UUID,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "place_parent_id_idx" ON "place"("parent_id");

-- CreateIndex
CREATE INDEX "place_lineage_idx" ON "place" USING GIN ("lineage");

-- CreateIndex
CREATE UNIQUE INDEX "place_kind_code_valid_from_key" ON "place"("kind", "code", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "school_uai_key" ON "school"("uai");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "career_person_id_idx" ON "career"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_person_id_key" ON "account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "http_session_secret_hash_key" ON "http_session"("secret_hash");

-- CreateIndex
CREATE INDEX "http_session_account_id_idx" ON "http_session"("account_id");

-- CreateIndex
CREATE INDEX "account_link_account_id_idx" ON "account_link"("account_id");

-- CreateIndex
CREATE INDEX "role_assignment_person_id_idx" ON "role_assignment"("person_id");

-- CreateIndex
CREATE INDEX "role_assignment_place_id_role_idx" ON "role_assignment"("place_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "api_token_account_id_idx" ON "api_token"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "framework_code_version_key" ON "framework"("code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "competence_framework_id_code_key" ON "competence"("framework_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "school_holiday_school_year_id_zone_label_key" ON "school_holiday"("school_year_id", "zone", "label");

-- CreateIndex
CREATE UNIQUE INDEX "path_code_key" ON "path"("code");

-- CreateIndex
CREATE UNIQUE INDEX "path_version_path_id_number_key" ON "path_version"("path_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "stage_path_version_id_position_key" ON "stage"("path_version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "activity_stage_id_position_key" ON "activity"("stage_id", "position");

-- CreateIndex
CREATE INDEX "mission_person_id_school_year_id_idx" ON "mission"("person_id", "school_year_id");

-- CreateIndex
CREATE INDEX "mission_place_id_school_year_id_idx" ON "mission"("place_id", "school_year_id");

-- CreateIndex
CREATE UNIQUE INDEX "mission_letter_mission_id_key" ON "mission_letter"("mission_id");

-- CreateIndex
CREATE UNIQUE INDEX "mission_letter_number_key" ON "mission_letter"("number");

-- CreateIndex
CREATE UNIQUE INDEX "mission_fact_mission_id_kind_key" ON "mission_fact"("mission_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "channel_opening_academie_id_school_year_id_channel_activity_key" ON "channel_opening"("academie_id", "school_year_id", "channel", "activity");

-- CreateIndex
CREATE INDEX "cohort_place_id_school_year_id_idx" ON "cohort"("place_id", "school_year_id");

-- CreateIndex
CREATE INDEX "cohort_referent_id_idx" ON "cohort"("referent_id");

-- CreateIndex
CREATE INDEX "enrolment_person_id_idx" ON "enrolment"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_cohort_id_email_key" ON "enrolment"("cohort_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_cohort_id_person_id_key" ON "enrolment"("cohort_id", "person_id");

-- CreateIndex
CREATE INDEX "enrolment_event_enrolment_id_idx" ON "enrolment_event"("enrolment_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_cohort_id_name_key" ON "team"("cohort_id", "name");

-- CreateIndex
CREATE INDEX "team_member_team_id_idx" ON "team_member"("team_id");

-- CreateIndex
CREATE INDEX "seance_cohort_id_idx" ON "seance"("cohort_id");

-- CreateIndex
CREATE INDEX "seance_starts_at_idx" ON "seance"("starts_at");

-- CreateIndex
CREATE INDEX "seance_ends_at_idx" ON "seance"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_sheet_seance_id_key" ON "attendance_sheet"("seance_id");

-- CreateIndex
CREATE UNIQUE INDEX "presence_receipt_id_key" ON "presence"("receipt_id");

-- CreateIndex
CREATE UNIQUE INDEX "presence_correction_id_key" ON "presence"("correction_id");

-- CreateIndex
CREATE INDEX "presence_enrolment_id_idx" ON "presence"("enrolment_id");

-- CreateIndex
CREATE UNIQUE INDEX "presence_sheet_id_enrolment_id_seq_key" ON "presence"("sheet_id", "enrolment_id", "seq");

-- CreateIndex
CREATE INDEX "attendance_receipt_sheet_id_idx" ON "attendance_receipt"("sheet_id");

-- CreateIndex
CREATE INDEX "attendance_receipt_browser_hash_idx" ON "attendance_receipt"("browser_hash");

-- CreateIndex
CREATE INDEX "attendance_correction_sheet_id_idx" ON "attendance_correction"("sheet_id");

-- CreateIndex
CREATE UNIQUE INDEX "signing_key_public_key_key" ON "signing_key"("public_key");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_public_id_key" ON "certificate"("public_id");

-- CreateIndex
CREATE INDEX "certificate_person_id_idx" ON "certificate"("person_id");

-- CreateIndex
CREATE INDEX "certificate_cohort_id_idx" ON "certificate"("cohort_id");

-- CreateIndex
CREATE INDEX "scenario_cohort_id_idx" ON "scenario"("cohort_id");

-- CreateIndex
CREATE INDEX "scenario_update_scenario_id_id_idx" ON "scenario_update"("scenario_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "hour_entry_source_key_key" ON "hour_entry"("source_key");

-- CreateIndex
CREATE UNIQUE INDEX "hour_entry_reverses_id_key" ON "hour_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "hour_entry_person_id_starts_at_idx" ON "hour_entry"("person_id", "starts_at");

-- CreateIndex
CREATE INDEX "hour_entry_sheet_id_idx" ON "hour_entry"("sheet_id");

-- CreateIndex
CREATE INDEX "hour_entry_mission_id_idx" ON "hour_entry"("mission_id");

-- CreateIndex
CREATE UNIQUE INDEX "hour_entry_academie_id_school_year_id_number_key" ON "hour_entry"("academie_id", "school_year_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "certification_hour_entry_id_key" ON "certification"("hour_entry_id");

-- CreateIndex
CREATE INDEX "rate_row_channel_corps_grade_idx" ON "rate_row"("channel", "corps", "grade");

-- CreateIndex
CREATE UNIQUE INDEX "pay_statement_number_key" ON "pay_statement"("number");

-- CreateIndex
CREATE UNIQUE INDEX "pay_statement_academie_id_month_channel_key" ON "pay_statement"("academie_id", "month", "channel");

-- CreateIndex
CREATE INDEX "statement_event_statement_id_idx" ON "statement_event"("statement_id");

-- CreateIndex
CREATE INDEX "pay_line_hour_entry_id_idx" ON "pay_line"("hour_entry_id");

-- CreateIndex
CREATE INDEX "pay_line_mission_id_idx" ON "pay_line"("mission_id");

-- CreateIndex
CREATE UNIQUE INDEX "pay_line_statement_id_hour_entry_id_key" ON "pay_line"("statement_id", "hour_entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "allocation_key_exercise_programme_academie_id_key" ON "allocation_key"("exercise", "programme", "academie_id");

-- CreateIndex
CREATE UNIQUE INDEX "allocation_code_key" ON "allocation"("code");

-- CreateIndex
CREATE INDEX "envelope_place_id_exercise_idx" ON "envelope"("place_id", "exercise");

-- CreateIndex
CREATE UNIQUE INDEX "envelope_allocation_id_programme_place_id_key" ON "envelope"("allocation_id", "programme", "place_id");

-- CreateIndex
CREATE UNIQUE INDEX "envelope_entry_source_key_key" ON "envelope_entry"("source_key");

-- CreateIndex
CREATE INDEX "envelope_entry_envelope_id_idx" ON "envelope_entry"("envelope_id");

-- CreateIndex
CREATE INDEX "envelope_entry_commitment_id_idx" ON "envelope_entry"("commitment_id");

-- CreateIndex
CREATE INDEX "commitment_envelope_id_idx" ON "commitment"("envelope_id");

-- CreateIndex
CREATE UNIQUE INDEX "commitment_cohort_id_nature_key" ON "commitment"("cohort_id", "nature");

-- CreateIndex
CREATE UNIQUE INDEX "mail_key_key" ON "mail"("key");

-- CreateIndex
CREATE INDEX "mail_to_person_id_idx" ON "mail"("to_person_id");

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_message_mail_key_key" ON "mailbox_message"("mail_key");

-- CreateIndex
CREATE INDEX "mailbox_message_to_email_idx" ON "mailbox_message"("to_email");

-- CreateIndex
CREATE INDEX "audit_event_subject_subject_id_idx" ON "audit_event"("subject", "subject_id");

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school" ADD CONSTRAINT "school_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "career" ADD CONSTRAINT "career_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "http_session" ADD CONSTRAINT "http_session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "competence" ADD CONSTRAINT "competence_framework_id_fkey" FOREIGN KEY ("framework_id") REFERENCES "framework"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school_holiday" ADD CONSTRAINT "school_holiday_school_year_id_fkey" FOREIGN KEY ("school_year_id") REFERENCES "school_year"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "path_version" ADD CONSTRAINT "path_version_path_id_fkey" FOREIGN KEY ("path_id") REFERENCES "path"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage" ADD CONSTRAINT "stage_path_version_id_fkey" FOREIGN KEY ("path_version_id") REFERENCES "path_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_competence" ADD CONSTRAINT "stage_competence_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_competence" ADD CONSTRAINT "stage_competence_competence_id_fkey" FOREIGN KEY ("competence_id") REFERENCES "competence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mission" ADD CONSTRAINT "mission_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mission" ADD CONSTRAINT "mission_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mission" ADD CONSTRAINT "mission_school_year_id_fkey" FOREIGN KEY ("school_year_id") REFERENCES "school_year"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mission_letter" ADD CONSTRAINT "mission_letter_mission_id_fkey" FOREIGN KEY ("mission_id") REFERENCES "mission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mission_fact" ADD CONSTRAINT "mission_fact_mission_id_fkey" FOREIGN KEY ("mission_id") REFERENCES "mission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_opening" ADD CONSTRAINT "channel_opening_academie_id_fkey" FOREIGN KEY ("academie_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_path_version_id_fkey" FOREIGN KEY ("path_version_id") REFERENCES "path_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_school_year_id_fkey" FOREIGN KEY ("school_year_id") REFERENCES "school_year"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_referent_id_fkey" FOREIGN KEY ("referent_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_mission_id_fkey" FOREIGN KEY ("mission_id") REFERENCES "mission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_event" ADD CONSTRAINT "enrolment_event_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seance" ADD CONSTRAINT "seance_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seance" ADD CONSTRAINT "seance_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance_sheet" ADD CONSTRAINT "attendance_sheet_seance_id_fkey" FOREIGN KEY ("seance_id") REFERENCES "seance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "attendance_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_correction_id_fkey" FOREIGN KEY ("correction_id") REFERENCES "attendance_correction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance_receipt" ADD CONSTRAINT "attendance_receipt_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "attendance_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance_correction" ADD CONSTRAINT "attendance_correction_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "attendance_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance_correction" ADD CONSTRAINT "attendance_correction_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_update" ADD CONSTRAINT "scenario_update_scenario_id_fkey" FOREIGN KEY ("scenario_id") REFERENCES "scenario"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_snapshot" ADD CONSTRAINT "scenario_snapshot_scenario_id_fkey" FOREIGN KEY ("scenario_id") REFERENCES "scenario"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_academie_id_fkey" FOREIGN KEY ("academie_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_seance_id_fkey" FOREIGN KEY ("seance_id") REFERENCES "seance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "attendance_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_mission_id_fkey" FOREIGN KEY ("mission_id") REFERENCES "mission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "hour_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booked_interval" ADD CONSTRAINT "booked_interval_hour_entry_id_fkey" FOREIGN KEY ("hour_entry_id") REFERENCES "hour_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certification" ADD CONSTRAINT "certification_hour_entry_id_fkey" FOREIGN KEY ("hour_entry_id") REFERENCES "hour_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_statement" ADD CONSTRAINT "pay_statement_academie_id_fkey" FOREIGN KEY ("academie_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_event" ADD CONSTRAINT "statement_event_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "pay_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_line" ADD CONSTRAINT "pay_line_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "pay_statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_line" ADD CONSTRAINT "pay_line_mission_id_fkey" FOREIGN KEY ("mission_id") REFERENCES "mission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_line" ADD CONSTRAINT "pay_line_hour_entry_id_fkey" FOREIGN KEY ("hour_entry_id") REFERENCES "hour_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_line" ADD CONSTRAINT "pay_line_rate_row_id_fkey" FOREIGN KEY ("rate_row_id") REFERENCES "rate_row"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation_key" ADD CONSTRAINT "allocation_key_academie_id_fkey" FOREIGN KEY ("academie_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_allocation_id_fkey" FOREIGN KEY ("allocation_id") REFERENCES "allocation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope_entry" ADD CONSTRAINT "envelope_entry_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope_entry" ADD CONSTRAINT "envelope_entry_commitment_id_fkey" FOREIGN KEY ("commitment_id") REFERENCES "commitment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_mission_id_fkey" FOREIGN KEY ("mission_id") REFERENCES "mission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
