import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { doing, isPart, isSecondTime, tellFigures, walk } from '../../support/rights-matrix/walk';
import { states, type State } from '../../support/rights-matrix/world';

/** What they do is no row of the database, or this school holds nothing for them to change: their own tests show it. */
const leavesNoRow = [
	'/(member)/clips/[clip] ?/check',
	'/(member)/clips/[clip]/second ?/check',
	'/(member)/cycles/[cycle] ?/dates',
	'/(member)/meetings/[meeting] ?/successAway',
	'/(member)/school/left/[left] ?/ask',
	'/(member)/search ?/default',
	'/(member)/sessions/[session]/record ?/putBack',
	'/(member)/sessions/[session]/removals POST',
	'/(member)/trajectories/[trajectory]/consent ?/asked',
	'/consent ?/mail'
];
let runner: Runner;
const worked = new Set<string>();
const secrets = new Set<string>();
/** [RG18] The doors that make a secret and show it, once, to whoever asked: the whole list of where one ever stands. */
const showsSecret = [
	'/(member)/calendar ?/make: answer',
	'/(member)/meetings/[meeting]/prepare ?/guest: answer',
	'/(member)/teams/[team] ?/invite: answer',
	'/(member)/teams/[team] ?/renew: answer',
	'/passkey POST in: answer',
	'/passkey POST make: answer',
	'/passkey POST prove: answer',
	'/passkey POST second: answer',
	'/screen ?/ask: set-cookie'
];
beforeAll(async () => {
	runner = await openRunner();
}, 240_000);
afterAll(() => runner.close());

for (const state of Object.keys(states) as State[])
	it.skipIf(isSecondTime)(
		`[RG3] everybody gets done what the table says, and a refusal changes nothing: ${state}`,
		{ timeout: 900_000 },
		async () => {
			const walked = await walk(runner, 'doing', state);
			for (const name of walked.worked) worked.add(name);
			for (const where of walked.secrets) secrets.add(where);
			tellFigures({ of: 'doing', state, cells: walked.cells, wrong: walked.wrong.length });
			expect(walked.wrong).toEqual([]);
			if (!isPart) expect(walked.cells).toBeGreaterThan(50);
		}
	);

it.skipIf(isPart || isSecondTime)(
	'[RG3] every action really does something for whoever may: its row holds a form that is accepted',
	() => {
		expect(
			doing(runner.kit.routes)
				.filter((name) => !worked.has(name))
				.sort()
		).toEqual(leavesNoRow);
	}
);

it.skipIf(isPart || isSecondTime)(
	'[RG18] a secret stands in the one answer it was asked for, in no address, log, subject of a letter or table',
	() => {
		// addresses, tables, the log and letters are looked at beside every question (walk.ts)
		expect([...secrets].sort()).toEqual(showsSecret);
	}
);
