import { rounded, type Figure } from '../figures';
import type { Mood } from './machine';
import { median } from './samples';

/** One figure as it was measured, a value per round, and what it should be. */
export interface Measured {
	/** Of the goals G1-G13. */
	id: string;
	what: string;
	unit: string;
	values: readonly number[];
	/** Not given: told for comparison. */
	goal?: number;
	/** The goal is a lower bound. */
	atLeast?: boolean;
	/** Goal when others used this machine meanwhile; `null`: then it is not judged. Not given: it makes no difference. */
	whenBusy?: number | null;
	/** Depends on getting a turn in time: not judged on a crowded machine, like everything with a `whenBusy`. */
	timed?: boolean;
	/** Samples behind all values together. */
	n: number;
}

/**
 * The median of the rounds, and its verdict. Noise is half the distance between the lowest and the highest round, and
 * at least a twentieth of the goal: what misses its goal by no more is told, and is no failure.
 */
export function judged(measured: Measured, mood: Mood): Figure {
	const { id, what, unit, values, n } = measured;
	// one round in which something was lost is not made good by two in which nothing was
	const value = measured.goal === 0 ? Math.max(...values) : median(values);
	const figure: Figure = { id, what, unit, n, value: rounded(value, Math.abs(value) < 1 ? 3 : 2) };
	const [least, most] = [Math.min(...values), Math.max(...values)];
	if (values.length > 1) figure.range = `${rounded(least)}-${rounded(most)}`;
	if (measured.goal === undefined) return figure;
	// none of nothing lost is no promise kept
	if (n === 0) return { ...figure, goal: goalText(measured, measured.goal), ok: false, verdict: 'NOTHING SEEN' };
	const busy = mood !== 'quiet' && measured.whenBusy !== undefined;
	const crowded = mood === 'crowded' && (measured.timed === true || busy);
	const goal = crowded ? null : busy ? measured.whenBusy : measured.goal;
	if (goal === null || goal === undefined)
		return { ...figure, goal: `${goalText(measured, measured.goal)} quiet`, verdict: mood };
	const missed = measured.atLeast ? goal - value : value - goal;
	const noise = goal === 0 ? 0 : Math.max(goal / 20, (most - least) / 2);
	const ok = missed <= noise;
	return {
		...figure,
		goal: goalText(measured, goal) + (busy ? ' busy' : ''),
		ok,
		verdict: missed <= 0 ? 'yes' : ok ? 'in noise' : 'NO'
	};
}

const goalText = ({ atLeast }: Measured, goal: number): string => `${atLeast ? '>=' : '<='} ${rounded(goal)}`;
