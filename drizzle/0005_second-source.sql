ALTER TABLE "clip" ADD COLUMN "beside_of" text;--> statement-breakpoint
ALTER TABLE "clip" ADD COLUMN "offset_ms" integer;--> statement-breakpoint
ALTER TABLE "clip" ADD COLUMN "aligned_by" text;--> statement-breakpoint
ALTER TABLE "clip" ADD CONSTRAINT "clip_beside_of_clip_id_fk" FOREIGN KEY ("beside_of") REFERENCES "public"."clip"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "clip_beside" ON "clip" USING btree ("beside_of") WHERE "clip"."status" not in ('erased', 'failed');