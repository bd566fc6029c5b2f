CREATE TABLE "doc_removal" (
	"id" text PRIMARY KEY NOT NULL,
	"doc" text NOT NULL,
	"session_id" text NOT NULL,
	"unit" text NOT NULL,
	"entry_id" text NOT NULL,
	"author_id" text NOT NULL,
	"removed_by" text NOT NULL,
	"typed_by" jsonb NOT NULL,
	"whole" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"sealed" "bytea" NOT NULL,
	"brought_back_by" text,
	"brought_back_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "doc_removal_session" ON "doc_removal" USING btree ("session_id","at");