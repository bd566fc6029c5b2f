import { units, type Code, type Need, type Round, type Text, type Unit } from '$lib/engine/pack';
import type { Rights } from '$lib/engine/rights';
import { partyOf, unheard, waitsForOthers } from '$lib/engine/parties';
import type { SessionFacts } from '$lib/engine/session';
import type { PersonAtTable, SessionView } from '$lib/engine/session-view';
import { sealedIn } from '$lib/engine/walk';
import type { Entry } from '$lib/notebook/table';

/** The round the group is in, or null before the start and after the end. */
export const roundNow = (view: SessionView): Round | null =>
	view.state.phase === 'running' ? (view.protocol.rounds[view.state.round] ?? null) : null;

/** Number (from 1) of the first round in which tips are open, or null when there is none. */
export function tipsRound(rounds: readonly Round[]): number | null {
	const index = rounds.findIndex((round) => round.tips);
	return index < 0 ? null : index + 1;
}

/** Parts that belong to this round, in reading order. Meanings stand under their observation. */
export function unitsOf(round: Round | null, tipsOpen: boolean): Unit[] {
	// what is written sealed lies on no table yet
	const write = round?.notes === 'sealed' ? {} : round?.write;
	return units.filter((unit) => {
		const who = write?.[unit];
		return (who !== undefined && who !== 'nobody') || (unit === 'tips' && tipsOpen);
	});
}

/**
 * Parts one can write a new entry in now, on the table or sealed: first what the round names first. A meaning is written
 * at an observation, and what drifts away in its own place, not here.
 */
export function unitsToWrite(view: SessionView): Unit[] {
	const { may } = view;
	const named = Object.keys(roundNow(view)?.write ?? {});
	const place = (unit: Unit) => (named.includes(unit) ? named.indexOf(unit) : named.length);
	return units
		.filter((unit) => unit !== 'meanings' && unit !== 'parking' && (may.write[unit] || may.seal[unit]))
		.sort((a, b) => place(a) - place(b));
}

/** Whether a new entry in this part goes into one's own pages until a round reveals it. */
export const isSealing = (may: Rights, unit: Unit): boolean => may.seal[unit] && !may.write[unit];

/** Number (from 1) of the round that reveals what is written sealed in this one; null when nothing is. */
export function revealRound({ protocol, state }: Pick<SessionView, 'protocol' | 'state'>): number | null {
	const { rounds } = protocol;
	if (sealedIn(protocol, state.round).length === 0) return null;
	const index = rounds.findIndex((round, i) => i > state.round && round.enter?.includes('reveal'));
	return index < 0 ? null : index + 1;
}

/** What the rules must know, out of what the room knows. */
const factsIn = (view: SessionView): SessionFacts => ({
	protocol: view.protocol,
	presenter: view.presenter.id,
	shown: view.shown,
	fragment: view.fragment
});

/** What one does oneself in this round, in the method's words; null when it says nothing of its own. */
export function taskOf(view: SessionView, round: Round): Text | null {
	const party = partyOf(factsIn(view), { userId: view.me.id, seat: view.me.seat });
	return (party && round.tasks?.[party]) ?? null;
}

/** Who in the room did not have the word yet in this round, by name; an expert who waits for them is not among them. */
export function notHeardIn(view: SessionView, here: readonly PersonAtTable[]): PersonAtTable[] {
	const table = here.map(({ id, seat }) => ({ userId: id, seat }));
	const left = new Set(unheard(factsIn(view), view.state, table).map((one) => one.userId));
	const last = view.protocol.expert === 'last';
	return here
		.filter(({ id, seat }) => left.has(id) && id !== view.state.speaker && !(last && seat === 'expert'))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** True while somebody waits for the others' turns, as an expert may (R115). */
export const waitsForTurn = (view: SessionView, person: PersonAtTable, here: readonly PersonAtTable[]): boolean =>
	waitsForOthers(
		factsIn(view),
		view.state,
		{ userId: person.id, seat: person.seat },
		here.map(({ id, seat }) => ({ userId: id, seat }))
	);

/** Whose question a round asks, in words; empty when it is asked of everybody, or of whoever has the word. */
export const askedOf = (
	view: SessionView,
	round: Round,
	words: { to: (name: string) => string; toYou: string }
): string =>
	!round.speaks.startsWith('presenter')
		? ''
		: view.presenter.id === view.me.id
			? words.toYou
			: words.to(view.presenter.name);

export interface NoteGroup {
	unit: Unit;
	notes: Entry[];
}

/** Splits what stands on the table into this round's parts (also empty ones) and what was written before. */
export function groupNotes(
	entries: readonly Entry[],
	now: readonly Unit[]
): { now: NoteGroup[]; earlier: NoteGroup[] } {
	const group = (unit: Unit): NoteGroup => ({
		unit,
		notes: entries.filter((e) => e.unit === unit && standsAlone(e, entries))
	});
	return {
		// meanings show at their observation; on their own only when that one is gone
		now: now.map(group).filter((g) => g.unit !== 'meanings' || g.notes.length > 0),
		earlier: units
			.filter((unit) => !now.includes(unit) && unit !== 'parking')
			.map(group)
			.filter((g) => g.notes.length > 0)
	};
}

const standsAlone = (entry: Entry, entries: readonly Entry[]): boolean =>
	entry.unit !== 'meanings' || !entries.some((e) => e.unit === 'observations' && e.id === entry.of);

export const meaningsOf = (entries: readonly Entry[], observation: string): Entry[] =>
	entries.filter((e) => e.unit === 'meanings' && e.of === observation);

/** Labels of codes or needs, in the order they were chosen; ids nobody knows are left out. */
export const labelsOf = (ids: readonly string[], words: readonly (Code | Need)[], locale: keyof Text): string[] =>
	ids.flatMap((id) => words.find((word) => word.id === id)?.label[locale] ?? []);

/** The first chosen word that is too general to help (R69): ask on. */
export const asksOn = (ids: readonly string[], needs: readonly Need[]): Need | null =>
	needs.find((need) => need.askOn && ids.includes(need.id)) ?? null;

/** Whole minutes left in a round, rounded up; zero or less: over. Times in epoch ms. */
export function minutesLeft(view: Pick<SessionView, 'state'>, round: Round, now: number): number {
	const end = view.state.enteredAt + (round.minutes + view.state.extraMinutes) * 60_000;
	return Math.ceil((end - now) / 60_000);
}
