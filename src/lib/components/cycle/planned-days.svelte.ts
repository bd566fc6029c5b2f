import type { Day } from '$lib/domain/day';
import { movedDays } from '$lib/engine/meeting-dates';

interface Days {
	meetings: Day[];
	/** Put down for the cycle after this one. */
	next: Day[];
}

/** Which day was moved, and how many went along. */
export interface Moved {
	row: 'meeting' | 'next';
	at: number;
	to: Day;
	along: number;
}

/**
 * The days of a plan while somebody arranges them: nobody else's until they are saved. [PL4] Each change can be undone,
 * one by one; a whole drag is one change, and so are the presses that move one meeting.
 */
export class PlannedDays {
	#now = $state<Days>({ meetings: [], next: [] });
	#before = $state<Days[]>([]);
	/** What a drag began from. */
	#dragged: Days | null = null;
	/** Which one the last change moved by key. */
	#pressed: string | null = null;

	constructor(meetings: readonly Day[], next: readonly Day[]) {
		this.#now = { meetings: [...meetings], next: [...next] };
	}

	get meetings(): Day[] {
		return this.#now.meetings;
	}
	get next(): Day[] {
		return this.#now.next;
	}
	get mayUndo(): boolean {
		return this.#before.length > 0;
	}

	/** `drag` while a hand holds it; `drop` when it lets go; `press` for one step of a key; `type` for a date that was typed. */
	move(how: 'drag' | 'drop' | 'press' | 'type', move: Omit<Moved, 'along'> & { along: boolean }): Moved {
		const from = how === 'drag' || how === 'drop' ? (this.#dragged ??= this.#now) : this.#now;
		const to = shifted(from, move);
		const which = `${move.row} ${move.at}`;
		if (how === 'drop') this.#dragged = null;
		// many presses are one move
		const goesOn = how === 'press' && this.#pressed === which;
		if (how !== 'drag') this.#pressed = how === 'press' ? which : null;
		if (how !== 'drag' && !goesOn && !isSame(from, to)) this.#before.push(from);
		this.#now = to;
		return { row: move.row, at: move.at, to: move.to, along: countMoved(from, to) - 1 };
	}

	/** Each on a day of its own choosing, as one change. */
	set(meetings: readonly Day[]): void {
		this.#before.push(this.#now);
		this.#pressed = null;
		this.#now = { ...this.#now, meetings: [...meetings] };
	}

	undo(): void {
		const last = this.#before.pop();
		if (last) this.#now = last;
		this.#pressed = null;
	}
}

/** What comes after keeps its distance, into the next cycle. */
function shifted(days: Days, { row, at, to, along }: Omit<Moved, 'along'> & { along: boolean }): Days {
	const all = [...days.meetings, ...days.next];
	const place = row === 'meeting' ? at : days.meetings.length + at;
	// a field that was emptied keeps nothing at a distance
	const moved = to === '' || all[place] === '' ? all.with(place, to) : movedDays(all, { at: place, to, along });
	return { meetings: moved.slice(0, days.meetings.length), next: moved.slice(days.meetings.length) };
}

const isSame = (one: Days, other: Days): boolean => countMoved(one, other) === 0;
const countMoved = (one: Days, other: Days): number =>
	[...one.meetings, ...one.next].filter((day, i) => day !== [...other.meetings, ...other.next][i]).length;
