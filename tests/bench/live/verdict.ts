import { rounded, type Figure } from '../figures';
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
	/** Samples behind all values together. */
	n: number;
}

/**
 * The median of the rounds, and its verdict. Noise is half the distance between the lowest and the highest round, and
 * at least a twentieth of the goal: what misses its goal by no more is told, and is no failure.
 */
export function judged(measured: Measured, busy: boolean): Figure {
	const { id, what, unit, values, n } = measured;
	// one round in which something was lost is not made good by two in which nothing was
	const value = measured.goal === 0 ? Math.max(...values) : median(values);
	const figure: Figure = { id, what, unit, n, value: rounded(value, Math.abs(value) < 1 ? 3 : 2) };
	const [least, most] = [Math.min(...values), Math.max(...values)];
	if (values.length > 1) figure.range = `${rounded(least)}-${rounded(most)}`;
	const goal = busy && measured.whenBusy !== undefined ? measured.whenBusy : measured.goal;
	if (goal === undefined) return figure;
	if (goal === null) return { ...figure, goal: `${goalText(measured, measured.goal ?? 0)} quiet`, verdict: 'busy' };
	const missed = measured.atLeast ? goal - value : value - goal;
	const noise = goal === 0 ? 0 : Math.max(goal / 20, (most - least) / 2);
	const ok = missed <= noise;
	const busyGoal = busy && measured.whenBusy !== undefined;
	return {
		...figure,
		goal: goalText(measured, goal) + (busyGoal ? ' busy' : ''),
		ok,
		verdict: missed <= 0 ? 'yes' : ok ? 'in noise' : 'NO'
	};
}

const goalText = ({ atLeast }: Measured, goal: number): string => `${atLeast ? '>=' : '<='} ${rounded(goal)}`;
