import { positionAt, type TimelineState } from '$lib/domain/timeline';
import { isInitiative } from './contact';
import type { ObservationActor, Pack, Picture } from './pack';

/** What of a note tells whether the picture stands still at it. */
interface Noted {
	unit: string;
	/** ms of the clip. */
	t: number | null;
	actor: ObservationActor | null;
	codes: string[];
}

/**
 * [S28] The moments (ms of the clip, in order) at which the picture of a round stands still by itself: where somebody
 * noted an initiative of the child, or where the coach's script or a keyword stands. None where the round does not say so.
 */
export function momentsOf(
	freeze: Picture['freeze'],
	notes: readonly Noted[],
	scheme: Pick<Pack, 'codes' | 'codeGroups'>
): number[] {
	if (!freeze) return [];
	const counts = (note: Noted) => (freeze === 'initiatives' ? isInitiative(note, scheme) : note.unit === freeze);
	return [...new Set(notes.flatMap((note) => (note.t !== null && counts(note) ? note.t : [])))].sort((a, b) => a - b);
}

/** Two notes about one moment are one stop, and play goes on from where it stands, ms. */
const together = 200;

/** [S28] The moment a playing picture reaches next, and how long from `now` (ms); null when there is none ahead of it. */
export function nextFreeze(
	t: TimelineState,
	moments: readonly number[],
	now: number
): { position: number; inMs: number } | null {
	if (!t.playing) return null;
	const here = positionAt(t, now);
	const lead = Math.max(0, t.at - now);
	const { from, to } = t.loop && here <= t.loop.to ? t.loop : { from: t.start, to: t.end };
	const inside = moments.filter((ms) => ms >= from && ms <= to);
	const ahead = inside.find((ms) => ms > here + together);
	if (ahead !== undefined) return { position: ahead, inMs: lead + (ahead - here) / t.rate };
	const [again] = inside;
	if (!t.loop || again === undefined) return null;
	return { position: again, inMs: lead + (to - here + again - from) / t.rate };
}
