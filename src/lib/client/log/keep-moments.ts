import { keptDays, type LogBox, type LoggedMoment } from '$lib/domain/practice';
import type { KeptMoment, LogStore } from './log-store';
import { sealMoment } from './seal-moment';

/** Where a moment is: `not-kept` is a device that keeps nothing, and no line. Otherwise a refusal's code. */
export type MomentState =
	| { state: 'saved' | 'waiting' | 'sign-in' | 'not-kept' }
	| { state: 'refused'; code: string; moment: LoggedMoment | null };

/** What the server said of each parcel; or that nobody is signed in, or that it cannot be reached. */
export type KeptPost = (parcels: KeptMoment[]) => Promise<PostAnswer>;
export type PostAnswer =
	{ id: string; saved?: boolean; code?: string; moment?: LoggedMoment }[] | 'sign-in' | 'unreachable';

/** A server that does not answer is not waited for longer than this, ms. */
const longestAnswer = 10_000;
const longestKept = keptDays * 24 * 3_600_000;
/** So many go in one request. */
const atOnce = 25;

/** Seals a moment and lays it on this device; a newer version takes the place of the older one. */
export async function keepMoment(store: LogStore, box: LogBox, moment: LoggedMoment, now: number): Promise<void> {
	const parcel = await sealMoment(box, moment);
	const before = await store.get(moment.id);
	await store.put({ ...parcel, who: box.who, keptAt: before?.keptAt ?? now, turn: (before?.turn ?? 0) + 1 });
}

/**
 * Sends what waits on this device and is this person's, oldest first, and forgets it when the server has it: exactly once,
 * because it has one id for ever [PR4]. What is another's stays, sealed, for her [PR5]. One tab at a time.
 */
export async function sendKept(
	store: LogStore,
	who: string,
	post: KeptPost,
	told: (id: string, state: MomentState) => void,
	now: number
): Promise<void> {
	await oneAtATime(async () => {
		const all = await store.all();
		// nobody can open these any more
		await store.drop(all.filter((one) => now - one.keptAt >= longestKept).map((one) => one.id));
		const mine = all.filter((one) => one.who === who && now - one.keptAt < longestKept);
		for (let from = 0; from < mine.length; from += atOnce) {
			const parcels = mine.slice(from, from + atOnce);
			const answers = await post(parcels);
			if (typeof answers === 'string') {
				for (const one of mine.slice(from)) told(one.id, { state: answers === 'sign-in' ? 'sign-in' : 'waiting' });
				return;
			}
			for (const answer of answers) await settle(store, parcels, answer, told);
		}
	});
}

async function settle(
	store: LogStore,
	sent: KeptMoment[],
	{ id, saved, code, moment }: Exclude<PostAnswer, string>[number],
	told: (id: string, state: MomentState) => void
): Promise<void> {
	const parcel = sent.find((one) => one.id === id);
	if (!parcel) return;
	// changed while it was on its way: the newer one still has to go
	const newest = (await store.get(id))?.turn === parcel.turn;
	if (newest) await store.drop([id]);
	if (saved) told(id, { state: newest ? 'saved' : 'waiting' });
	else told(id, { state: 'refused', code: code ?? 'broken', moment: moment ?? null });
}

/** Two tabs sending at once could lay an older version over a newer one. Where there are no locks there is one tab. */
async function oneAtATime(act: () => Promise<void>): Promise<void> {
	if (typeof navigator === 'undefined' || !('locks' in navigator)) return act();
	await navigator.locks.request('kijkkring-log/send', act);
}

/** The line to the server. */
export const postKept: KeptPost = (kept) =>
	post({ parcels: kept.map(({ trajectory, id, stamp, sealed }) => ({ trajectory, id, stamp, sealed })) });

/** For a browser that can keep nothing: what is not sent now is nowhere but on the page. */
export async function sendPlain(trajectory: string, moment: LoggedMoment): Promise<MomentState> {
	const answers = await post({ plain: { trajectory, moment } });
	if (typeof answers === 'string') return { state: 'not-kept' };
	const [answer] = answers;
	return answer?.saved ? { state: 'saved' } : { state: 'refused', code: answer?.code ?? 'broken', moment };
}

/** Only an answer of ours is one: a proxy's page is not. */
async function post(body: object): Promise<PostAnswer> {
	try {
		const answer = await fetch('/log/kept', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			// a tab that closes while it is on its way lets it go on
			keepalive: true,
			signal: AbortSignal.timeout(longestAnswer)
		});
		if (answer.status === 401) return 'sign-in';
		if (!answer.ok) return 'unreachable';
		return ((await answer.json()) as { answers: Exclude<PostAnswer, string> }).answers;
	} catch {
		return 'unreachable';
	}
}
