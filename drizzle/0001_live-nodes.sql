CREATE TABLE "live_node" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"slot" integer NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"draining" boolean DEFAULT false NOT NULL,
	CONSTRAINT "live_node_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "session_owner" (
	"session_id" text PRIMARY KEY NOT NULL,
	"node_id" text,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session_owner" ADD CONSTRAINT "session_owner_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;