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
ALTER TABLE "interview" ADD CONSTRAINT "interview_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview" ADD CONSTRAINT "interview_interviewer_id_user_account_id_fk" FOREIGN KEY ("interviewer_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "interview_moment" ON "interview" USING btree ("trajectory_id","moment");--> statement-breakpoint
CREATE INDEX "interview_interviewer" ON "interview" USING btree ("interviewer_id");