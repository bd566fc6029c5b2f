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
ALTER TABLE "plan_entry" ADD COLUMN "writer_id" text;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_entry_id_plan_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."plan_entry"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_by_id_user_account_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_number" ON "plan_version" USING btree ("entry_id","number");--> statement-breakpoint
ALTER TABLE "plan_entry" ADD CONSTRAINT "plan_entry_writer_id_user_account_id_fk" FOREIGN KEY ("writer_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_entry_writer" ON "plan_entry" USING btree ("writer_id");