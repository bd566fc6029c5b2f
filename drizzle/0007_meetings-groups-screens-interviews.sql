CREATE TABLE "calendar_feed" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"team_id" text,
	"secret_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_feed_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "group_yield" (
	"group_id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"author_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interview" (
	"id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"moment" text NOT NULL,
	"interviewer_id" text,
	"question" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "meeting_agenda" (
	"meeting_id" text PRIMARY KEY NOT NULL,
	"blocks" jsonb NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_group" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_group_member" (
	"meeting_id" text NOT NULL,
	"user_id" text NOT NULL,
	"group_id" text NOT NULL,
	CONSTRAINT "meeting_group_member_meeting_id_user_id_pk" PRIMARY KEY("meeting_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_success" (
	"meeting_id" text NOT NULL,
	"user_id" text NOT NULL,
	"trajectory_id" text,
	"wrapped_key" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_success_meeting_id_user_id_pk" PRIMARY KEY("meeting_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "note_left_out" (
	"session_id" text NOT NULL,
	"unit" text NOT NULL,
	"note_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "note_left_out_session_id_unit_note_id_pk" PRIMARY KEY("session_id","unit","note_id")
);
--> statement-breakpoint
CREATE TABLE "session_screen" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"code" text,
	"device" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"session_id" text,
	"paired_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "session_screen_secretHash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "session_screen_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "changes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "mode" text DEFAULT 'in-person' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "talk_link" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "group_id" text;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "meeting_letters" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_yield" ADD CONSTRAINT "group_yield_group_id_meeting_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."meeting_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_yield" ADD CONSTRAINT "group_yield_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_yield" ADD CONSTRAINT "group_yield_author_id_user_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview" ADD CONSTRAINT "interview_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview" ADD CONSTRAINT "interview_interviewer_id_user_account_id_fk" FOREIGN KEY ("interviewer_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_agenda" ADD CONSTRAINT "meeting_agenda_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group" ADD CONSTRAINT "meeting_group_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group_member" ADD CONSTRAINT "meeting_group_member_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group_member" ADD CONSTRAINT "meeting_group_member_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group_member" ADD CONSTRAINT "meeting_group_member_group_id_meeting_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."meeting_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_success" ADD CONSTRAINT "meeting_success_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_success" ADD CONSTRAINT "meeting_success_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_success" ADD CONSTRAINT "meeting_success_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_left_out" ADD CONSTRAINT "note_left_out_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_screen" ADD CONSTRAINT "session_screen_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_screen" ADD CONSTRAINT "session_screen_paired_by_user_account_id_fk" FOREIGN KEY ("paired_by") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_feed_user" ON "calendar_feed" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_moment" ON "interview" USING btree ("trajectory_id","moment");--> statement-breakpoint
CREATE INDEX "interview_interviewer" ON "interview" USING btree ("interviewer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_group_number" ON "meeting_group" USING btree ("meeting_id","number");--> statement-breakpoint
CREATE INDEX "meeting_group_member_group" ON "meeting_group_member" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "session_screen_session" ON "session_screen" USING btree ("session_id");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_group_id_meeting_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."meeting_group"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_group" ON "session" USING btree ("group_id");