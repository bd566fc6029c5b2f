CREATE TABLE "brief_contact" (
	"id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"other_child" boolean NOT NULL,
	"sealed" "bytea"
);
--> statement-breakpoint
CREATE TABLE "cover_request" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_of" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "cycle_agreement" (
	"team_id" text NOT NULL,
	"number" integer NOT NULL,
	"agreed" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cycle_agreement_team_id_number_pk" PRIMARY KEY("team_id","number")
);
--> statement-breakpoint
CREATE TABLE "cycle_path" (
	"cycle_id" text NOT NULL,
	"user_id" text NOT NULL,
	"path" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "cycle_path_cycle_id_user_id_pk" PRIMARY KEY("cycle_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "log_parcel" (
	"id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_duty" (
	"meeting_id" text NOT NULL,
	"duty" text NOT NULL,
	"holder_id" text,
	"done_at" timestamp with time zone,
	CONSTRAINT "meeting_duty_meeting_id_duty_pk" PRIMARY KEY("meeting_id","duty")
);
--> statement-breakpoint
CREATE TABLE "meeting_facilitator" (
	"meeting_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "meeting_facilitator_meeting_id_user_id_pk" PRIMARY KEY("meeting_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_guest" (
	"meeting_id" text NOT NULL,
	"user_id" text NOT NULL,
	"invited_by" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "meeting_guest_meeting_id_user_id_pk" PRIMARY KEY("meeting_id","user_id")
);
--> statement-breakpoint
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
CREATE TABLE "plan_version" (
	"id" text PRIMARY KEY NOT NULL,
	"entry_id" text NOT NULL,
	"by_id" text NOT NULL,
	"number" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "play_slot" (
	"trajectory_id" text NOT NULL,
	"weekday" integer NOT NULL,
	"part" text NOT NULL,
	CONSTRAINT "play_slot_trajectory_id_weekday_part_pk" PRIMARY KEY("trajectory_id","weekday","part")
);
--> statement-breakpoint
CREATE TABLE "reminder_given" (
	"user_id" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_given_user_id_reason_pk" PRIMARY KEY("user_id","reason")
);
--> statement-breakpoint
CREATE TABLE "reminder_letter" (
	"user_id" text NOT NULL,
	"day" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"try_again_at" timestamp with time zone,
	CONSTRAINT "reminder_letter_user_id_day_pk" PRIMARY KEY("user_id","day")
);
--> statement-breakpoint
CREATE TABLE "tip" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"author_id" text NOT NULL,
	"years" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cycle" ADD COLUMN "next_days" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "meeting_id" text;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "moved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "moved_by" text;--> statement-breakpoint
ALTER TABLE "plan_entry" ADD COLUMN "writer_id" text;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "own_free" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "guests_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "team_member" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "years" text;--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "again_of" text;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "reminders" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "news_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "brief_contact" ADD CONSTRAINT "brief_contact_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_request" ADD CONSTRAINT "cover_request_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_request" ADD CONSTRAINT "cover_request_asked_by_user_account_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_request" ADD CONSTRAINT "cover_request_asked_of_user_account_id_fk" FOREIGN KEY ("asked_of") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_agreement" ADD CONSTRAINT "cycle_agreement_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_agreement" ADD CONSTRAINT "cycle_agreement_changed_by_user_account_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_path" ADD CONSTRAINT "cycle_path_cycle_id_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_path" ADD CONSTRAINT "cycle_path_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_parcel" ADD CONSTRAINT "log_parcel_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_duty" ADD CONSTRAINT "meeting_duty_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_duty" ADD CONSTRAINT "meeting_duty_holder_id_user_account_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."user_account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_facilitator" ADD CONSTRAINT "meeting_facilitator_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_facilitator" ADD CONSTRAINT "meeting_facilitator_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_guest" ADD CONSTRAINT "meeting_guest_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_guest" ADD CONSTRAINT "meeting_guest_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_guest" ADD CONSTRAINT "meeting_guest_invited_by_user_account_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_text" ADD CONSTRAINT "own_text_changed_by_user_account_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_entry_id_plan_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."plan_entry"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_by_id_user_account_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "play_slot" ADD CONSTRAINT "play_slot_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_given" ADD CONSTRAINT "reminder_given_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_letter" ADD CONSTRAINT "reminder_letter_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip" ADD CONSTRAINT "tip_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip" ADD CONSTRAINT "tip_author_id_user_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brief_contact_trajectory" ON "brief_contact" USING btree ("trajectory_id","at");--> statement-breakpoint
CREATE INDEX "cover_request_of" ON "cover_request" USING btree ("asked_of","at");--> statement-breakpoint
CREATE INDEX "cover_request_by" ON "cover_request" USING btree ("asked_by","at");--> statement-breakpoint
CREATE INDEX "log_parcel_moment" ON "log_parcel" USING btree ("trajectory_id","moment_id");--> statement-breakpoint
CREATE INDEX "meeting_guest_user" ON "meeting_guest" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_number" ON "plan_version" USING btree ("entry_id","number");--> statement-breakpoint
CREATE INDEX "tip_team" ON "tip" USING btree ("team_id","created_at");--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_moved_by_user_account_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_entry" ADD CONSTRAINT "plan_entry_writer_id_user_account_id_fk" FOREIGN KEY ("writer_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_again_of_trajectory_id_fk" FOREIGN KEY ("again_of") REFERENCES "public"."trajectory"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cycle_team" ON "cycle" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "help_request_asker" ON "help_request" USING btree ("asked_by","status");--> statement-breakpoint
CREATE INDEX "invitation_team" ON "invitation" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "plan_entry_writer" ON "plan_entry" USING btree ("writer_id");--> statement-breakpoint
CREATE INDEX "session_cycle" ON "session" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "session_trajectory" ON "session" USING btree ("trajectory_id");--> statement-breakpoint
CREATE INDEX "session_presenter" ON "session" USING btree ("presenter_id");--> statement-breakpoint
CREATE INDEX "trajectory_teacher" ON "trajectory" USING btree ("teacher_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trajectory_running" ON "trajectory" USING btree ("cycle_id","teacher_id") WHERE "trajectory"."closed_at" is null;