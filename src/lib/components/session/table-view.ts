import { units, type Code, type Need, type ObservationActor, type Round, type Text, type Unit } from '$lib/engine/pack';
import type { Rights } from '$lib/engine/rights';
import type { SessionView } from '$lib/engine/session-view';
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
	return units.filter((unit) => {
		const who = round?.write[unit];
		return (who !== undefined && who !== 'nobody') || (unit === 'tips' && tipsOpen);
	});
}

/** Parts one can write a new entry in now. A meaning is written at an observation, not on its own. */
export const unitsToWrite = (may: Rights): Unit[] => units.filter((unit) => unit !== 'meanings' && may.write[unit]);

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
			.filter((unit) => !now.includes(unit))
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

/** Who an observation is about: what the writer said, or what its codes all agree on. */
export function actorOf(entry: Pick<Entry, 'actor' | 'codes'>, codes: readonly Code[]): ObservationActor | null {
	if (entry.actor) return entry.actor;
	const actors = new Set(entry.codes.flatMap((id) => codes.find((code) => code.id === id)?.actor ?? []));
	const [only] = actors;
	return actors.size === 1 && only ? only : null;
}

/** True when only words were chosen that are too general to help (R69): ask on. */
export const asksOn = (ids: readonly string[], needs: readonly Need[]): boolean =>
	ids.some((id) => needs.find((need) => need.id === id)?.askOn);

/** Whole minutes left in a round, rounded up; zero or less: over. Times in epoch ms. */
export function minutesLeft(view: Pick<SessionView, 'state'>, round: Round, now: number): number {
	const end = view.state.enteredAt + (round.minutes + view.state.extraMinutes) * 60_000;
	return Math.ceil((end - now) / 60_000);
}
