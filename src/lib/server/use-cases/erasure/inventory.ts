// Longer than most: every place where anything is kept, in one list that is read from top to bottom.
import { eq, inArray, like, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '$lib/server/db/connection';
import { eraseClosingOf, eraseNotesOf } from '$lib/server/db/erase-notes';
import { clip, docClient, docRemoval, docSnapshot, docUpdate, session } from '$lib/server/db/schema';
import type { ChildFile } from '$lib/domain/child-file';

/** One child in one cycle, and everything that is known by an id of its own. */
export interface ChildIds {
	trajectoryId: string;
	clips: string[];
	sessions: string[];
}

/**
 * [ER8] What one place holds of a child, how it goes and what of it a parent gets. A new table or store that does not say
 * so here fails the tests.
 */
export type Shelf =
	/** Nothing of a child lies there. */
	| { nothing: string }
	| {
			/** Its rows hang on another table's by a reference that removes them with it, or they are removed by hand. */
			goesWith: string | null;
			erase?: (tx: Db, child: ChildIds) => Promise<unknown>;
			/** The part of the file for a parent that it is told in, or why it is not told. */
			told: keyof ChildFile | { not: string };
	  };

const withIts = (table: string, told: Extract<Shelf, { told: unknown }>['told']): Shelf => ({ goesWith: table, told });
const byHand = (
	erase: (tx: Db, child: ChildIds) => Promise<unknown>,
	told: Extract<Shelf, { told: unknown }>['told']
): Shelf => ({ goesWith: null, erase, told });

const ofPeople = 'about a member of staff, never about a child';
const ofMeetings = 'about a meeting or a team, and names no child';
const howItWorks = 'ids that serve the working of the table, without a word';
const ownWork = 'working notes of the teacher about her own part, which she shared with nobody';

const ofSessions = (column: PgColumn, { sessions }: ChildIds): SQL =>
	// an id is base64url: nothing in it means anything to "like" but the underscore; without a session there is nothing
	or(...sessions.map((id) => like(column, `session/${id.replaceAll('_', '\\_')}/%`))) ?? sql`false`;

/** Tables by their name in the schema, stores beside the database by a name with a dash. */
export const inventory: Record<string, Shelf> = {
	school: { nothing: ofMeetings },
	userAccount: { nothing: ofPeople },
	authSession: { nothing: ofPeople },
	signInTry: { nothing: ofPeople },
	signInQuestion: { nothing: ofPeople },
	passkey: { nothing: ofPeople },
	authenticator: { nothing: ofPeople },
	recoveryCode: { nothing: ofPeople },
	knownBrowser: { nothing: ofPeople },
	factorReset: { nothing: ofPeople },
	schoolLogin: { nothing: ofPeople },
	schoolLoginWait: { nothing: ofPeople },
	invitation: { nothing: ofPeople },
	team: { nothing: ofMeetings },
	teamMember: { nothing: ofPeople },
	cycle: { nothing: ofMeetings },
	cycleAgreement: { nothing: ofMeetings },
	cyclePath: { nothing: ofPeople },
	meeting: { nothing: ofMeetings },
	meetingGuest: { nothing: ofPeople },
	meetingFacilitator: { nothing: ofPeople },
	meetingDuty: { nothing: ofMeetings },
	meetingAgenda: { nothing: ofMeetings },
	meetingGroup: { nothing: ofMeetings },
	meetingGroupMember: { nothing: ofPeople },
	groupYield: byHand((tx, { trajectoryId }) => eraseClosingOf(tx, trajectoryId), 'notes'),
	meetingSuccess: withIts('trajectory', {
		not: 'what a member of staff is glad about; it goes with the child because it may be about it'
	}),
	reminderLetter: { nothing: ofPeople },
	reminderGiven: { nothing: 'a reason names a meeting and no child' },
	calendarFeed: { nothing: ofPeople },
	pushDevice: { nothing: ofPeople },
	pushKey: { nothing: ofPeople },
	ownText: { nothing: 'texts of a method, about nobody' },
	coverRequest: { nothing: ofPeople },
	tip: { nothing: 'for colleagues, without a child' },

	trajectory: { goesWith: null, told: 'beginnings' },
	guardian: withIts('trajectory', { not: 'that there is a parent, and in which language she reads; no name' }),
	guardianLink: withIts('guardian', { not: 'hashes of links that parents have themselves' }),
	guardianVisit: withIts('guardianLink', { not: 'that a parent has her page open, for minutes' }),
	expertAsked: withIts('trajectory', { not: 'about whom the parents were asked, which they read then' }),
	consentForm: withIts('trajectory', { not: 'a photo of the form on paper, of which the parents have the paper' }),
	consentAnswer: withIts('trajectory', 'answers'),
	playSlot: withIts('trajectory', 'practice'),
	briefContact: withIts('trajectory', 'practice'),
	logParcel: withIts('trajectory', { not: 'numbers of parcels that were received, without what was in them' }),
	interview: withIts('trajectory', { not: ownWork }),
	planEntry: withIts('trajectory', 'plan'),
	planVersion: withIts('planEntry', { not: ownWork }),

	clip: withIts('trajectory', 'clips'),
	clipElsewhere: withIts('clip', 'clips'),
	clipMark: withIts('clip', { not: ownWork }),
	clipCaption: withIts('clip', 'clips'),
	helpRequest: withIts('clip', 'help'),
	breakGlass: withIts('clip', {
		not: 'why two people of the school opened a clip in an emergency; that they did is in the views'
	}),

	session: withIts('trajectory', 'sessions'),
	sessionEvent: withIts('session', { not: 'in which order a group went through its rounds' }),
	sessionNote: byHand((tx, { trajectoryId }) => eraseNotesOf(tx, trajectoryId), 'notes'),
	noteLeftOut: withIts('session', { not: 'which notes nobody reads any more' }),
	sessionScreen: withIts('session', { not: howItWorks }),
	sessionOwner: withIts('session', { not: howItWorks }),
	docUpdate: byHand((tx, child) => tx.delete(docUpdate).where(ofSessions(docUpdate.doc, child)), 'notes'),
	docSnapshot: byHand((tx, child) => tx.delete(docSnapshot).where(ofSessions(docSnapshot.doc, child)), 'notes'),
	docClient: byHand((tx, child) => tx.delete(docClient).where(ofSessions(docClient.doc, child)), {
		not: howItWorks
	}),
	docRemoval: byHand((tx, { sessions }) => tx.delete(docRemoval).where(inArray(docRemoval.sessionId, sessions)), {
		not: 'words that were taken away from a table, kept so that they can be put back'
	}),
	liveNode: { nothing: howItWorks },

	auditEntry: { nothing: 'ids and numbers, which belong to nobody once a child is erased; gone after twelve months' },
	auditLink: { nothing: 'numbers and hashes of the log' },
	auditHead: { nothing: 'numbers and hashes of the log' },
	auditNotice: { nothing: 'who is told of what happened with an account' },
	erasure: { nothing: 'ids of what was erased, which then belong to nobody' },
	clipToGo: { nothing: 'ids of clips whose bytes are being removed' },
	outboxLetter: { nothing: 'letters of the demo, which never name a child' },

	'clip-files': { goesWith: 'clip', told: { not: 'moving pictures are watched at school, on request' } },
	'clip-bucket': { goesWith: 'clip', told: { not: 'the same bytes in another place' } },
	'key-store': { goesWith: 'trajectory', told: { not: 'keys, and ids of what was erased' } },
	'browser-clips': {
		goesWith: 'clip',
		told: { not: 'what waits on a device is sealed under a key that hangs on the clip’s, and opens no more without it' }
	},
	'browser-words': {
		goesWith: 'trajectory',
		told: { not: 'unsent words on a device, sealed under a key that hangs on the child’s, for a day at most' }
	},
	'mail-letters': { nothing: 'letters name no child, and are not kept after they were sent' },
	'server-log': { nothing: 'numbers of errors and ids; never a text or a name' }
};

/** Everything that hangs on a trajectory by an id. */
export async function idsOf(db: Db, trajectoryId: string): Promise<ChildIds> {
	const clips = await db.select({ id: clip.id }).from(clip).where(eq(clip.trajectoryId, trajectoryId));
	const sessions = await db.select({ id: session.id }).from(session).where(eq(session.trajectoryId, trajectoryId));
	return { trajectoryId, clips: clips.map(({ id }) => id), sessions: sessions.map(({ id }) => id) };
}
