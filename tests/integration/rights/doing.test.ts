import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { doing, isPart, isSecondTime, walk } from '../../support/rights-matrix/walk';
import { states, type State } from '../../support/rights-matrix/world';

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
		expect(doing(runner.kit.routes).filter((name) => !worked.has(name))).toEqual([]);
	}
);
