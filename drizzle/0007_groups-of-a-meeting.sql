CREATE TABLE "group_yield" (
	"group_id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"author_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
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
ALTER TABLE "session" ADD COLUMN "group_id" text;--> statement-breakpoint
ALTER TABLE "group_yield" ADD CONSTRAINT "group_yield_group_id_meeting_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."meeting_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_yield" ADD CONSTRAINT "group_yield_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_yield" ADD CONSTRAINT "group_yield_author_id_user_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_agenda" ADD CONSTRAINT "meeting_agenda_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group" ADD CONSTRAINT "meeting_group_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group_member" ADD CONSTRAINT "meeting_group_member_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group_member" ADD CONSTRAINT "meeting_group_member_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_group_member" ADD CONSTRAINT "meeting_group_member_group_id_meeting_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."meeting_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_success" ADD CONSTRAINT "meeting_success_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_success" ADD CONSTRAINT "meeting_success_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_success" ADD CONSTRAINT "meeting_success_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_group_number" ON "meeting_group" USING btree ("meeting_id","number");--> statement-breakpoint
CREATE INDEX "meeting_group_member_group" ON "meeting_group_member" USING btree ("group_id");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_group_id_meeting_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."meeting_group"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_group" ON "session" USING btree ("group_id");