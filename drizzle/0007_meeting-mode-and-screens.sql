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
ALTER TABLE "meeting" ADD COLUMN "mode" text DEFAULT 'in-person' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "talk_link" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "session_screen" ADD CONSTRAINT "session_screen_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_screen" ADD CONSTRAINT "session_screen_paired_by_user_account_id_fk" FOREIGN KEY ("paired_by") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_screen_session" ON "session_screen" USING btree ("session_id");