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
CREATE TABLE "audit_notice" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"about_id" text NOT NULL,
	"href" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authenticator" (
	"user_id" text PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"secret" "bytea" NOT NULL,
	"last_step" integer DEFAULT 0 NOT NULL,
	"confirmed_at" timestamp with time zone,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "break_glass" (
	"id" text PRIMARY KEY NOT NULL,
	"clip_id" text NOT NULL,
	"trajectory_id" text NOT NULL,
	"reason" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "consent_form" (
	"id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" text PRIMARY KEY NOT NULL,
	"what" text NOT NULL,
	"of" text NOT NULL,
	"key_id" text,
	"at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "expert_asked" (
	"trajectory_id" text NOT NULL,
	"expert_id" text NOT NULL,
	"organisation" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "expert_asked_trajectory_id_expert_id_pk" PRIMARY KEY("trajectory_id","expert_id")
);
--> statement-breakpoint
CREATE TABLE "factor_reset" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"agreed_by" text,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "guardian" (
	"id" text PRIMARY KEY NOT NULL,
	"trajectory_id" text NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"language" text DEFAULT 'nl' NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guardian_link" (
	"id" text PRIMARY KEY NOT NULL,
	"guardian_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"code_tries" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "guardian_link_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "guardian_visit" (
	"id" text PRIMARY KEY NOT NULL,
	"link_id" text NOT NULL,
	"may_give" boolean DEFAULT false NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_browser" (
	"hash" text NOT NULL,
	"user_id" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "known_browser_hash_user_id_pk" PRIMARY KEY("hash","user_id")
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "push_device" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"address" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_key" (
	"id" text PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "school_login" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "school_login_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "school_login_wait" (
	"hash" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email_hash" text NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_question" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" text,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clip" ALTER COLUMN "title" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "consent_answer" ALTER COLUMN "recorded_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "help_request" ALTER COLUMN "question" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "stage" text DEFAULT 'in' NOT NULL;--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "proven_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "proof_hash" text;--> statement-breakpoint
ALTER TABLE "clip" ADD COLUMN "sealed_title" "bytea";--> statement-breakpoint
ALTER TABLE "clip" ADD COLUMN "sealed_card" "bytea";--> statement-breakpoint
ALTER TABLE "clip_mark" ADD COLUMN "sealed_note" "bytea";--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "guardian_id" text;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "expert_id" text;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "by" text DEFAULT 'spot' NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "text_version" integer;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "text_language" text;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "text_hash" text;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "form_day" text;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD COLUMN "form_id" text;--> statement-breakpoint
ALTER TABLE "help_request" ADD COLUMN "sealed_question" "bytea";--> statement-breakpoint
ALTER TABLE "help_request" ADD COLUMN "sealed_answer" "bytea";--> statement-breakpoint
ALTER TABLE "log_parcel" ADD COLUMN "said" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_entry" ADD COLUMN "writing_id" text;--> statement-breakpoint
ALTER TABLE "plan_entry" ADD COLUMN "writing" "bytea";--> statement-breakpoint
ALTER TABLE "plan_version" ADD COLUMN "with_id" text;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "grace_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "keep_weeks" integer DEFAULT 6 NOT NULL;--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "sealed_reason" "bytea";--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "sealed_nature" "bytea";--> statement-breakpoint
ALTER TABLE "trajectory" ADD COLUMN "key_spent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "grace_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user_account" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_notice" ADD CONSTRAINT "audit_notice_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_notice" ADD CONSTRAINT "audit_notice_about_id_user_account_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authenticator" ADD CONSTRAINT "authenticator_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_clip_id_clip_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clip"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_asked_by_user_account_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_answered_by_user_account_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_form" ADD CONSTRAINT "consent_form_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_asked" ADD CONSTRAINT "expert_asked_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_asked" ADD CONSTRAINT "expert_asked_expert_id_user_account_id_fk" FOREIGN KEY ("expert_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_reset" ADD CONSTRAINT "factor_reset_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_reset" ADD CONSTRAINT "factor_reset_asked_by_user_account_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_reset" ADD CONSTRAINT "factor_reset_agreed_by_user_account_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardian" ADD CONSTRAINT "guardian_trajectory_id_trajectory_id_fk" FOREIGN KEY ("trajectory_id") REFERENCES "public"."trajectory"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardian_link" ADD CONSTRAINT "guardian_link_guardian_id_guardian_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."guardian"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardian_link" ADD CONSTRAINT "guardian_link_created_by_user_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardian_visit" ADD CONSTRAINT "guardian_visit_link_id_guardian_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."guardian_link"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_browser" ADD CONSTRAINT "known_browser_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_device" ADD CONSTRAINT "push_device_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_login" ADD CONSTRAINT "school_login_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_question" ADD CONSTRAINT "sign_in_question_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entry_actor" ON "audit_entry" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "audit_entry_object" ON "audit_entry" USING btree ("object_id","kind","at");--> statement-breakpoint
CREATE INDEX "audit_entry_child" ON "audit_entry" USING btree ("child_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_about" ON "audit_entry" USING btree ("about_id","at");--> statement-breakpoint
CREATE INDEX "audit_notice_user" ON "audit_notice" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "break_glass_asked" ON "break_glass" USING btree ("asked_by","clip_id");--> statement-breakpoint
CREATE INDEX "break_glass_clip" ON "break_glass" USING btree ("clip_id");--> statement-breakpoint
CREATE INDEX "consent_form_trajectory" ON "consent_form" USING btree ("trajectory_id");--> statement-breakpoint
CREATE INDEX "erasure_open" ON "erasure" USING btree ("at") WHERE "erasure"."done_at" is null;--> statement-breakpoint
CREATE INDEX "factor_reset_user" ON "factor_reset" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "guardian_number" ON "guardian" USING btree ("trajectory_id","kind","number");--> statement-breakpoint
CREATE INDEX "guardian_link_guardian" ON "guardian_link" USING btree ("guardian_id");--> statement-breakpoint
CREATE INDEX "guardian_visit_link" ON "guardian_visit" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "passkey_user" ON "passkey" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "push_device_user" ON "push_device" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "recovery_code_user" ON "recovery_code" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "school_login_user" ON "school_login" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "consent_answer" ADD CONSTRAINT "consent_answer_guardian_id_guardian_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."guardian"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD CONSTRAINT "consent_answer_expert_id_user_account_id_fk" FOREIGN KEY ("expert_id") REFERENCES "public"."user_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_answer" ADD CONSTRAINT "consent_answer_form_id_consent_form_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."consent_form"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_with_id_user_account_id_fk" FOREIGN KEY ("with_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;