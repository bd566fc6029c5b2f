import { eq } from 'drizzle-orm';
import { openSignIns } from '$lib/server/auth/sign-ins';
import { gateOf } from '$lib/server/auth/gate';
import { hashPassword } from '$lib/server/auth/passwords';
import { consentAnswer, helpRequest, invitation, meetingGuest, session, userAccount } from '$lib/server/db/schema';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { withdrawHelp } from '$lib/server/use-cases/help/withdraw-help';
import { letGuestsLook, sendGuestHome } from '$lib/server/use-cases/meeting/guests';
import { changePassword } from '$lib/server/use-cases/people/change-password';
import { changeRoles } from '$lib/server/use-cases/people/change-roles';
import { leaveTeam, removeMember } from '$lib/server/use-cases/people/end-membership';
import { hashSecret } from '$lib/server/use-cases/people/link-secret';
import { chooseNewPassword } from '$lib/server/use-cases/people/new-password';
import { endSignIn, endSignIns } from '$lib/server/use-cases/people/sign-ins-of';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import type { Outcome } from '$lib/domain/outcome';
import { clip } from '$lib/server/db/schema';
import { openRoom, type OpenRoom } from '../../integration/live/open-room';
import type { LiveClient } from '../live-client';
import { castDay } from '../test-needs';
import { facts, someFiles } from './world';

const password = 'vier andere losse woorden';
/** Costs a hundred milliseconds: once. */
const passwordHash = hashPassword(password);

/** Marit's session with everybody at the table that can be, each by a real sign-in, and a way to look at the clip. */
export interface Watched {
	room: OpenRoom;
	signIns: ReturnType<typeof openSignIns>;
	/** Somebody's line to the table. */
	lines: Map<string, LiveClient>;
	/** Her sign-in now. */
	cookies: Map<string, string>;
	/** Whether the bytes of the clip come, by this sign-in. */
	seesPicture(who: string): Promise<boolean>;
	signInOf(who: string): Promise<string>;
}

/** At the table: her who brought the clip, two colleagues, the lead, the expert who helps and a guest of this meeting. */
export const people = ['marit', 'kees', 'sofie', 'noor', 'anke', 'vreemd'] as const;
type Person = (typeof people)[number];

export async function watchTogether(who: readonly Person[] = people): Promise<Watched> {
	let signIns: ReturnType<typeof openSignIns> | null = null;
	const room = await openRoom({
		whoIs: async (header) => (await signIns?.read(header, castDay)) ?? null
	});
	const { db, needs } = room;
	signIns = openSignIns(db, false);
	const open = signIns;
	needs.files = someFiles;
	await db.update(clip).set({ facts, wrappedKey: needs.vault.newKey().wrapped }).where(eq(clip.id, 'toren'));
	await db.update(userAccount).set({ passwordHash: await passwordHash });
	await db.insert(consentAnswer).values(
		(['expert', 'guest'] as const).map((scope) => ({
			...{ id: scope, trajectoryId: 'marit-j', scope, state: 'granted' as const, recordedBy: 'marit', at: castDay }
		}))
	);
	await db.update(session).set({ meetingId: 'm3', guestsAt: castDay });
	await db.insert(meetingGuest).values({ meetingId: 'm3', userId: 'vreemd', invitedBy: 'noor', joinedAt: castDay });
	await db.insert(helpRequest).values({
		...{ id: 'help', teamId: 'onderbouw', askedBy: 'marit', expertId: 'anke', clipId: 'toren', sessionId: 's1' },
		...{ status: 'accepted', createdAt: castDay, accessUntil: new Date(castDay.getTime() + 300) }
	});
	await room.goTo('rewatch');
	const [lines, cookies] = [new Map<string, LiveClient>(), new Map<string, string>()];
	for (const one of who) {
		const cookie = await open.start(one, 'test', castDay);
		cookies.set(one, cookie);
		lines.set(one, await room.join(cookie));
	}
	return {
		...{ room, signIns: open, lines, cookies },
		async seesPicture(one) {
			const signedIn = await open.read(cookies.get(one), castDay);
			if (!signedIn) return false;
			const asked = { clipId: 'toren', file: 'seg0.m4s', range: null, asking: false };
			return (await watchMedia(needs, signedIn.userId, asked)).ok;
		},
		async signInOf(one) {
			const signedIn = await open.read(cookies.get(one), castDay);
			if (!signedIn) throw new Error(`${one} is not signed in`);
			return signedIn.authSessionId;
		}
	};
}

/** One way to lose a right. */
export interface Loss {
	name: string;
	/** Whose line ends, and whose pictures when those are others. Everybody else who is there keeps what she has. */
	who: readonly Person[];
	blind?: readonly Person[];
	lose(at: Watched): Promise<unknown>;
}

const everybody = people;
const done = async (outcome: Promise<Outcome<unknown>>): Promise<void> => {
	const { ok } = await outcome;
	if (!ok) throw new Error('this loss did not happen');
};

export const losses: readonly Loss[] = [
	{ name: 'removed', who: ['sofie'], lose: ({ room }) => done(removeMember(room.needs, 'noor', 'onderbouw', 'sofie')) },
	{ name: 'gone by herself', who: ['kees'], lose: ({ room }) => done(leaveTeam(room.needs, 'kees', 'onderbouw')) },
	{
		name: 'another role, that sits at no table',
		who: ['sofie'],
		lose: ({ room }) => done(changeRoles(room.needs, 'noor', 'onderbouw', 'sofie', ['expert']))
	},
	{ name: 'help taken back', who: ['anke'], lose: ({ room }) => done(withdrawHelp(room.needs, 'marit', 'help')) },
	{
		name: 'help over at its minute',
		who: ['anke'],
		lose: async ({ room }) => void room.setClock(new Date(castDay.getTime() + 301))
	},
	{
		name: 'no longer an expert of the team',
		who: ['anke'],
		lose: ({ room }) => done(removeMember(room.needs, 'noor', 'onderbouw', 'anke'))
	},
	{
		name: 'a guest sent home',
		who: ['vreemd'],
		lose: ({ room }) => done(sendGuestHome(room.needs, 'noor', 'm3', 'vreemd'))
	},
	{
		name: 'guests no longer let in',
		who: ['vreemd'],
		lose: ({ room }) => done(letGuestsLook(room.needs, 'marit', 'm3', { sessionId: 's1', open: false }))
	},
	{
		name: 'signed out here',
		who: ['kees'],
		lose: async ({ room, signIns, cookies, signInOf }) => {
			const authSessionId = await signInOf('kees');
			await signIns.end(cookies.get('kees') ?? '');
			room.needs.table.signedOut({ authSessionId });
		}
	},
	{
		name: 'this sign-in ended from elsewhere',
		who: ['kees'],
		lose: async ({ room, signInOf }) => done(endSignIn(room.needs, 'kees', await signInOf('kees')))
	},
	{ name: 'signed out everywhere', who: ['sofie'], lose: ({ room }) => endSignIns(room.needs, 'sofie') },
	{
		name: 'another password, from another device',
		who: ['kees'],
		lose: async ({ room, signIns }) => {
			const there =
				(await signIns.read(await signIns.start('kees', 'elsewhere', castDay), castDay))?.authSessionId ?? '';
			const given = {
				current: password,
				next: 'en nog vier andere woorden',
				authSessionId: there,
				address: '192.0.2.1'
			};
			await done(changePassword(room.needs, gateOf(signIns), 'kees', given));
		}
	},
	{
		name: 'another password, by a link',
		who: ['sofie'],
		lose: async ({ room, signIns }) => {
			await room.db.insert(invitation).values({
				...{ id: 'new', kind: 'password', userId: 'sofie', secretHash: hashSecret('new'), createdAt: castDay },
				expiresAt: new Date(castDay.getTime() + 60_000)
			});
			await done(chooseNewPassword(room.needs, gateOf(signIns), 'new', 'en nog vier andere woorden'));
		}
	},
	{
		name: 'taken off the table',
		who: everybody,
		blind: everybody.filter((who) => who !== 'marit'),
		lose: ({ room }) => done(takeOffTable(room.needs, 'marit', 's1'))
	},
	{
		name: 'consent withdrawn',
		who: everybody,
		lose: ({ room }) => done(recordConsent(room.needs, 'marit', 'marit-j', { scope: 'team', state: 'withdrawn' }))
	},
	{
		name: 'consent for experts withdrawn',
		who: ['anke'],
		lose: ({ room }) => done(recordConsent(room.needs, 'marit', 'marit-j', { scope: 'expert', state: 'withdrawn' }))
	},
	{
		name: 'consent for guests withdrawn',
		who: ['vreemd'],
		lose: ({ room }) => done(recordConsent(room.needs, 'marit', 'marit-j', { scope: 'guest', state: 'withdrawn' }))
	},
	{
		name: 'the clip erased',
		// what was written stays a record, for those who sat at the table
		who: ['anke', 'vreemd'],
		blind: everybody,
		lose: ({ room }) => done(eraseClip(room.needs, 'marit', 'toren'))
	}
];

/** Whose pictures end. */
export const blindAfter = ({ who, blind }: Loss): readonly Person[] => blind ?? who;
