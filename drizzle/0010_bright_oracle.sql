CREATE TABLE "guardian_visit" (
	"id" text PRIMARY KEY NOT NULL,
	"link_id" text NOT NULL,
	"may_give" boolean DEFAULT false NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "guardian_visit" ADD CONSTRAINT "guardian_visit_link_id_guardian_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."guardian_link"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guardian_visit_link" ON "guardian_visit" USING btree ("link_id");