CREATE TABLE "note_left_out" (
	"session_id" text NOT NULL,
	"unit" text NOT NULL,
	"note_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "note_left_out_session_id_unit_note_id_pk" PRIMARY KEY("session_id","unit","note_id")
);
--> statement-breakpoint
ALTER TABLE "note_left_out" ADD CONSTRAINT "note_left_out_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;