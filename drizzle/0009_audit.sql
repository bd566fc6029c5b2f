CREATE TABLE "audit_entry" (
	"nr" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entry_nr_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"object_kind" text,
	"object_id" text,
	"child_id" text,
	"about_id" text,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"number" bigint NOT NULL,
	"at" timestamp with time zone PRIMARY KEY NOT NULL,
	"line" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_link" (
	"number" bigint PRIMARY KEY NOT NULL,
	"entry_nr" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_link_entryNr_unique" UNIQUE("entry_nr")
);
--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entry_actor" ON "audit_entry" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "audit_entry_object" ON "audit_entry" USING btree ("object_id","kind","at");--> statement-breakpoint
CREATE INDEX "audit_entry_child" ON "audit_entry" USING btree ("child_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_about" ON "audit_entry" USING btree ("about_id","at");