import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { isPart, isSecondTime, isWhole, walkWithout } from '../../support/rights-matrix/walk';
import { states, type State } from '../../support/rights-matrix/world';

// the first line says yes to everybody about everything
vi.mock('$lib/domain/permissions', () => ({ may: new Proxy({}, { get: () => () => true }) }));
// what breaks at the second line is logged as broken, thousands of times
vi.spyOn(console, 'error').mockImplementation(() => {});

let runner: Runner;
beforeAll(async () => {
	runner = await openRunner();
}, 240_000);
afterAll(() => runner.close());

/** Of everybody, as it should be; and of those who are nearest, who have most to find in rows that they may know of. */
const least = isWhole ? 0.95 : 0.88;

it.skipIf(isSecondTime)(
	'[RG11] without the table of rights the rules of rows still refuse what is forbidden',
	{ timeout: 3_600_000 },
	async () => {
		for (const state of isWhole ? (Object.keys(states) as State[]) : (['as it should be'] as const)) {
			const halves = [await walkWithout(runner, 'reading', state), await walkWithout(runner, 'doing', state)];
			const passed = halves.flatMap((half) => half.passed);
			const refused = halves.reduce((sum, half) => sum + half.refused, 0);
			const share = 1 - passed.length / refused;
			console.info(
				`[RG11] ${state}: ${(100 * share).toFixed(2)} % of ${refused} cells refused; ${passed.length} got something`
			);
			const file = process.env['FIGURES_TO'];
			if (file) appendFileSync(file, JSON.stringify({ state, refused, passed: passed.length }) + '\n');
			if (process.env['RIGHTS_SHOW']) console.info(passed.join('\n'));
			if (isPart || state !== 'as it should be') continue;
			expect.soft(refused).toBeGreaterThan(500);
			expect.soft(share).toBeGreaterThanOrEqual(least);
		}
	}
);
