import { ensureBuild } from '../../bin/tools/build.js';
import { type Figure, percentile, rounded } from '../bench/figures';
import { startProcesses } from '../support/processes';
import { beginTyping, busiest, drained, type Happening, killed, onlyPassing, type Pause, paused } from './two-tables';

/**
 * Three live processes and a page process on one database, and people who type through a router the whole time: so many
 * times the process that holds the most sessions is killed, asked to stop, and held still for longer than its lease.
 */
export async function processRounds(times: { kills: number; drains: number; pauses: number }): Promise<Figure[]> {
	await ensureBuild();
	const school = await startProcesses({
		rooms: 6,
		people: 3,
		nodes: { web: 'web', one: 'live', two: 'live', three: 'live' }
	});
	const people = await beginTyping(school);
	const told: { kill: Happening[]; drain: Happening[]; pause: Pause[] } = { kill: [], drain: [], pause: [] };
	const order = [
		...Array.from({ length: times.kills }, () => 'kill' as const),
		...Array.from({ length: times.drains }, () => 'drain' as const),
		...Array.from({ length: times.pauses }, () => 'pause' as const)
	];
	try {
		// mixed, so that each happens after each of the others
		for (const what of shuffled(order)) {
			const name = await busiest(school);
			if (what === 'kill') told.kill.push(await killed(people, name));
			else if (what === 'drain') told.drain.push(await drained(people, name));
			else told.pause.push(await paused(people, name, 5_500));
			const { saved, lost, seenAndGone, doubled, trouble } = await people.ledger();
			const done = `${told.kill.length} kills, ${told.drain.length} drains, ${told.pause.length} pauses`;
			console.error(`${done}: ${saved} saved, ${lost} lost, ${seenAndGone} gone, ${doubled} doubled`, ...trouble);
		}
		const ledger = await people.ledger();
		const all = [...told.kill, ...told.drain, ...told.pause];
		const none = (what: string, value: number, unit = 'edits'): Figure => ({
			id: 'A1',
			what: `several processes: ${what}`,
			value,
			unit,
			goal: '0',
			ok: value === 0,
			n: ledger.saved
		});
		return [
			...Object.entries(told).flatMap(([what, happenings]) => figuresOf(what, happenings)),
			none('said to be saved, and lost', ledger.lost),
			none('seen by somebody else, and gone', ledger.seenAndGone),
			none('there twice', ledger.doubled),
			none(
				'called saved by a process that had lost the session',
				told.pause.reduce((sum, { late }) => sum + late.length, 0)
			),
			none('times somebody did not agree 10 s later', all.filter((h) => h.agreedAfter > 10_000).length, 'times'),
			none('errors beyond "reconnecting"', ledger.trouble.length, 'errors'),
			none('sockets that ended as if somebody was to blame', all.filter((h) => !onlyPassing(h.endings)).length, 'times')
		];
	} finally {
		await people.goHome();
		await school.close();
	}
}

/** How long until a session whose process went could be typed in again, everybody's words saved. */
function figuresOf(what: string, happenings: Happening[]): Figure[] {
	const back = happenings.flatMap((happening) => happening.backAfter);
	// of a process that stands still only its lease tells, and the patience of those who wait for its first word
	const goal = what === 'pause' ? 20 : 10;
	const of = (part: number): Figure => ({
		id: 'G5',
		what: `${what} × ${happenings.length}: all of a session back and saved, p${part * 100}`,
		value: rounded(percentile(back, part) / 1_000),
		unit: 's',
		n: back.length
	});
	return happenings.length === 0
		? []
		: [
				of(0.5),
				{
					...of(0.99),
					goal: `<= ${goal}`,
					ok: Math.max(...back) <= goal * 1_000,
					range: `max ${rounded(Math.max(...back) / 1_000)}`
				}
			];
}

function shuffled<T>(list: T[]): T[] {
	return list
		.map((value) => ({ value, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ value }) => value);
}
