CREATE TABLE "clip_caption" (
	"id" text PRIMARY KEY NOT NULL,
	"clip_id" text NOT NULL,
	"from_ms" integer NOT NULL,
	"to_ms" integer NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session_note" ADD COLUMN "drawing" "bytea";--> statement-breakpoint
ALTER TABLE "clip_caption" ADD CONSTRAINT "clip_caption_clip_id_clip_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clip"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clip_caption_clip" ON "clip_caption" USING btree ("clip_id","from_ms");