import { killRounds } from '../../faults/kill9';
import type { Bench } from './bench';
import type { Measured } from './verdict';

/** G5 and G6, the short form: kill -9 while people type, and whether anything that was saved or seen is gone. */
export async function durable(bench: Bench) {
	const figures: Measured[] = [];
	for (const { name } of bench.targets.ours) {
		const database = name === 'embedded' ? 'embedded' : 'postgres';
		const told = await killRounds({ database, rounds: bench.options.kills, rooms: 3, people: 3 });
		const none = (id: string, what: string, value: number, unit = 'edits') =>
			figures.push({ id, what: `${name}: ${what}`, unit, values: [value], goal: 0, n: told.saved });
		none('G5', `said to be saved and lost, in ${told.rounds} kills`, told.lost);
		none('G6', 'seen by somebody else and gone', told.seenAndGone);
		none('G6', 'there twice', told.doubled);
		none('G6', 'rooms that did not agree 10 s later', told.apart, 'rooms');
	}
	return bench.judge(figures);
}
