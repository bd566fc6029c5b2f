// Longer than the house likes: one file is the whole memory of the school, read from top to bottom.
import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	customType,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import type { Agreements } from '$lib/domain/agreements';
import type { GlassReason, NoticeKind } from '$lib/domain/break-glass';
import type { ClipFacts } from '$lib/domain/clip-facts';
import type { ParentsContact } from '$lib/domain/parents-contact';
import type { AnsweredBy, ConsentScope, ConsentState } from '$lib/domain/consent';
import type { MeetingMode } from '$lib/domain/meeting-mode';
import type { CyclePath } from '$lib/domain/cycle-path';
import type { Duty } from '$lib/domain/duties';
import type { GuardianKind } from '$lib/domain/guardian';
import type { Reminding } from '$lib/domain/reminding';
import type { CoverStatus, DayPart, SchoolYears, Weekday } from '$lib/domain/practice';
import type { TeamRole } from '$lib/domain/roles';
import type { SignInStage } from '$lib/domain/second-factor';
import type { OwnFreeDays, Region } from '$lib/domain/school-holidays';
import type { AlignedBy } from '$lib/domain/second-source';
import type { InterviewMoment } from '$lib/engine/interview';
import type { StoredBlock } from '$lib/engine/agenda';
import type { EventBody } from '$lib/engine/session';

/** Bytes: PGlite answers Uint8Array, postgres-js a Buffer; both are read as Uint8Array. */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
	dataType: () => 'bytea',
	toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
	fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
});
const moment = () => timestamp({ withTimezone: true, mode: 'date' });
const ms = () => integer();

/** One school (one board) per installation. */
export const school = pgTable('school', {
	id: text().primaryKey(),
	name: text().notNull(),
	/** True only for the invented demo school; demo mode refuses any other. */
	demo: boolean().notNull().default(false),
	/** Whose holidays it has; null until somebody chose. */
	region: text().$type<Region>(),
	/** What it has free besides those. */
	ownFree: jsonb().$type<OwnFreeDays[]>().notNull().default([]),
	/** How many days somebody may still come in with a password alone [A5]; 0 is at once. */
	graceDays: integer().notNull().default(14),
	/** How many weeks after the cycle's last meeting a clip is kept [ER9]. */
	keepWeeks: integer().notNull().default(6),
	/** Whom parents can turn to [PP11]; null until somebody said so. */
	parentsContact: jsonb().$type<ParentsContact>(),
	createdAt: moment().notNull()
});

export const userAccount = pgTable(
	'user_account',
	{
		id: text().primaryKey(),
		email: text().notNull(),
		name: text().notNull(),
		/** Shown under the name, such as "groep 3". */
		about: text().notNull().default(''),
		locale: text().$type<'nl' | 'en'>().notNull().default('nl'),
		passwordHash: text().notNull(),
		/** Wants an invitation by mail when a meeting is planned, moved or called off. */
		meetingLetters: boolean().notNull().default(true),
		/** How she wants to be reminded of what is hers to do [RD3]. */
		reminders: text().$type<Reminding>().notNull().default('mail'),
		/** May invite anybody and open teams; has no right to any clip (SECURITY 2.1). */
		admin: boolean().notNull().default(false),
		/** Up to when she has seen what happened [TD5]; null: she never looked. */
		newsSeenAt: moment(),
		/** When she was first told to set up a second factor [A5]; null: not yet. */
		graceFrom: moment(),
		createdAt: moment().notNull(),
		/** An admin keeps her out for now [A10]; what is hers stays. */
		suspendedAt: moment(),
		closedAt: moment()
	},
	(t) => [uniqueIndex('user_account_email').on(t.email)]
);

/** Sign-ins. `id` is the SHA-256 of what the cookie holds. */
export const authSession = pgTable(
	'auth_session',
	{
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		/** Idle limit: moved forward by use. */
		expiresAt: moment().notNull(),
		/** Absolute limit: never moved. */
		endsAt: moment().notNull(),
		device: text().notNull().default(''),
		startedAt: moment(),
		/** [A1] Who is only half in opens nothing but the second step, or the page where she sets one up. */
		stage: text().$type<SignInStage>().notNull().default('in'),
		/** When she last proved here that it is she [A7], and the hash of what her browser got for it; null: by signing in. */
		provenAt: moment(),
		proofHash: text()
	},
	(t) => [index('auth_session_user').on(t.userId)]
);

/** [A2] A key on a device of hers. Nothing here opens anything: the private half never leaves the device. */
export const passkey = pgTable(
	'passkey',
	{
		/** The credential's own id, base64url. */
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		name: text().notNull(),
		publicKey: bytes().notNull(),
		/** How often it was used, as it says; one that goes back was copied. */
		counter: bigint({ mode: 'number' }).notNull(),
		transports: jsonb().$type<string[]>().notNull().default([]),
		createdAt: moment().notNull(),
		usedAt: moment()
	},
	(t) => [index('passkey_user').on(t.userId)]
);

/** [A3] An authenticator app. The secret it shares with us is sealed under a key of its own. */
export const authenticator = pgTable('authenticator', {
	userId: text()
		.primaryKey()
		.references(() => userAccount.id, { onDelete: 'cascade' }),
	wrappedKey: bytes().notNull(),
	secret: bytes().notNull(),
	/** The half minute of the last code that was used: it and those before it are used up. */
	lastStep: integer().notNull().default(0),
	/** Null until she entered a first code: then it counts. */
	confirmedAt: moment(),
	usedAt: moment()
});

/** [A4] Codes on paper, for when everything else is lost. Only hashes; one that was used is gone. */
export const recoveryCode = pgTable(
	'recovery_code',
	{
		hash: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		createdAt: moment().notNull()
	},
	(t) => [index('recovery_code_user').on(t.userId)]
);

/** What a passkey is asked to answer: once, within minutes. Only its hash. */
export const signInQuestion = pgTable('sign_in_question', {
	hash: text().primaryKey(),
	/** Whose answer it must be; null before anybody is known. */
	userId: text().references(() => userAccount.id, { onDelete: 'cascade' }),
	endsAt: moment().notNull()
});

/** [A15] Somebody as the school's own provider knows her; her address there does not matter any more. */
export const schoolLogin = pgTable(
	'school_login',
	{
		issuer: text().notNull(),
		subject: text().notNull(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		createdAt: moment().notNull(),
		usedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.issuer, t.subject] }), uniqueIndex('school_login_user').on(t.userId)]
);

/** [A15] Somebody the provider sent whom nobody connected yet: until she signed in as she used to, minutes at most. */
export const schoolLoginWait = pgTable('school_login_wait', {
	/** Of what her browser holds. */
	hash: text().primaryKey(),
	issuer: text().notNull(),
	subject: text().notNull(),
	/** Of her address there, which is hers to know: it is compared and never read. */
	emailHash: text().notNull(),
	endsAt: moment().notNull()
});

/** [A13] A browser in which somebody signed in before: what strangers guess elsewhere does not hold her up there. */
export const knownBrowser = pgTable(
	'known_browser',
	{
		hash: text().notNull(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		usedAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.hash, t.userId] })]
);

/** [A18] Two people let somebody in who lost her second factor: who asked for it, and who agreed. */
export const factorReset = pgTable(
	'factor_reset',
	{
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		askedBy: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		askedAt: moment().notNull(),
		agreedBy: text().references(() => userAccount.id, { onDelete: 'cascade' }),
		/** When it may be done: at once, or a day later for an admin. */
		dueAt: moment(),
		doneAt: moment(),
		withdrawnAt: moment()
	},
	(t) => [index('factor_reset_user').on(t.userId)]
);

/** Failed sign-ins per e-mail address and per network address (both hashed), for slowing down guessing. */
export const signInTry = pgTable('sign_in_try', { key: text().notNull(), at: moment().notNull() }, (t) => [
	index('sign_in_try_key').on(t.key, t.at)
]);

/** A one-time link: the first set-up of a school, or an invitation to a team. Only the hash of the secret is kept. */
export const invitation = pgTable(
	'invitation',
	{
		id: text().primaryKey(),
		secretHash: text().notNull().unique(),
		kind: text().$type<'setup' | 'team' | 'password' | 'meeting'>().notNull(),
		teamId: text().references(() => team.id, { onDelete: 'cascade' }),
		/** For `meeting`: which one its guest comes to. */
		meetingId: text().references((): AnyPgColumn => meeting.id, { onDelete: 'cascade' }),
		/** For `password`: whose account. */
		userId: text().references(() => userAccount.id, { onDelete: 'cascade' }),
		email: text().notNull().default(''),
		roles: jsonb().$type<TeamRole[]>().notNull().default([]),
		invitedBy: text().references(() => userAccount.id),
		createdAt: moment().notNull(),
		expiresAt: moment().notNull(),
		usedAt: moment(),
		withdrawnAt: moment()
	},
	(t) => [index('invitation_team').on(t.teamId)]
);

/** A professional learning community (PLG). */
export const team = pgTable('team', { id: text().primaryKey(), name: text().notNull(), createdAt: moment().notNull() });

export const teamMember = pgTable(
	'team_member',
	{
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		roles: jsonb().$type<TeamRole[]>().notNull(),
		joinedAt: moment().notNull(),
		/** Left the team: rights end at once, trajectories are closed, nothing is deleted (R10). */
		leftAt: moment(),
		/** Away for a while [PC1]: nothing is expected of her and no right changes. Why is nobody's business. */
		pausedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.userId] }), index('team_member_user').on(t.userId)]
);

export const cycle = pgTable(
	'cycle',
	{
		id: text().primaryKey(),
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		/** First, second… cycle of this team. */
		number: integer().notNull(),
		packId: text().notNull(),
		packVersion: integer().notNull(),
		startedBy: text()
			.notNull()
			.references(() => userAccount.id),
		createdAt: moment().notNull(),
		closedAt: moment(),
		/** Days put down for the cycle after this one, "2027-03-02": a plan nobody is told of yet. */
		nextDays: jsonb().$type<string[]>().notNull().default([])
	},
	(t) => [index('cycle_team').on(t.teamId)]
);

/** How a team agreed to hold one of its cycles (R24): made between two cycles, before the second one is there. */
export const cycleAgreement = pgTable(
	'cycle_agreement',
	{
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		/** Of which cycle: its number in this team. */
		number: integer().notNull(),
		agreed: jsonb().$type<Agreements>().notNull(),
		changedBy: text()
			.notNull()
			.references(() => userAccount.id),
		changedAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.number] })]
);

export const meeting = pgTable(
	'meeting',
	{
		id: text().primaryKey(),
		cycleId: text()
			.notNull()
			.references(() => cycle.id, { onDelete: 'cascade' }),
		number: integer().notNull(),
		/** Id of the meeting in the pack, for its title and what follows it. */
		planId: text().notNull(),
		startsAt: moment().notNull(),
		minutes: integer().notNull(),
		place: text().notNull().default(''),
		/** How often it was changed: calendars take an event with a higher number for the newer one. */
		changes: integer().notNull().default(0),
		/** When its day or hour was moved last, and by whom: who comes is told [TD4]. Null: as it was planned. */
		movedAt: moment(),
		movedBy: text().references(() => userAccount.id),
		/** How people come together; may change on the day (R16). */
		mode: text().$type<MeetingMode>().notNull().default('in-person'),
		/** Where people talk who are not in one room: an address of the school's own tool, empty for none. */
		talkLink: text().notNull().default('')
	},
	(t) => [uniqueIndex('meeting_number').on(t.cycleId, t.number)]
);

/** Somebody who is not of the team comes to one meeting [PC7]. By this row alone she sees dates, and no clip. */
export const meetingGuest = pgTable(
	'meeting_guest',
	{
		meetingId: text()
			.notNull()
			.references(() => meeting.id, { onDelete: 'cascade' }),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		invitedBy: text()
			.notNull()
			.references(() => userAccount.id),
		joinedAt: moment().notNull(),
		endedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.meetingId, t.userId] }), index('meeting_guest_user').on(t.userId)]
);

/** Who facilitates one meeting, beside those whose role it is in the whole team (R8) [PC12]. */
export const meetingFacilitator = pgTable(
	'meeting_facilitator',
	{
		meetingId: text()
			.notNull()
			.references(() => meeting.id, { onDelete: 'cascade' }),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' })
	},
	(t) => [primaryKey({ columns: [t.meetingId, t.userId] })]
);

/** A duty of the lead's for one meeting, once somebody took it over or it was done (R13); without a row it is the lead's. */
export const meetingDuty = pgTable(
	'meeting_duty',
	{
		meetingId: text()
			.notNull()
			.references(() => meeting.id, { onDelete: 'cascade' }),
		duty: text().$type<Duty>().notNull(),
		/** Null: whoever leads. */
		holderId: text().references(() => userAccount.id, { onDelete: 'set null' }),
		doneAt: moment()
	},
	(t) => [primaryKey({ columns: [t.meetingId, t.duty] })]
);

/** How somebody takes part in one cycle, where that is not the usual way [PC5]. */
export const cyclePath = pgTable(
	'cycle_path',
	{
		cycleId: text()
			.notNull()
			.references(() => cycle.id, { onDelete: 'cascade' }),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		path: text().$type<CyclePath>().notNull(),
		at: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.cycleId, t.userId] })]
);

/** A day on which somebody had her letter of reminders, or on which one is on its way [RD5]. */
export const reminderLetter = pgTable(
	'reminder_letter',
	{
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		/** "2026-11-12", in the school's time zone. */
		day: text().notNull(),
		at: moment().notNull(),
		/** The mail server said no: nothing was told, and from then on it may be tried again. */
		tryAgainAt: moment()
	},
	(t) => [primaryKey({ columns: [t.userId, t.day] })]
);

/** [RD11] A browser that somebody wants to be reminded on. `id` is the SHA-256 of where its messages go. */
export const pushDevice = pgTable(
	'push_device',
	{
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		/** Such as "Firefox, Linux". */
		name: text().notNull(),
		wrappedKey: bytes().notNull(),
		/** Sealed: whoever knows it could tell the device things. */
		address: bytes().notNull(),
		createdAt: moment().notNull()
	},
	(t) => [index('push_device_user').on(t.userId)]
);

/** The one key by which push services know this school, wrapped as all keys are. */
export const pushKey = pgTable('push_key', { id: text().primaryKey(), wrappedKey: bytes().notNull() });

/** What somebody was reminded of: never again of the same [RD4]. The reason names a meeting and no child. */
export const reminderGiven = pgTable(
	'reminder_given',
	{
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		reason: text().notNull(),
		at: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.userId, t.reason] })]
);

/**
 * A link under which somebody's own calendar reads the meetings of her teams, or of one. Only the hash of its secret is
 * kept; every reading asks anew what she may see.
 */
export const calendarFeed = pgTable(
	'calendar_feed',
	{
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		/** Null: all her teams. */
		teamId: text().references(() => team.id, { onDelete: 'cascade' }),
		secretHash: text().notNull().unique(),
		createdAt: moment().notNull()
	},
	(t) => [index('calendar_feed_user').on(t.userId)]
);

/** How the lead laid a meeting out; without a row it is as the method says (R3, R18). */
export const meetingAgenda = pgTable('meeting_agenda', {
	meetingId: text()
		.primaryKey()
		.references(() => meeting.id, { onDelete: 'cascade' }),
	blocks: jsonb().$type<StoredBlock[]>().notNull(),
	/** One more at every change: who looked at an older one changes nothing. */
	version: integer().notNull()
});

/** A pair or small group of one meeting (R19). */
export const meetingGroup = pgTable(
	'meeting_group',
	{
		id: text().primaryKey(),
		meetingId: text()
			.notNull()
			.references(() => meeting.id, { onDelete: 'cascade' }),
		number: integer().notNull()
	},
	(t) => [uniqueIndex('meeting_group_number').on(t.meetingId, t.number)]
);

/** Who is in it: of one meeting, everybody in one group at most. */
export const meetingGroupMember = pgTable(
	'meeting_group_member',
	{
		meetingId: text()
			.notNull()
			.references(() => meeting.id, { onDelete: 'cascade' }),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		groupId: text()
			.notNull()
			.references(() => meetingGroup.id, { onDelete: 'cascade' })
	},
	(t) => [primaryKey({ columns: [t.meetingId, t.userId] }), index('meeting_group_member_group').on(t.groupId)]
);

/** The one line a group brings back at the closing (R21), sealed under the key of the child it watched, and gone with it. */
export const groupYield = pgTable('group_yield', {
	groupId: text()
		.primaryKey()
		.references(() => meetingGroup.id, { onDelete: 'cascade' }),
	trajectoryId: text()
		.notNull()
		.references(() => trajectory.id, { onDelete: 'cascade' }),
	authorId: text()
		.notNull()
		.references(() => userAccount.id),
	sealed: bytes().notNull(),
	changedAt: moment().notNull()
});

/** What somebody is glad about, in one line (R77), sealed under a key of its own. */
export const meetingSuccess = pgTable(
	'meeting_success',
	{
		meetingId: text()
			.notNull()
			.references(() => meeting.id, { onDelete: 'cascade' }),
		userId: text()
			.notNull()
			.references(() => userAccount.id),
		/** The writer's own child, about whom it may be: gone with it. Null for whoever has none. */
		trajectoryId: text().references(() => trajectory.id, { onDelete: 'cascade' }),
		wrappedKey: bytes().notNull(),
		sealed: bytes().notNull(),
		at: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.meetingId, t.userId] })]
);

/**
 * A text of a method in the school's own words (Q5), in one language. It belongs to one version of the method: the next
 * one comes with its own texts. Plain text, about nobody.
 */
export const ownText = pgTable(
	'own_text',
	{
		packId: text().notNull(),
		packVersion: integer().notNull(),
		/** Which text of the pack, as `textsOf` names it. */
		place: text().notNull(),
		locale: text().$type<'nl' | 'en'>().notNull(),
		words: text().notNull(),
		changedBy: text()
			.notNull()
			.references(() => userAccount.id),
		changedAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.packId, t.packVersion, t.place, t.locale] })]
);

/** One teacher with one target child in one cycle. The child is an alias or initial, never a user (R25-R28, R38). */
export const trajectory = pgTable(
	'trajectory',
	{
		id: text().primaryKey(),
		cycleId: text()
			.notNull()
			.references(() => cycle.id, { onDelete: 'cascade' }),
		teacherId: text()
			.notNull()
			.references(() => userAccount.id),
		alias: text().notNull(),
		/** Why this child, in terms of contact: a sealed text [ER7]. */
		reason: bytes('sealed_reason'),
		/** From before it was sealed; emptied at the start. */
		oldReason: text('reason').notNull().default(''),
		/** [TC6] What it is about in one word, for the team alone: sealed under the key below. */
		sealedNature: bytes(),
		/** Data key of everything written about this child: its half of it, the other one is in the key store. */
		wrappedKey: bytes().notNull(),
		/** Something sealed under this key was erased: what stays gets another key, and this one is destroyed [ER5]. */
		keySpent: boolean().notNull().default(false),
		/** Lower or middle years: which contexts come first; null while nobody said so. */
		years: text().$type<SchoolYears>(),
		/** The same child in an earlier cycle. A fresh start [TC2]: nothing but the alias came along. */
		againOf: text().references((): AnyPgColumn => trajectory.id, { onDelete: 'set null' }),
		createdAt: moment().notNull(),
		closedAt: moment(),
		closedWhy: text().$type<'another-child' | 'finished' | 'left'>()
	},
	(t) => [
		index('trajectory_cycle').on(t.cycleId, t.teacherId),
		index('trajectory_teacher').on(t.teacherId),
		// [TC1] also when two devices choose at once
		uniqueIndex('trajectory_running')
			.on(t.cycleId, t.teacherId)
			.where(sql`${t.closedAt} is null`)
	]
);

/** When in the week a teacher means to play with her child (R39). */
export const playSlot = pgTable(
	'play_slot',
	{
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		/** 1 is Monday. */
		weekday: integer().$type<Weekday>().notNull(),
		part: text().$type<DayPart>().notNull()
	},
	(t) => [primaryKey({ columns: [t.trajectoryId, t.weekday, t.part] })]
);

/**
 * A short contact moment, logged with one tap: apart from play moments, and never added to them (R41). `sealed` holds its
 * context under the trajectory's key; of a moment with another child nothing is kept but that it was (R48).
 */
export const briefContact = pgTable(
	'brief_contact',
	{
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		at: moment().notNull(),
		otherChild: boolean().notNull(),
		sealed: bytes()
	},
	(t) => [index('brief_contact_trajectory').on(t.trajectoryId, t.at)]
);

/**
 * What was received from a log: a parcel that comes again changes nothing, also when its moment was changed or taken away
 * since [PR4]. Of what was in it nothing is kept. Nobody can open it after `keptDays`; then this goes too.
 */
export const logParcel = pgTable(
	'log_parcel',
	{
		/** SHA-256 of the parcel as it was sealed; of a moment that came unsealed only a number. */
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		/** The id that the device gave the moment. */
		momentId: text().notNull(),
		/** Which wording of the moment it was, by the device's own count; 0 where it did not say. */
		said: integer().notNull().default(0),
		at: moment().notNull()
	},
	(t) => [index('log_parcel_moment').on(t.trajectoryId, t.momentId)]
);

/** "Could you take my group for ten minutes?" (R44). Nothing of a child stands in it. */
export const coverRequest = pgTable(
	'cover_request',
	{
		id: text().primaryKey(),
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		askedBy: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		askedOf: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		at: moment().notNull(),
		minutes: integer().notNull(),
		status: text().$type<CoverStatus>().notNull(),
		createdAt: moment().notNull(),
		answeredAt: moment()
	},
	(t) => [index('cover_request_of').on(t.askedOf, t.at), index('cover_request_by').on(t.askedBy, t.at)]
);

/** A tip of one colleague for all others, between lower and middle years (R46). No child in it. */
export const tip = pgTable(
	'tip',
	{
		id: text().primaryKey(),
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		authorId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		/** For whom it is. */
		years: text().$type<SchoolYears>().notNull(),
		text: text().notNull(),
		createdAt: moment().notNull()
	},
	(t) => [index('tip_team').on(t.teamId, t.createdAt)]
);

/**
 * Who says yes or no for a child [CN2]. Of what she answers, only what stands in `consent_answer` is kept; her name is
 * nowhere.
 */
export const guardian = pgTable(
	'guardian',
	{
		id: text().primaryKey(),
		/** The newest trajectory with her child: her yes is about this one, her no about every one of the child [TC5]. */
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		kind: text().$type<GuardianKind>().notNull(),
		/** Tells two of a kind apart. */
		number: integer().notNull(),
		/** In which she reads the page and the letter. */
		language: text().notNull().default('nl'),
		createdAt: moment().notNull()
	},
	(t) => [uniqueIndex('guardian_number').on(t.trajectoryId, t.kind, t.number)]
);

/**
 * A link under which a guardian answers without an account. Of its secret and of the code only hashes are kept: the link
 * is enough for a no, a yes asks the code as well (SECURITY C5).
 */
export const guardianLink = pgTable(
	'guardian_link',
	{
		id: text().primaryKey(),
		guardianId: text()
			.notNull()
			.references(() => guardian.id, { onDelete: 'cascade' }),
		secretHash: text().notNull().unique(),
		codeHash: text().notNull(),
		/** Wrong codes so far. */
		codeTries: integer().notNull().default(0),
		createdBy: text()
			.notNull()
			.references(() => userAccount.id),
		createdAt: moment().notNull(),
		expiresAt: moment().notNull(),
		revokedAt: moment()
	},
	(t) => [index('guardian_link_guardian').on(t.guardianId)]
);

/**
 * A browser in which a letter was opened, for half an hour [PP4]. Of its cookie only the hash is kept. It is no sign-in: it
 * opens one page, and a yes only after the code was entered in it.
 */
export const guardianVisit = pgTable(
	'guardian_visit',
	{
		/** SHA-256 of what the cookie holds. */
		id: text().primaryKey(),
		linkId: text()
			.notNull()
			.references(() => guardianLink.id, { onDelete: 'cascade' }),
		/** The code from school was entered. */
		mayGive: boolean().notNull().default(false),
		until: moment().notNull()
	},
	(t) => [index('guardian_visit_link').on(t.linkId)]
);

/** An expert about whom the parents of one child are asked [CN4], under the organisation they read. */
export const expertAsked = pgTable(
	'expert_asked',
	{
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		expertId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		organisation: text().notNull(),
		askedAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.trajectoryId, t.expertId] })]
);

/** A photo of a form on paper, as JPEG without notes, sealed under the trajectory's key; gone with the first no [CN7]. */
export const consentForm = pgTable(
	'consent_form',
	{
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		sealed: bytes().notNull(),
		at: moment().notNull()
	},
	(t) => [index('consent_form_trajectory').on(t.trajectoryId)]
);

/** Every answer that was ever given; the newest of each guardian to each question counts. */
export const consentAnswer = pgTable(
	'consent_answer',
	{
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		/** Null: the parents together, as it was before guardians were told apart. */
		guardianId: text().references(() => guardian.id, { onDelete: 'cascade' }),
		scope: text().$type<ConsentScope>().notNull(),
		/** For `expert`: about whom. Null in answers of before experts were named. */
		expertId: text().references(() => userAccount.id, { onDelete: 'cascade' }),
		state: text().$type<ConsentState>().notNull(),
		by: text().$type<AnsweredBy>().notNull().default('spot'),
		/** Null: the guardian herself, under her link. */
		recordedBy: text().references(() => userAccount.id),
		/** Which text she read: its version, its language, and a hash of the very words. */
		textVersion: integer(),
		textLanguage: text(),
		textHash: text(),
		/** The day on the paper form, "2026-11-12". */
		formDay: text(),
		formId: text().references(() => consentForm.id, { onDelete: 'set null' }),
		at: moment().notNull()
	},
	(t) => [index('consent_answer_trajectory').on(t.trajectoryId, t.scope, t.at)]
);

export type ClipStatus = 'sending' | 'checking' | 'converting' | 'ready' | 'failed' | 'erased';

export const clip = pgTable(
	'clip',
	{
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		ownerId: text()
			.notNull()
			.references(() => userAccount.id),
		/** What its owner calls it: a sealed text, under the clip's own key as long as it has one [ER7]. */
		title: bytes('sealed_title'),
		status: text().$type<ClipStatus>().notNull(),
		/** Refusal code when `failed`. */
		failure: text(),
		bytes: bigint({ mode: 'number' }).notNull(),
		/** Data key of the bytes, half of it; null once erased: what is left on disk is then noise. */
		wrappedKey: bytes(),
		facts: jsonb().$type<ClipFacts>(),
		fragmentFrom: ms(),
		fragmentTo: ms(),
		/** The clip card (R50), as JSON in a sealed text [ER7]. */
		card: bytes('sealed_card'),
		/** From before title and card were sealed; emptied at the start. */
		oldTitle: text('title').notNull().default(''),
		oldContext: text('context').notNull().default(''),
		oldReason: text('reason').notNull().default(''),
		oldGoal: text('goal').notNull().default(''),
		oldQuestion: text('question').notNull().default(''),
		oldSkills: jsonb('skills').$type<string[]>().notNull().default([]),
		createdAt: moment().notNull(),
		/** Erased after this moment unless kept longer (Q10). */
		keepUntil: moment().notNull(),
		/** A second source (R53): the clip of the same moment that it stands beside. It is nothing without that one. */
		besideOf: text().references((): AnyPgColumn => clip.id, { onDelete: 'cascade' }),
		/** Of a second source: how much later a moment stands in it than in its main clip, ms; null until that is known. */
		offsetMs: ms(),
		alignedBy: text().$type<AlignedBy>()
	},
	(t) => [
		index('clip_owner').on(t.ownerId),
		index('clip_trajectory').on(t.trajectoryId),
		// one beside a clip: two tabs that begin at once are not both right
		uniqueIndex('clip_beside')
			.on(t.besideOf)
			.where(sql`${t.status} not in ('erased', 'failed')`),
		// every page of a clip asks what stands beside it
		index('clip_second')
			.on(t.besideOf)
			.where(sql`${t.besideOf} is not null`)
	]
);

/**
 * A clip that was chosen from a device, where it may still be, for others to find (SECURITY F12): when its owner was
 * shown how to wipe it there, and when she said that she did. A clip that was filmed in the page has no such row.
 */
export const clipElsewhere = pgTable('clip_elsewhere', {
	clipId: text()
		.primaryKey()
		.references(() => clip.id, { onDelete: 'cascade' }),
	shownAt: moment(),
	wipedAt: moment()
});

/**
 * Clips whose key is destroyed and whose bytes must still go: written in the same transaction, and taken out when nothing
 * of them lies anywhere. It names no clip's row, because it must outlive that.
 */
export const clipToGo = pgTable('clip_to_go', { clipId: text().primaryKey(), since: moment().notNull() });

/**
 * What was erased for ever, by ids alone [ER4]: written in the transaction that erases, so that whatever stops the server
 * the key is destroyed afterwards. It names no row, because it must outlive them; the same stands in the key store.
 */
export const erasure = pgTable(
	'erasure',
	{
		id: text().primaryKey(),
		what: text().$type<'clip' | 'written' | 'child'>().notNull(),
		/** Of which clip or which trajectory. */
		of: text().notNull(),
		/** What the destroyed key was called in the key store; null for one that was whole in its row. */
		keyId: text(),
		at: moment().notNull(),
		/** When its key was destroyed. */
		doneAt: moment()
	},
	(t) => [
		index('erasure_open')
			.on(t.at)
			.where(sql`${t.doneAt} is null`)
	]
);

/** Private marks of the owner while watching alone (R51). */
export const clipMark = pgTable('clip_mark', {
	id: text().primaryKey(),
	clipId: text()
		.notNull()
		.references(() => clip.id, { onDelete: 'cascade' }),
	atMs: ms().notNull(),
	/** What she wrote at it: a sealed text under the clip's key [ER7]. */
	note: bytes('sealed_note'),
	/** From before it was sealed; emptied at the start. */
	oldNote: text('note').notNull().default(''),
	createdAt: moment().notNull()
});

/** What is said in a clip, a row for every line. The words are sealed under the clip's own key, and go with it. */
export const clipCaption = pgTable(
	'clip_caption',
	{
		id: text().primaryKey(),
		clipId: text()
			.notNull()
			.references(() => clip.id, { onDelete: 'cascade' }),
		fromMs: ms().notNull(),
		toMs: ms().notNull(),
		sealed: bytes().notNull()
	},
	(t) => [index('clip_caption_clip').on(t.clipId, t.fromMs)]
);

/** One clip on the table: the group works through one protocol with it. */
export const session = pgTable(
	'session',
	{
		id: text().primaryKey(),
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		cycleId: text()
			.notNull()
			.references(() => cycle.id, { onDelete: 'cascade' }),
		/** Null for an intervision the teachers start between meetings (R22). */
		meetingId: text().references(() => meeting.id, { onDelete: 'set null' }),
		/** The group whose session it is [G4]; null for a session of everybody. A group that began is never removed. */
		groupId: text().references(() => meetingGroup.id, { onDelete: 'set null' }),
		clipId: text()
			.notNull()
			.references(() => clip.id, { onDelete: 'cascade' }),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		presenterId: text()
			.notNull()
			.references(() => userAccount.id),
		packId: text().notNull(),
		packVersion: integer().notNull(),
		protocolId: text().notNull(),
		shownFrom: ms().notNull(),
		shownTo: ms().notNull(),
		fragmentFrom: ms().notNull(),
		fragmentTo: ms().notNull(),
		createdAt: moment().notNull(),
		/** Set by the `started` and `closed` events, for lists. */
		startedAt: moment(),
		closedAt: moment(),
		/** The presenter took the clip off the table (R32). */
		withdrawnAt: moment(),
		/** The presenter lets the guests of this meeting look along [PC8]; null: she does not. */
		guestsAt: moment()
	},
	(t) => [
		index('session_team').on(t.teamId),
		index('session_cycle').on(t.cycleId),
		index('session_clip').on(t.clipId),
		index('session_trajectory').on(t.trajectoryId),
		index('session_presenter').on(t.presenterId),
		index('session_meeting').on(t.meetingId),
		index('session_group').on(t.groupId)
	]
);

/** The history of a session; its state is always the replay of these rows. */
export const sessionEvent = pgTable(
	'session_event',
	{
		sessionId: text()
			.notNull()
			.references(() => session.id, { onDelete: 'cascade' }),
		seq: integer().notNull(),
		at: moment().notNull(),
		actorId: text().notNull(),
		body: jsonb().$type<EventBody>().notNull()
	},
	(t) => [primaryKey({ columns: [t.sessionId, t.seq] })]
);

/**
 * A browser that asked to be a big screen [BS1]. It is nobody: it has no account, and from the moment somebody entered
 * its code it shows one session and nothing else. Of its cookie only the hash is kept.
 */
export const sessionScreen = pgTable(
	'session_screen',
	{
		id: text().primaryKey(),
		secretHash: text().notNull().unique(),
		/** What it shows until somebody enters it; null from then on. Of no use to who may not pair. */
		code: text().unique(),
		/** "Firefox, Windows", for whoever looks which board is hers. */
		device: text().notNull().default(''),
		askedAt: moment().notNull(),
		/** Until paired: when the code ends. After that: when the screen ends by itself. */
		until: moment().notNull(),
		sessionId: text().references(() => session.id, { onDelete: 'cascade' }),
		/** Whose right it shows by, and under whose name the view log has it. */
		pairedBy: text().references(() => userAccount.id, { onDelete: 'cascade' }),
		endedAt: moment()
	},
	(t) => [index('session_screen_session').on(t.sessionId)]
);

/** Log of shared documents: what was accepted, sealed under the trajectory's key, in order. */
export const docUpdate = pgTable(
	'doc_update',
	{
		doc: text().notNull(),
		seq: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
		sealed: bytes().notNull()
	},
	(t) => [primaryKey({ columns: [t.doc, t.seq] })]
);

/** Merged state of a shared document up to and including `seq`. */
export const docSnapshot = pgTable('doc_snapshot', {
	doc: text().primaryKey(),
	seq: bigint({ mode: 'number' }).notNull(),
	sealed: bytes().notNull()
});

/** Which Yjs client ids a person used in a document: nobody else may write under them. */
export const docClient = pgTable(
	'doc_client',
	{ doc: text().notNull(), clientId: bigint({ mode: 'number' }).notNull(), userId: text().notNull() },
	(t) => [primaryKey({ columns: [t.doc, t.clientId] })]
);

/**
 * Words on a table that somebody else took away, as they stood before [L20]. `sealed` holds the entry as JSON under the
 * trajectory's key. No reference to the session: a row is written in one statement with updates of other sessions, and
 * may never be the reason that those fail.
 */
export const docRemoval = pgTable(
	'doc_removal',
	{
		id: text().primaryKey(),
		doc: text().notNull(),
		sessionId: text().notNull(),
		unit: text().notNull(),
		entryId: text().notNull(),
		/** Who put the entry on the table. */
		authorId: text().notNull(),
		removedBy: text().notNull(),
		/** Whose words they were. */
		typedBy: jsonb().$type<string[]>().notNull(),
		/** The whole entry went, not only words in it. */
		whole: boolean().notNull(),
		at: moment().notNull(),
		sealed: bytes().notNull(),
		broughtBackBy: text(),
		broughtBackAt: moment()
	},
	(t) => [index('doc_removal_session').on(t.sessionId, t.at)]
);

/**
 * A process that serves sessions, while it lives [L15]. Its life is two things: a lease it moves forward every second by
 * the database's own clock, and an advisory lock (`slot`) on a connection of its own, which PostgreSQL lets go the moment
 * the process dies. Both must hold. `id` is fresh at every start and after every lost lease: a lease that ran out never
 * comes back.
 */
export const liveNode = pgTable('live_node', {
	id: text().primaryKey(),
	/** What the operator calls it (NODE_NAME), and addresses in `/live/at/<name>`. */
	name: text().notNull().unique(),
	/** `all`, `web`, `live` or `worker`. */
	role: text().notNull(),
	slot: integer().notNull(),
	leaseUntil: moment().notNull(),
	/** It is handing its sessions over and takes no new ones. */
	draining: boolean().notNull().default(false)
});

/**
 * Which process holds a session, with all its documents. Kept with `nodeId` null when it is released: an epoch that went
 * back to 1 would let words of an earlier owner pass as those of the present one.
 */
export const sessionOwner = pgTable('session_owner', {
	sessionId: text()
		.primaryKey()
		.references(() => session.id, { onDelete: 'cascade' }),
	/** No reference: the row of a dead process may be swept. */
	nodeId: text(),
	/** One more at every change of hands. */
	epoch: bigint({ mode: 'number' }).notNull()
});

/** Readable rows of a session's table, projected from the document. Text is sealed under the trajectory's key. */
export const sessionNote = pgTable(
	'session_note',
	{
		sessionId: text()
			.notNull()
			.references(() => session.id, { onDelete: 'cascade' }),
		id: text().notNull(),
		unit: text().notNull(),
		authorId: text().notNull(),
		atMs: ms(),
		actor: text(),
		codes: jsonb().$type<string[]>().notNull(),
		ofId: text(),
		sealed: bytes().notNull(),
		/** What was drawn over the frame of this moment [L27], sealed in the same way; mostly nothing. */
		drawing: bytes(),
		changedAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.sessionId, t.unit, t.id] })]
);

/**
 * Notes that the presenter left out of the record [E10]: nobody reads them any more. The note itself stays under its
 * seal, so that leaving out can be undone, and goes when everything written about the child goes.
 */
export const noteLeftOut = pgTable(
	'note_left_out',
	{
		sessionId: text()
			.notNull()
			.references(() => session.id, { onDelete: 'cascade' }),
		unit: text().notNull(),
		noteId: text().notNull(),
		at: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.sessionId, t.unit, t.noteId] })]
);

export type PlanEntryKind = 'start' | 'play-moment' | 'clip' | 'session' | 'note' | 'parents' | 'end';

/**
 * The reflection plan of one trajectory, as the entries of a story. `sealed` holds the fields as JSON under the
 * trajectory's key; which fields belong to which kind stands in domain/plan.ts.
 */
export const planEntry = pgTable(
	'plan_entry',
	{
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		kind: text().$type<PlanEntryKind>().notNull(),
		/** When it happened, or is planned for. */
		at: moment().notNull(),
		sealed: bytes().notNull(),
		clipId: text().references(() => clip.id, { onDelete: 'set null' }),
		sessionId: text().references(() => session.id, { onDelete: 'set null' }),
		/** Null: only the owner reads it. Otherwise the team does too, by the owner's choice (R99). */
		sharedAt: moment(),
		/** Whoever the owner asked to write along in it. */
		writerId: text().references(() => userAccount.id),
		/** [LP11] Another one every time somebody is asked: what was typed under an earlier one fits nowhere any more. */
		writingId: text(),
		/** Its texts as a Yjs document while two write in them, sealed like the entry; null before anybody did. */
		writing: bytes(),
		createdAt: moment().notNull(),
		changedAt: moment().notNull()
	},
	(t) => [
		index('plan_entry_writer').on(t.writerId),
		index('plan_entry_trajectory').on(t.trajectoryId, t.at),
		uniqueIndex('plan_entry_session').on(t.trajectoryId, t.sessionId)
	]
);

/**
 * How an entry stood before: a row for every stretch of writing by one person. Sealed under the trajectory's key like the
 * entry itself, and gone with it.
 */
export const planVersion = pgTable(
	'plan_version',
	{
		id: text().primaryKey(),
		entryId: text()
			.notNull()
			.references(() => planEntry.id, { onDelete: 'cascade' }),
		byId: text()
			.notNull()
			.references(() => userAccount.id),
		/** [LP13] Whoever wrote in it at the same time. */
		withId: text().references(() => userAccount.id),
		/** Which one it is of this entry, from 1. */
		number: integer().notNull(),
		sealed: bytes().notNull(),
		/** From its first keystroke to its last. */
		begunAt: moment().notNull(),
		endedAt: moment().notNull()
	},
	(t) => [uniqueIndex('plan_version_number').on(t.entryId, t.number)]
);

/**
 * A reflection interview about one child: one at the beginning of a trajectory, one at its end. The notes are the
 * interviewed teacher's own; whoever interviews reads and writes along until it has ended.
 */
export const interview = pgTable(
	'interview',
	{
		id: text().primaryKey(),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		moment: text().$type<InterviewMoment>().notNull(),
		/** Null: she goes through the questions by herself. */
		interviewerId: text().references(() => userAccount.id),
		/** Id of the question they are at. */
		question: text().notNull(),
		/** Answers by question, as JSON under the trajectory's key. */
		sealed: bytes().notNull(),
		startedAt: moment().notNull(),
		endedAt: moment()
	},
	(t) => [
		uniqueIndex('interview_moment').on(t.trajectoryId, t.moment),
		index('interview_interviewer').on(t.interviewerId)
	]
);

export type HelpStatus = 'asked' | 'accepted' | 'proposed' | 'declined' | 'withdrawn' | 'ended';

/** Expert on call: a question on one clip or one session, and the access that comes with it (R111, R112). */
export const helpRequest = pgTable(
	'help_request',
	{
		id: text().primaryKey(),
		teamId: text()
			.notNull()
			.references(() => team.id, { onDelete: 'cascade' }),
		askedBy: text()
			.notNull()
			.references(() => userAccount.id),
		expertId: text()
			.notNull()
			.references(() => userAccount.id),
		clipId: text()
			.notNull()
			.references(() => clip.id, { onDelete: 'cascade' }),
		/** Null: the question is about the clip alone. */
		sessionId: text().references(() => session.id, { onDelete: 'cascade' }),
		/** A sealed text under the clip's key, like the answer [ER7]. */
		question: bytes('sealed_question'),
		status: text().$type<HelpStatus>().notNull(),
		/** The expert's words with an acceptance, another proposal or a decline. */
		answer: bytes('sealed_answer'),
		/** From before both were sealed; emptied at the start. */
		oldQuestion: text('question').notNull().default(''),
		oldAnswer: text('answer').notNull().default(''),
		/** The moment asked for, or proposed instead. */
		meetAt: moment(),
		/** Access ends here by itself; checked at every request on server time. */
		accessUntil: moment(),
		createdAt: moment().notNull(),
		answeredAt: moment()
	},
	(t) => [
		index('help_request_expert').on(t.expertId, t.status),
		index('help_request_asker').on(t.askedBy, t.status),
		index('help_request_clip').on(t.clipId)
	]
);

/**
 * The log of views and rights [AU1]: ids and numbers, no name and no text. Rows are only ever added; a trigger refuses the
 * rest (audit-guard.ts). It refers to nothing, because it outlives what it is about.
 */
export const auditEntry = pgTable(
	'audit_entry',
	{
		/** In the order of writing, with gaps; the order that is proven is that of `auditLink`. */
		nr: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		at: moment().notNull(),
		kind: text().notNull(),
		actor: text().notNull(),
		role: text().notNull(),
		objectKind: text(),
		objectId: text(),
		childId: text(),
		aboutId: text(),
		facts: jsonb().$type<Record<string, string | number | boolean>>().notNull()
	},
	(t) => [
		index('audit_entry_at').on(t.at),
		index('audit_entry_actor').on(t.actor, t.at),
		index('audit_entry_object').on(t.objectId, t.kind, t.at),
		index('audit_entry_child').on(t.childId, t.at),
		index('audit_entry_about').on(t.aboutId, t.at)
	]
);

/** The chain over it [AU2]: without gaps, each hash over the one before and its entry. */
export const auditLink = pgTable('audit_link', {
	number: bigint({ mode: 'number' }).primaryKey(),
	/** Of `auditEntry`; of the last link before a log that was shortened, the entry is gone. */
	entryNr: bigint({ mode: 'number' }).notNull().unique(),
	hash: bytes().notNull()
});

/** Signed heads as they were sent off [AU3]. Those that count lie elsewhere. */
export const auditHead = pgTable('audit_head', {
	number: bigint({ mode: 'number' }).notNull(),
	at: moment().primaryKey(),
	/** The line as it was sent. */
	line: text().notNull()
});

/** What somebody is told that is hers to know about the safety of clips [AU9]: under the bell, and by letter. No content. */
export const auditNotice = pgTable(
	'audit_notice',
	{
		id: text().primaryKey(),
		userId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		kind: text().$type<NoticeKind>().notNull(),
		at: moment().notNull(),
		/** Whose account it is about. */
		aboutId: text()
			.notNull()
			.references(() => userAccount.id, { onDelete: 'cascade' }),
		/** Where it leads to. */
		href: text().notNull()
	},
	(t) => [index('audit_notice_user').on(t.userId, t.at)]
);

/**
 * One clip opened in an emergency, by two people [AU10]. The words of the reason are sealed under the child's key, and all
 * of it goes with the child; what stays of it is in the log.
 */
export const breakGlass = pgTable(
	'break_glass',
	{
		id: text().primaryKey(),
		clipId: text()
			.notNull()
			.references(() => clip.id, { onDelete: 'cascade' }),
		trajectoryId: text()
			.notNull()
			.references(() => trajectory.id, { onDelete: 'cascade' }),
		reason: text().$type<GlassReason>().notNull(),
		sealed: bytes().notNull(),
		askedBy: text()
			.notNull()
			.references(() => userAccount.id),
		askedAt: moment().notNull(),
		/** Whoever confirmed or refused it. */
		answeredBy: text().references(() => userAccount.id),
		answeredAt: moment(),
		/** Null: not confirmed. Checked at every request on server time. */
		endsAt: moment(),
		endedAt: moment()
	},
	(t) => [index('break_glass_asked').on(t.askedBy, t.clipId), index('break_glass_clip').on(t.clipId)]
);

/** Letters, where no mail server is set (demo and development only). */
export const outboxLetter = pgTable('outbox_letter', {
	id: text().primaryKey(),
	to: text().notNull(),
	subject: text().notNull(),
	body: text().notNull(),
	at: moment().notNull()
});
