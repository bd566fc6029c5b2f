import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { doing, isPart, isSecondTime, walk } from '../../support/rights-matrix/walk';
import { states, type State } from '../../support/rights-matrix/world';

/** What they do is no row of the database, or this school holds nothing for them to change: their own tests show it. */
const leavesNoRow = [
	'/(member)/clips/[clip] ?/check',
	'/(member)/clips/[clip]/second ?/check',
	'/(member)/cycles/[cycle] ?/dates',
	'/(member)/meetings/[meeting] ?/successAway',
	'/(member)/search ?/default',
	'/(member)/sessions/[session]/record ?/putBack',
	'/(member)/sessions/[session]/removals POST',
	'/(member)/trajectories/[trajectory]/consent ?/asked',
	'/consent ?/mail'
];
let runner: Runner;
const worked = new Set<string>();
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
