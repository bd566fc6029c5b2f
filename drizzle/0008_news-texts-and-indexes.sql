CREATE TABLE "own_text" (
	"pack_id" text NOT NULL,
	"pack_version" integer NOT NULL,
	"place" text NOT NULL,
	"locale" text NOT NULL,
	"words" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "own_text_pack_id_pack_version_place_locale_pk" PRIMARY KEY("pack_id","pack_version","place","locale")
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "moved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "moved_by" text;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "news_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "own_text" ADD CONSTRAINT "own_text_changed_by_user_account_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_moved_by_user_account_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cycle_team" ON "cycle" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "help_request_asker" ON "help_request" USING btree ("asked_by","status");--> statement-breakpoint
CREATE INDEX "invitation_team" ON "invitation" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "session_cycle" ON "session" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "session_trajectory" ON "session" USING btree ("trajectory_id");--> statement-breakpoint
CREATE INDEX "session_presenter" ON "session" USING btree ("presenter_id");--> statement-breakpoint
CREATE INDEX "trajectory_teacher" ON "trajectory" USING btree ("teacher_id");