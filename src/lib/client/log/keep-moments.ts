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
/** Browsers refuse a request that is to outlive its tab above 64 KiB. */
const mostAlive = 60_000;

/** Seals a moment and lays it on this device; a newer version takes the place of the older one. */
export async function keepMoment(store: LogStore, box: LogBox, moment: LoggedMoment, now: number): Promise<void> {
	const parcel = await sealMoment(box, moment);
	const before = await store.get(moment.id);
	await store.put({ ...parcel, who: box.who, keptAt: before?.keptAt ?? now, turn: (before?.turn ?? 0) + 1 });
}

/**
 * Sends what waits on this device and is this person's, oldest first, and forgets it when the server has it: exactly once,
 * because it has one id for ever [PR4]. What is another's stays, sealed, for her [PR5]. What is refused stays too, marked,
 * and is asked about again with `refusedToo`: by the log, which can show her words. One tab at a time. True when there was
 * an answer to all of it.
 */
export async function sendKept(
	store: LogStore,
	who: string,
	post: KeptPost,
	told: (id: string, state: MomentState) => void,
	now: number,
	refusedToo = false
): Promise<boolean> {
	return oneAtATime(async () => {
		const all = await store.all();
		// nobody can open these any more
		await store.drop(all.filter((one) => now - one.keptAt >= longestKept).map((one) => one.id));
		const mine = all.filter(
			(one) => one.who === who && now - one.keptAt < longestKept && (refusedToo || one.refused === undefined)
		);
		for (let from = 0; from < mine.length; from += atOnce) {
			const parcels = mine.slice(from, from + atOnce);
			const answers = await post(parcels);
			if (typeof answers === 'string') {
				for (const one of mine.slice(from)) told(one.id, { state: answers === 'sign-in' ? 'sign-in' : 'waiting' });
				return false;
			}
			for (const answer of answers) await settle(store, parcels, answer, told);
		}
		return true;
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
	const why = saved ? null : (code ?? 'broken');
	const newest = await (why === null ? store.dropIf(id, parcel.turn) : store.refuseIf(id, parcel.turn, why));
	// changed while it was on its way: the newer one still has to go
	if (!newest) told(id, { state: 'waiting' });
	else told(id, why === null ? { state: 'saved' } : { state: 'refused', code: why, moment: moment ?? null });
}

/** Two tabs sending at once could lay an older version over a newer one. Where there are no locks there is one tab. */
async function oneAtATime<T>(act: () => Promise<T>): Promise<T> {
	if (typeof navigator === 'undefined' || !('locks' in navigator)) return act();
	return navigator.locks.request('kijkkring-log/send', act);
}

/** The line to the server, for parcels of one person. It says who: somebody else may have signed in, in another tab. */
export const postKept: KeptPost = (kept) =>
	post({
		who: kept[0]?.who,
		parcels: kept.map(({ trajectory, id, stamp, sealed }) => ({ trajectory, id, stamp, sealed }))
	});

/** For a browser that can keep nothing: what is not sent now is nowhere but on the page. */
export async function sendPlain({ who, trajectory }: LogBox, moment: LoggedMoment): Promise<MomentState> {
	const answers = await post({ who, plain: { trajectory, moment } });
	if (typeof answers === 'string') return { state: 'not-kept' };
	const [answer] = answers;
	return answer?.saved ? { state: 'saved' } : { state: 'refused', code: answer?.code ?? 'broken', moment };
}

/** Only an answer of ours is one: a proxy's page is not. */
async function post(body: object): Promise<PostAnswer> {
	const text = JSON.stringify(body);
	try {
		const answer = await fetch('/log/kept', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: text,
			// a tab that closes while it is on its way lets it go on
			keepalive: new Blob([text]).size <= mostAlive,
			signal: AbortSignal.timeout(longestAnswer)
		});
		if (answer.status === 401) return 'sign-in';
		if (!answer.ok) return 'unreachable';
		return ((await answer.json()) as { answers: Exclude<PostAnswer, string> }).answers;
	} catch {
		return 'unreachable';
	}
}
