import { killRounds } from './faults/kill9';
import { processRounds } from './faults/process-rounds';
import { report, type Figure } from './bench/figures';

/**
 * What takes too long for every change: run by hand before a release, figures kept in docs/promises.md.
 * `--rounds 20` kills on each database by default, and as many of each thing that can happen to one of
 * several processes. `-- processes` does those alone, `-- kills` the others. Ids are those of the promises the product makes.
 */
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 20;
const figures: Figure[] = [];
const wanted = (part: 'kills' | 'processes') =>
	process.argv.includes(part) || !process.argv.some((arg) => arg === 'kills' || arg === 'processes');
for (const database of wanted('kills') ? (['embedded', 'postgres'] as const) : []) {
	const told = await killRounds({ database, rounds, rooms: 3, people: 3 });
	const none = (what: string, value: number): Figure => ({
		id: 'A1',
		what: `${database}, kill -9 while nine people type: ${what}`,
		value,
		unit: 'edits',
		goal: '0',
		ok: value === 0,
		n: told.saved
	});
	figures.push(
		{
			id: 'A1',
			what: `${database}: kills`,
			value: told.rounds,
			unit: 'kills',
			goal: `>= ${rounds}`,
			ok: told.rounds >= rounds
		},
		none('said to be saved, and lost', told.lost),
		none('seen by somebody else, and gone', told.seenAndGone),
		none('there twice', told.doubled),
		{ ...none('rooms that did not agree 10 s later', told.apart), unit: 'rooms' }
	);
}
if (wanted('processes')) figures.push(...(await processRounds({ kills: rounds, drains: rounds, pauses: rounds })));
process.exitCode = report('Promises', figures) ? 0 : 1;
