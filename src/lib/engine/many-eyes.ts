import type { Protocol, Text } from './pack';
import type { SessionEvent, SessionState } from './session';
import { revealedIn } from './walk';

/**
 * Two people who noted something at most this far apart saw the same moment, ms [E1]. Somebody presses after she saw it
 * and not everybody is as quick; at less, one look is two, at more, two looks of the child become one.
 */
export const sameMoment = 2_000;

/** What of a note tells who saw it, and when (ms of the clip). */
export interface Sighting {
	id: string;
	author: string;
	t: number;
}

/** Notes that are about one moment. */
export interface SeenMoment<N extends Sighting> {
	/** Its first note. */
	t: number;
	notes: N[];
	/** Who saw it, in the order of noting: several, or the one who did. */
	by: string[];
}

/**
 * [E1] The moments in which a group saw something, in order of time. Notes nearest to each other go together first, and
 * no moment is longer than `within`, so that a busy minute does not become one. `by` holds everybody with a note at most
 * `within` from one of its notes, also when that note fell in the moment beside it: who is named alone saw what nobody
 * else noted near it. Several notes of one person are one pair of eyes.
 */
export function seenMoments<N extends Sighting>(notes: readonly N[], within = sameMoment): SeenMoment<N>[] {
	const ordered = [...notes].sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1));
	return nearestTogether(ordered, within).map((group) => ({
		t: group[0].t,
		notes: group,
		by: [
			...new Set(
				ordered.filter((note) => group.some((own) => Math.abs(own.t - note.t) <= within)).map((note) => note.author)
			)
		]
	}));
}

type Group<N> = [N, ...N[]];

function nearestTogether<N extends Sighting>(ordered: readonly N[], within: number): Group<N>[] {
	const groups: Group<N>[] = ordered.map((note) => [note]);
	for (;;) {
		let nearest = { at: -1, gap: Infinity };
		groups.forEach((group, at) => {
			const next = groups[at + 1];
			const last = group.at(-1)?.t ?? 0;
			if (!next || (next.at(-1)?.t ?? 0) - group[0].t > within) return;
			if (next[0].t - last < nearest.gap) nearest = { at, gap: next[0].t - last };
		});
		const [group, next] = [groups[nearest.at], groups[nearest.at + 1]];
		if (!group || !next) return groups;
		groups.splice(nearest.at, 2, [...group, ...next]);
	}
}

/** [E2] The lens each person looked through last, by user id: its id and title. Who chose none is not in it. */
export type LookedThrough = Record<string, { id: string; title: Text }>;

/**
 * [E2] What each person looked through. Choosing in a round counts until she chooses in a later one; a lens that was put
 * away again counts for nothing, and what she chose in an earlier round then stands.
 */
export function lookedThrough({ rounds }: Protocol, events: readonly SessionEvent[]): LookedThrough {
	let round = -1;
	const chosen = new Map<string, Map<number, string>>();
	for (const event of events) {
		if (event.type === 'round-entered') round = event.round;
		if (event.type !== 'lens-chosen') continue;
		const own = chosen.get(event.userId) ?? new Map<number, string>();
		own.delete(round); // a later choice stands last
		if (event.lens !== null) own.set(round, event.lens);
		chosen.set(event.userId, own);
	}
	return Object.fromEntries(
		[...chosen].flatMap(([userId, own]) => {
			const [at, id] = [...own].at(-1) ?? [];
			const lens = at === undefined ? undefined : rounds[at]?.lenses?.find((it) => it.id === id);
			return lens ? [[userId, { id: lens.id, title: lens.title }]] : [];
		})
	);
}

/** [E2] One lane: what the people saw who looked through one lens, or what one person saw who looked through none. */
export interface EyeLane<N extends Sighting> {
	id: string;
	/** The lens; null for one person's own lane. */
	lens: Text | null;
	people: string[];
	notes: N[];
}

/** [E2] A lane per lens, in the order in which its first note comes, and then one per person without. Nobody who saw nothing. */
export function eyeLanes<N extends Sighting>(notes: readonly N[], looked: LookedThrough): EyeLane<N>[] {
	const lanes = new Map<string, EyeLane<N>>();
	for (const note of [...notes].sort((a, b) => a.t - b.t)) {
		const lens = looked[note.author];
		const id = lens ? `lens ${lens.id}` : `person ${note.author}`;
		const lane = lanes.get(id) ?? { id, lens: lens?.title ?? null, people: [], notes: [] };
		lane.notes.push(note);
		if (!lane.people.includes(note.author)) lane.people.push(note.author);
		lanes.set(id, lane);
	}
	const all = [...lanes.values()];
	return [...all.filter((lane) => lane.lens), ...all.filter((lane) => !lane.lens)];
}

/**
 * [E3] Whether what was seen may be laid side by side now: never while somebody looks for herself. What is written
 * sealed, once it is revealed; what is written on one list, in the rounds after the first that opens it.
 */
export function maySeeTogether(protocol: Protocol, { phase, round }: Pick<SessionState, 'phase' | 'round'>): boolean {
	if (phase === 'closed') return true;
	const here = protocol.rounds[round];
	if (phase !== 'running' || !here || here.notes === 'sealed') return false;
	const sealed = protocol.rounds.findIndex((it) => it.notes === 'sealed' && it.write.observations !== undefined);
	if (sealed >= 0) return revealedIn(protocol, round).some((open) => open.observations !== undefined);
	const first = protocol.rounds.findIndex((it) => it.write.observations !== undefined);
	return first >= 0 && round > first;
}
