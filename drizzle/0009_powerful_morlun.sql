ALTER TABLE "plan_entry" ADD COLUMN "writing_id" text;--> statement-breakpoint
ALTER TABLE "plan_entry" ADD COLUMN "writing" "bytea";--> statement-breakpoint
ALTER TABLE "plan_version" ADD COLUMN "with_id" text;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_with_id_user_account_id_fk" FOREIGN KEY ("with_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;