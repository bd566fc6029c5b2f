CREATE TABLE "cycle_agreement" (
	"team_id" text NOT NULL,
	"number" integer NOT NULL,
	"agreed" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cycle_agreement_team_id_number_pk" PRIMARY KEY("team_id","number")
);
--> statement-breakpoint
ALTER TABLE "cycle" ADD COLUMN "next_days" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "own_free" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cycle_agreement" ADD CONSTRAINT "cycle_agreement_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_agreement" ADD CONSTRAINT "cycle_agreement_changed_by_user_account_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;