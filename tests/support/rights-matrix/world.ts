// Longer than the house likes: one school with one of everything, written down row by row.
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { ClipFacts } from '../../../src/lib/domain/clip-facts';
import { yes } from '../../../src/lib/domain/outcome';
import type { SignInStage } from '../../../src/lib/domain/second-factor';
import type { TeamRole } from '../../../src/lib/domain/roles';
import { textsOf } from '../../../src/lib/engine/pack-texts';
import { packOf } from '../../../src/lib/methods';
import { hashPassword } from '../../../src/lib/server/auth/passwords';
import { codeAt, stepAt } from '../../../src/lib/server/auth/authenticator-codes';
import { wideGateOf } from '../../../src/lib/server/auth/gate';
import { openSignIns } from '../../../src/lib/server/auth/sign-ins';
import type { Db } from '../../../src/lib/server/db/connection';
import { keysInMemory } from '../../../src/lib/server/db/key-store';
import * as t from '../../../src/lib/server/db/schema';
import { openVault } from '../../../src/lib/server/db/vault';
import { keepQuestion } from '../../../src/lib/server/db/second-factor';
import { addPasskey } from '../../../src/lib/server/use-cases/accounts/passkeys';
import { hashSecret } from '../../../src/lib/server/use-cases/people/link-secret';
import type { ClipFiles, Needs } from '../../../src/lib/server/use-cases/needs';
import type { House } from '../../../src/lib/server/house';
import { makeKey } from '../software-key';
import { castDay, openTestHouse } from '../test-needs';

/** Who asks. Marit's child is the one that everything is about; her team is the Onderbouw. */
export const subjects = {
	'nobody signed in': null,
	'a sign-in of another installation': null,
	'somebody whose account is closed': 'gesloten',
	'somebody who is kept out': 'opzij',
	// [A1] her password was right; her second step is to come, or she must set one up first
	'the owner, half in': null,
	'the lead, half in': null,
	'the owner': 'marit',
	'a colleague': 'kees',
	'a colleague in another group': 'sofie',
	'whoever interviews and writes along': 'lieke',
	'the lead': 'noor',
	'a facilitator': 'fred',
	'an expert who is asked': 'eva',
	'an expert who helps': 'anke',
	'an expert whose time is over': 'emma',
	'an expert of another team': 'otto',
	'a guest of the team': 'gerda',
	'a guest of this meeting': 'bert',
	'a guest of another meeting': 'berta',
	'a big screen': null,
	'a parent by her letter': null,
	'a parent of another child': null,
	'a parent whose letter was taken back': null,
	'somebody who left': 'vertrokken',
	'a teacher of another team': 'petra',
	'the lead of another team': 'vreemd',
	'the admin': 'els'
} as const satisfies Record<string, string | null>;
export type Subject = keyof typeof subjects;

/** Who is half in, and how far. */
const halfIn = {
	'the owner, half in': ['marit', 'second'],
	'the lead, half in': ['noor', 'setup']
} as const satisfies Partial<Record<Subject, readonly [string, SignInStage]>>;
/** Whose account it is, also of who is not in yet. */
export const accountOf = (who: Subject): string | null =>
	subjects[who] ?? (who in halfIn ? halfIn[who as keyof typeof halfIn][0] : null);

const day = 86_400_000;
const ago = (days: number) => new Date(castDay.getTime() - days * day);

interface Standing {
	/** Which routes can answer otherwise because of it. */
	touches: RegExp;
	lay(db: Db): Promise<unknown>;
}
const aboutChild = /\[(clip|trajectory|session|request|interview)\]|clips\/new|meetings\/\[meeting\]$/;
const aboutSession = /\[(session|request)\]|\[clip\]$|media|visits|meetings\/\[meeting\]$/;
const consent = (state: 'withdrawn', db: Db) =>
	db.insert(t.consentAnswer).values({
		...{ id: 'withdrawn', trajectoryId: 'marit-j', scope: 'team' as const, state, recordedBy: 'marit', at: castDay }
	});
const clipIs = (more: Partial<typeof t.clip.$inferInsert>) => (db: Db) =>
	db.update(t.clip).set(more).where(eq(t.clip.id, 'clip-j'));
const sessionIs = (more: Partial<typeof t.session.$inferInsert>) => (db: Db) =>
	db.update(t.session).set(more).where(eq(t.session.id, 's-open'));

/** How things stand with the child, the clip and the session; each is laid over the first. */
export const states = {
	'as it should be': { touches: /./, lay: async () => {} },
	'nobody proved lately that it is she': {
		touches: /account\/security|accounts|passkey|holidays|school\/(contact|left)|help\/new|teams\/\[team\]$/,
		lay: (db) => db.update(t.authSession).set({ provenAt: ago(1) })
	},
	'no consent asked': {
		touches: aboutChild,
		lay: (db) => db.delete(t.consentAnswer).where(eq(t.consentAnswer.trajectoryId, 'marit-j'))
	},
	'no consent for experts and guests': {
		touches: aboutChild,
		lay: (db) =>
			db
				.delete(t.consentAnswer)
				.where(and(eq(t.consentAnswer.trajectoryId, 'marit-j'), inArray(t.consentAnswer.scope, ['expert', 'guest'])))
	},
	'the parents withdrew': { touches: aboutChild, lay: (db) => consent('withdrawn', db) },
	'the clip is being made ready': {
		touches: /\[(clip|session|request)\]/,
		lay: clipIs({ status: 'checking', facts: null })
	},
	'the clip is past its date': { touches: /\[(clip|session|request)\]/, lay: clipIs({ keepUntil: ago(1) }) },
	'the clip is erased': {
		touches: /\[(clip|session|request)\]/,
		lay: clipIs({ status: 'erased', wrappedKey: null })
	},
	'the session has not begun': {
		touches: aboutSession,
		lay: async (db) => {
			await db.delete(t.sessionEvent).where(eq(t.sessionEvent.sessionId, 's-open'));
			await sessionIs({ startedAt: null })(db);
		}
	},
	'the session is closed': {
		touches: aboutSession,
		lay: async (db) => {
			await sessionIs({ closedAt: castDay })(db);
			const event = { sessionId: 's-open', seq: 2, at: castDay, actorId: 'noor' };
			await db.insert(t.sessionEvent).values({ ...event, body: { type: 'closed' } });
		}
	},
	'the clip is off the table': { touches: aboutSession, lay: sessionIs({ withdrawnAt: castDay }) },
	'the session is of one group': { touches: aboutSession, lay: sessionIs({ groupId: 'g-1' }) },
	'guests do not look along': { touches: aboutSession, lay: sessionIs({ guestsAt: null }) },
	'the trajectory is finished': {
		touches: /\[(clip|trajectory|interview)\]|clips\/new/,
		lay: (db) =>
			db.update(t.trajectory).set({ closedAt: castDay, closedWhy: 'finished' }).where(eq(t.trajectory.id, 'marit-j'))
	},
	'the plan is not shared': {
		touches: /\[trajectory\]/,
		lay: (db) => db.update(t.planEntry).set({ sharedAt: null }).where(eq(t.planEntry.trajectoryId, 'marit-j'))
	},
	'the owner left the team': {
		touches: aboutChild,
		lay: async (db) => {
			await db.update(t.teamMember).set({ leftAt: castDay }).where(eq(t.teamMember.userId, 'marit'));
			await db.update(t.trajectory).set({ closedAt: castDay, closedWhy: 'left' }).where(eq(t.trajectory.id, 'marit-j'));
		}
	}
} as const satisfies Record<string, Standing>;
export type State = keyof typeof states;

/** Some text of the method that a school may say in its own words. */
export const textPlace = textsOf(packOf('p2g-plg', 2))[0]?.place ?? '';

/** Secrets of links and screens, of which the database holds the hashes. */
export const secrets = {
	screen: 'secret-of-the-screen',
	feed: 'f'.repeat(43),
	invite: 'secret-of-an-invitation',
	guest: 'secret-of-a-guest-link',
	password: 'secret-of-a-new-password',
	setup: 'secret-of-the-set-up',
	paper: 'aaaa-bbbb-cccc-dddd'
} as const;

/** [RG18] Every secret that is made while the doors are asked ends like this, so that it is found wherever it goes. */
export const canary = '-canary-of-a-secret';
/** Secrets that were given out before: whoever has one has it, and nobody is told it again. */
export const heldSecrets = {
	...{ screen: 'secret-of-the-screen', feed: 'f'.repeat(43), guest: 'secret-of-a-guest-link' },
	...{ invite: 'secret-of-an-invitation', password: 'secret-of-a-new-password', visit: 'visit-of-a-parent' }
} as const;

/** What an app's code is made from, of whoever is about to confirm one; and the code of now. */
const appSecret = new Uint8Array(20).fill(7);
export const appCode = codeAt(appSecret, stepAt(castDay));
/** What was asked of somebody's keys. */
const questionOf = (userId: string) => `question-of-${userId}`;
const newKey = makeKey();
/** The answer of a key that somebody makes now. */
export const madeBy = (userId: string): string => newKey.made(questionOf(userId));

/** What the browser of a parent holds, of which the database has the hash. */
const visits = {
	'a parent by her letter': 'visit-of-a-parent',
	'a parent of another child': 'visit-of-another',
	'a parent whose letter was taken back': 'visit-of-one-taken-back'
} as const satisfies Partial<Record<Subject, string>>;

/** What stands in the brackets of an address for this asker: the one thing everything is about, or her own question. */
export const placesFor = (who: Subject): Record<string, string> => ({
	...{ team: 'onderbouw', cycle: 'c1', meeting: 'm3', trajectory: 'marit-j', entry: 'e-1', clip: 'clip-j' },
	...{ session: 's-open', interview: 'i-1', token: 'no-demo-here' },
	request: who === 'an expert who is asked' ? 'h-asked' : who === 'an expert whose time is over' ? 'h-over' : 'h-helps'
});

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The school on a real database, and the house as the doors know it. */
export async function openWorld() {
	// what is erased in one question is there again in the next, as far as the database goes; so are its keys
	const store = { ...keysInMemory(), destroy: () => {} };
	const test = await openTestHouse({ vault: openVault(new Uint8Array(randomBytes(32)), { store }) });
	test.needs.files = someFiles;
	let made = 0;
	test.needs.newSecret = () => {
		made++;
		// as long as a real one, which doors look at first, and the same when it is read and written again as base64url
		return `${randomBytes(18).toString('base64url').slice(1)}${canary}0`;
	};
	const lines: string[] = [];
	for (const way of ['log', 'info', 'warn', 'error'] as const) {
		const before = console[way];
		console[way] = (...what: unknown[]) => {
			lines.push(what.map(String).join(' '));
			before(...what);
		};
	}
	const { parcel, key } = await fill(test);
	const signIns = openSignIns(test.db, true);
	const house = {
		...{ needs: test.needs, signIns, demo: null, live: {}, health: () => null },
		// a clock that stands still would never let anybody through again
		pace: () => yes(null),
		config: {
			origin: 'https://kijkkring.test',
			role: 'all',
			demo: false,
			dev: false,
			port: 0,
			smtp: {},
			securityContact: 'x'
		}
	} as unknown as House;
	const cookies = new Map<Subject, string>();
	for (const [subject, userId] of Object.entries(subjects) as [Subject, string | null][])
		if (userId) cookies.set(subject, `${signIns.cookieName}=${await signIns.start(userId, 'test', castDay)}`);
	for (const [subject, [userId, stage]] of Object.entries(halfIn))
		cookies.set(subject as Subject, `${signIns.cookieName}=${await signIns.start(userId, 'test', castDay, stage)}`);
	cookies.set('a sign-in of another installation', `${signIns.cookieName}=${'q'.repeat(40)}`);
	for (const [who, visit] of Object.entries(visits))
		cookies.set(who as Subject, `${signIns.cookieName}-letter=${visit}`);
	cookies.set('a big screen', `${signIns.cookieName}-screen=${secrets.screen}`);
	return {
		...test,
		house,
		cookieOf: (who: Subject): string => cookies.get(who) ?? '',
		/** How many secrets were made since this was asked last. */
		secretsMade: (): number => {
			const now = made;
			made = 0;
			return now;
		},
		/** What was said since then by the process, and on the outside of letters. */
		said: (): string[] => [...lines.splice(0), ...test.letters.splice(0).map(({ to, subject }) => `${to} ${subject}`)],
		/** Names a sign-in of the owner's, as her list of them does. */
		signInOfOwner: createHash('sha256')
			.update((cookies.get('the owner') ?? '').split('=')[1] ?? '')
			.digest('hex'),
		/** A part of her plan that she took away, as her page was given it. */
		parcel,
		ownersKey: key.id,
		/** What the owner's key answers to what was asked of it. */
		usedByOwner: key.used(questionOf('marit'))
	};
}

export const facts: ClipFacts = {
	...{ container: 'mp4', videoCodec: 'h264', audioCodec: 'aac', durationMs: 90_000, width: 1280, height: 720 },
	...{ rotation: 0, frames: 2_250, fps: 25, evenFrames: true, path: 'as-is' }
} as ClipFacts;

const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:90\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:90,\nseg0.m4s\n#EXT-X-ENDLIST\n`;
/** Files without a disk: every clip is one segment. */
export const someFiles: ClipFiles = {
	canConvert: false,
	freeBytes: async () => null,
	lastBytesAt: async () => castDay,
	receive: async () => ({ response: new Response(null, { status: 204 }), complete: false }),
	put: async () => {},
	inspect: async () => yes(facts),
	prepare: async () => yes(facts),
	lighten: async () => false,
	part: async (_clip, file) =>
		yes({
			type: file.endsWith('.m3u8') ? 'application/vnd.apple.mpegurl' : 'video/mp4',
			...{ status: 200 as const, headers: {} },
			body: new TextEncoder().encode(file.endsWith('.m3u8') ? playlist : 'moof the bytes of a child')
		}),
	forget: () => {},
	erase: async () => {},
	held: async () => [],
	astray: async () => [],
	putAway: async () => {}
};

async function fill({
	db,
	needs,
	cast
}: Awaited<ReturnType<typeof openTestHouse>>): Promise<{ parcel: string; key: ReturnType<typeof makeKey> }> {
	await cast();
	const at = castDay;
	const account = (id: string, more: Partial<typeof t.userAccount.$inferInsert> = {}) => ({
		...{ id, name: id, email: `${id}@delinde.test`, passwordHash: 'none', createdAt: at },
		...more
	});
	await db
		.insert(t.userAccount)
		.values([
			...['fred', 'eva', 'emma', 'otto', 'bert', 'berta', 'petra', 'nieuw'].map((id) => account(id)),
			account('gesloten', { closedAt: at }),
			account('opzij', { suspendedAt: at }),
			account('ada', { admin: true })
		]);
	const seat = (userId: string, roles: TeamRole[], teamId = 'onderbouw') => ({
		...{ userId, roles, teamId },
		joinedAt: ago(90)
	});
	await db
		.insert(t.teamMember)
		.values([
			seat('fred', ['facilitator']),
			seat('eva', ['expert']),
			seat('emma', ['expert']),
			seat('gesloten', ['teacher']),
			seat('opzij', ['teacher']),
			seat('otto', ['expert'], 'bovenbouw'),
			seat('petra', ['teacher'], 'bovenbouw')
		]);
	await db.update(t.userAccount).set({ passwordHash: await hashPassword('vier andere losse woorden') });
	// what a lead may by leading alone
	await db
		.update(t.teamMember)
		.set({ roles: ['lead'] })
		.where(inArray(t.teamMember.userId, ['noor', 'vreemd']));

	const key = needs.vault.newKey();
	const sealed = (fields: object) => needs.vault.sealText(key.key, JSON.stringify(fields));
	const written = (text: string) => needs.vault.write(key.wrapped, text);
	await db.update(t.trajectory).set({ wrappedKey: key.wrapped, reason: written('contact') });
	await db.update(t.cycle).set({ packVersion: 2 });
	await db.insert(t.cycle).values({
		...{ id: 'c-other', teamId: 'bovenbouw', number: 1, packId: 'p2g-plg', packVersion: 1, startedBy: 'vreemd' },
		createdAt: at
	});
	await db.insert(t.meeting).values({
		...{ id: 'm-other', cycleId: 'c-other', number: 1, planId: 'm1', startsAt: at, minutes: 60, place: 'zaal' }
	});
	await db.insert(t.trajectory).values({
		...{ id: 'petra-k', cycleId: 'c-other', teacherId: 'petra', alias: 'K.', wrappedKey: key.wrapped, createdAt: at }
	});
	// her account is closed, and nobody else can get at what she left
	await db.insert(t.trajectory).values({
		...{ id: 'left-1', cycleId: 'c-other', teacherId: 'gesloten', alias: 'L.', createdAt: at },
		...{ wrappedKey: needs.vault.newKey().wrapped, closedAt: at, closedWhy: 'left' }
	});
	await db.insert(t.consentAnswer).values(
		(['expert', 'guest'] as const).map((scope) => ({
			...{ id: `marit-j-${scope}`, trajectoryId: 'marit-j', scope, state: 'granted' as const, recordedBy: 'marit', at }
		}))
	);
	await db.insert(t.consentAnswer).values(
		(['team', 'expert'] as const).map((scope) => ({
			...{ id: `petra-k-${scope}`, trajectoryId: 'petra-k', scope, state: 'granted' as const, recordedBy: 'petra', at }
		}))
	);
	const clip = (id: string, ownerId: string, trajectoryId: string, more: Partial<typeof t.clip.$inferInsert> = {}) => ({
		...{ id, ownerId, trajectoryId, title: written('toren van blokken'), status: 'ready' as const, bytes: 100, facts },
		...{ wrappedKey: key.wrapped, fragmentFrom: 1_000, fragmentTo: 61_000, createdAt: at },
		keepUntil: new Date(at.getTime() + 30 * day),
		...more
	});
	await db
		.insert(t.clip)
		.values([
			clip('clip-j', 'marit', 'marit-j'),
			clip('clip-free', 'marit', 'marit-j'),
			clip('clip-k', 'petra', 'petra-k', { title: written('zandtafel') }),
			clip('clip-sent', 'marit', 'marit-j', { status: 'sending', facts: null }),
			clip('clip-2', 'marit', 'marit-j', { besideOf: 'clip-j', offsetMs: 0, alignedBy: 'hand' })
		]);
	await db.insert(t.clipMark).values({ id: 'mark-1', clipId: 'clip-j', atMs: 2_000, createdAt: at });
	await db.insert(t.clipCaption).values({
		...{ id: 'cap-1', clipId: 'clip-j', fromMs: 1_000, toMs: 2_000 },
		sealed: needs.vault.sealText(key.key, 'Kijk eens')
	});
	await db.insert(t.clipElsewhere).values(['clip-j', 'clip-2'].map((clipId) => ({ clipId, shownAt: at })));
	await db.insert(t.meetingGroup).values([
		{ id: 'g-1', meetingId: 'm3', number: 1 },
		{ id: 'g-2', meetingId: 'm3', number: 2 }
	]);
	await db.insert(t.meetingGroupMember).values(
		[
			['marit', 'g-1'],
			['kees', 'g-1'],
			['lieke', 'g-1'],
			['sofie', 'g-2']
		].map(([userId = '', groupId = '']) => ({ meetingId: 'm3', userId, groupId }))
	);
	const session = { teamId: 'onderbouw', cycleId: 'c1', trajectoryId: 'marit-j', presenterId: 'marit' };
	const protocol = { packId: 'p2g-plg', packVersion: 2, protocolId: 'short' };
	const shown = { shownFrom: 0, shownTo: 90_000, fragmentFrom: 1_000, fragmentTo: 61_000 };
	await db.insert(t.session).values([
		{
			...{ id: 's-open', ...session, ...protocol, ...shown, clipId: 'clip-j', meetingId: 'm3' },
			...{ createdAt: at, startedAt: at, guestsAt: at }
		},
		{ id: 's-new', ...session, ...protocol, ...shown, clipId: 'clip-free', meetingId: 'm3', createdAt: at }
	]);
	const round = packOf('p2g-plg', 2)
		.protocols.find((one) => one.id === 'short')
		?.rounds.findIndex((one) => one.id === 'rewatch');
	if (round === undefined || round < 0) throw new Error('the short protocol has another round by now');
	await db.insert(t.sessionEvent).values({
		...{ sessionId: 's-open', seq: 1, at, actorId: 'noor' },
		body: { type: 'round-entered' as const, round, how: 'started' as const }
	});
	await db.insert(t.sessionNote).values({
		...{ sessionId: 's-open', id: 'n-1', unit: 'observations', authorId: 'kees', atMs: 2_000, codes: [] },
		...{ sealed: needs.vault.sealText(key.key, 'J. lacht'), changedAt: at }
	});
	await db.insert(t.docRemoval).values({
		...{ id: 'rem-1', doc: 'session/s-open/table', sessionId: 's-open', unit: 'observations', entryId: 'n-2' },
		...{ authorId: 'marit', removedBy: 'kees', typedBy: ['marit'], whole: true, at },
		sealed: sealed({ entry: { id: 'n-2', author: 'marit', t: 0, codes: [], text: 'weg' }, had: [] })
	});
	await db.insert(t.sessionScreen).values([
		{
			...{
				id: 'screen-1',
				secretHash: hashSecret(secrets.screen),
				askedAt: at,
				sessionId: 's-open',
				pairedBy: 'marit'
			},
			until: new Date(at.getTime() + 3_600_000)
		},
		{
			...{ id: 'screen-2', secretHash: hashSecret('another'), code: 'CDFHJK', askedAt: at },
			until: new Date(at.getTime() + 600_000)
		}
	]);
	await db.insert(t.meetingGuest).values([
		{ meetingId: 'm3', userId: 'bert', invitedBy: 'noor', joinedAt: at },
		{ meetingId: 'm-other', userId: 'berta', invitedBy: 'vreemd', joinedAt: at }
	]);
	const help = {
		teamId: 'onderbouw',
		askedBy: 'marit',
		clipId: 'clip-j',
		question: written('Wat zie jij?'),
		createdAt: at
	};
	const tomorrow = new Date(at.getTime() + day);
	await db.insert(t.helpRequest).values([
		{ id: 'h-helps', ...help, sessionId: 's-open', expertId: 'anke', status: 'accepted', accessUntil: tomorrow },
		{ id: 'h-asked', ...help, sessionId: 's-open', expertId: 'eva', status: 'asked', meetAt: tomorrow },
		{ id: 'h-over', ...help, sessionId: 's-open', expertId: 'emma', status: 'accepted', accessUntil: ago(1) },
		{
			...{ id: 'h-other', ...help, teamId: 'bovenbouw', askedBy: 'petra', clipId: 'clip-k', expertId: 'otto' },
			...{ status: 'accepted', accessUntil: tomorrow }
		}
	]);
	await db.insert(t.planEntry).values([
		{
			...{ id: 'e-1', trajectoryId: 'marit-j', kind: 'note', at, sealed: sealed({ text: 'J. keek op' }), sharedAt: at },
			...{ writerId: 'lieke', createdAt: at, changedAt: at }
		},
		{
			...{ id: 'e-2', trajectoryId: 'marit-j', kind: 'note', at, sealed: sealed({ text: 'voor mij alleen' }) },
			...{ createdAt: at, changedAt: at }
		}
	]);
	await db.insert(t.planVersion).values({
		...{ id: 'v-1', entryId: 'e-1', byId: 'lieke', number: 1, sealed: sealed({ text: 'J. keek' }) },
		...{ begunAt: at, endedAt: at }
	});
	await db.insert(t.interview).values({
		...{ id: 'i-1', trajectoryId: 'marit-j', moment: 'start', interviewerId: 'lieke', question: 'words' },
		...{ sealed: sealed({}), startedAt: at }
	});
	const link = { invitedBy: 'noor', createdAt: at, expiresAt: tomorrow };
	await db.insert(t.invitation).values([
		{
			...{ id: 'inv-1', kind: 'team', teamId: 'onderbouw', roles: ['teacher'], ...link },
			secretHash: hashSecret(secrets.invite)
		},
		{
			id: 'inv-2',
			kind: 'meeting',
			teamId: 'onderbouw',
			meetingId: 'm3',
			...link,
			secretHash: hashSecret(secrets.guest)
		},
		{ id: 'inv-3', kind: 'password', userId: 'nieuw', ...link, secretHash: hashSecret(secrets.password) },
		{ id: 'inv-4', kind: 'setup', ...link, invitedBy: null, secretHash: hashSecret(secrets.setup) }
	]);
	await db
		.insert(t.calendarFeed)
		.values({ id: 'feed-1', userId: 'marit', secretHash: hashSecret(secrets.feed), createdAt: at });
	await db
		.insert(t.tip)
		.values({ id: 'tip-1', teamId: 'onderbouw', authorId: 'marit', years: 'lower', text: 'Kijk', createdAt: at });
	await db.insert(t.coverRequest).values({
		...{ id: 'cov-1', teamId: 'onderbouw', askedBy: 'marit', askedOf: 'kees', minutes: 10, status: 'asked' },
		...{ at: tomorrow, createdAt: at }
	});
	await db.insert(t.groupYield).values({
		...{ groupId: 'g-1', trajectoryId: 'marit-j', authorId: 'kees', sealed: sealed({ text: 'ja' }), changedAt: at }
	});
	await db.update(t.school).set({ ownFree: [{ name: 'studiedag', from: '2026-12-01', to: '2026-12-01' }] });
	await db.insert(t.ownText).values({
		...{
			packId: 'p2g-plg',
			packVersion: 2,
			place: textPlace,
			locale: 'nl',
			words: 'Kring',
			changedBy: 'els',
			changedAt: at
		}
	});
	await db.insert(t.guardian).values([
		{ id: 'mother', trajectoryId: 'marit-j', kind: 'mother', number: 1, createdAt: at },
		{ id: 'father', trajectoryId: 'marit-j', kind: 'father', number: 1, createdAt: at },
		{ id: 'of-k', trajectoryId: 'petra-k', kind: 'mother', number: 1, createdAt: at }
	]);
	const letter = { codeHash: 'none', createdAt: at, expiresAt: tomorrow };
	await db.insert(t.guardianLink).values([
		{ id: 'letter-1', guardianId: 'mother', secretHash: 'letter-1', createdBy: 'marit', ...letter },
		{ id: 'letter-2', guardianId: 'of-k', secretHash: 'letter-2', createdBy: 'petra', ...letter },
		{ id: 'letter-3', guardianId: 'father', secretHash: 'letter-3', createdBy: 'marit', revokedAt: at, ...letter }
	]);
	await db
		.insert(t.guardianVisit)
		.values(
			Object.values(visits).map((visit, i) => ({ id: hashSecret(visit), linkId: `letter-${i + 1}`, until: tomorrow }))
		);
	await db.insert(t.consentForm).values({ id: 'form-1', trajectoryId: 'marit-j', sealed: sealed({ photo: '' }), at });
	await db.insert(t.breakGlass).values({
		...{ id: 'glass-1', clipId: 'clip-j', trajectoryId: 'marit-j', reason: 'parents-ask', askedBy: 'els', askedAt: at },
		sealed: needs.vault.sealText(key.key, 'De ouders vragen erom.')
	});
	await db.insert(t.pushDevice).values({
		...{ id: 'device-1', userId: 'marit', name: 'Firefox', wrappedKey: key.wrapped, createdAt: at },
		address: needs.vault.sealText(key.key, 'https://push.example/x')
	});
	const ownersKey = await fillSecondSteps(needs);
	const removed = { id: 'e-3', kind: 'note', at, createdAt: at, sharedAt: null, fields: { text: 'terug' } };
	const parcel = { removed, until: at.getTime() + 60_000 };
	return { parcel: Buffer.from(sealed(parcel)).toString('base64url'), key: ownersKey };
}

/** What people show that it is she with; answers a key of the owner's. */
async function fillSecondSteps(needs: Needs): Promise<ReturnType<typeof makeKey>> {
	const { db, vault } = needs;
	const gate = wideGateOf(openSignIns(db, true), 'https://kijkkring.test');
	const later = new Date(castDay.getTime() + day);
	const people = await db.select({ id: t.userAccount.id }).from(t.userAccount);
	const ask = (userId: string) => keepQuestion(db, hashSecret(questionOf(userId)), userId, later);
	const first = makeKey();
	for (const [userId, key] of [
		['marit', first],
		['marit', makeKey()],
		['noor', makeKey()]
	] as const) {
		await ask(userId);
		const added = await addPasskey(needs, gate, userId, { answer: key.made(questionOf(userId)), name: 'Laptop' });
		if (!added.ok) throw new Error(`no key for ${userId}: ${added.code}`);
	}
	for (const { id } of people) await ask(id);
	await db.insert(t.recoveryCode).values(
		people.map(({ id: userId }) => ({
			...{ userId, createdAt: castDay },
			hash: hashSecret(`${userId} ${secrets.paper.replaceAll('-', '')}`)
		}))
	);
	const appOf = (userId: string, confirmedAt: Date | null) => {
		const { key, wrapped } = vault.newKey();
		return { userId, wrappedKey: wrapped, secret: vault.seal(key, appSecret), confirmedAt };
	};
	await db.insert(t.authenticator).values([appOf('marit', castDay), appOf('kees', null), appOf('noor', null)]);
	await db.insert(t.factorReset).values({ id: 'reset-1', userId: 'kees', askedBy: 'els', askedAt: castDay });
	return first;
}
