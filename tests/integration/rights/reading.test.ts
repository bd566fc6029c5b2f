import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { isPart, isSecondTime, missingRows, walk } from '../../support/rights-matrix/walk';
import { states, type State } from '../../support/rights-matrix/world';

let runner: Runner;
beforeAll(async () => {
	runner = await openRunner();
}, 240_000);
afterAll(() => runner.close());

it.skipIf(isSecondTime)('[RG1] every page, action and method in src/routes has a row that says who may', () => {
	expect(missingRows(runner.kit.routes)).toEqual([]);
});

for (const state of Object.keys(states) as State[])
	it.skipIf(isSecondTime)(
		`[RG2] everybody is shown what the table says, and nothing else: ${state}`,
		{ timeout: 900_000 },
		async () => {
			const { wrong, cells, denied } = await walk(runner, 'reading', state);
			expect(wrong).toEqual([]);
			if (!isPart) expect([cells > 50, denied > 5]).toEqual([true, true]);
		}
	);
