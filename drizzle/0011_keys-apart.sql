CREATE TABLE "erasure" (
	"id" text PRIMARY KEY NOT NULL,
	"what" text NOT NULL,
	"of" text NOT NULL,
	"key_id" text,
	"at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "clip" ALTER COLUMN "title" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "help_request" ALTER COLUMN "question" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "clip" ADD COLUMN "sealed_title" "bytea";--> statement-breakpoint
ALTER TABLE "clip" ADD COLUMN "sealed_card" "bytea";--> statement-breakpoint
ALTER TABLE "clip_mark" ADD COLUMN "sealed_note" "bytea";--> statement-breakpoint
ALTER TABLE "help_request" ADD COLUMN "sealed_question" "bytea";--> statement-breakpoint
ALTER TABLE "help_request" ADD COLUMN "sealed_answer" "bytea";--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "keep_weeks" integer DEFAULT 6 NOT NULL;--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "sealed_reason" "bytea";--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "key_spent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "erasure_open" ON "erasure" USING btree ("at") WHERE "erasure"."done_at" is null;