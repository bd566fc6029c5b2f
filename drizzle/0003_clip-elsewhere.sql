CREATE TABLE "clip_elsewhere" (
	"clip_id" text PRIMARY KEY NOT NULL,
	"shown_at" timestamp with time zone,
	"wiped_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "clip_elsewhere" ADD CONSTRAINT "clip_elsewhere_clip_id_clip_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clip"("id") ON DELETE cascade ON UPDATE no action;