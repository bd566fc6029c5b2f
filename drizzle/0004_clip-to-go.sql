CREATE TABLE "clip_to_go" (
	"clip_id" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
