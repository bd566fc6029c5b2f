import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { isPart, isSecondTime, isWhole, tellFigures, walkTwice } from '../../support/rights-matrix/walk';
import { states, type State } from '../../support/rights-matrix/world';

// without the rules of rows some doors break where they would have found nothing: that is a refusal too
vi.spyOn(console, 'error').mockImplementation(() => {});

let runner: Runner;
beforeAll(async () => {
	runner = await openRunner();
}, 240_000);
afterAll(() => runner.close());

const asked = isWhole ? (Object.keys(states) as State[]) : (['as it should be'] as const);
for (const state of asked)
	it.skipIf(isSecondTime)(
		`[RG12] the rules of rows hide nothing from whoever may know it, and stop nothing she may do: ${state}`,
		{ timeout: 3_600_000 },
		async () => {
			const reading = await walkTwice(runner, 'reading', state);
			const doing = await walkTwice(runner, 'doing', state);
			const hidden = [...reading.hidden, ...doing.hidden];
			tellFigures({ of: 'twice', state, cells: reading.asked + doing.asked, wrong: hidden.length });
			expect(hidden).toEqual([]);
			if (!isPart) expect(reading.asked).toBeGreaterThan(500);
		}
	);
