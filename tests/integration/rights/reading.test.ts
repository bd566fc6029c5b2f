import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { fields } from '../../support/rights-matrix/fields';
import { guessDoors, guessRows } from '../../support/rights-matrix/guesses';
import { requestFor } from '../../support/rights-matrix/requests';
import { differences, type Shown } from '../../support/rights-matrix/shapes';
import { isPart, isSecondTime, missingRows, note, tellFigures, walk } from '../../support/rights-matrix/walk';
import { states, subjects, type State, type Subject } from '../../support/rights-matrix/world';

/** Of each kind of thing; SECURITY B6 asks for a million: `GUESSES=1000000`. */
const guesses = Number(process.env['GUESSES'] ?? 5_000);
let runner: Runner;
const shown: Shown = new Map();
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
			const { wrong, cells, denied, shown: found } = await walk(runner, 'reading', state);
			tellFigures({ of: 'reading', state, cells, wrong: wrong.length });
			expect(wrong).toEqual([]);
			for (const [page, fields] of found) shown.set(page, fields);
			if (!isPart) expect([cells > 50, denied > 5]).toEqual([true, true]);
		}
	);

it.skipIf(isPart || isSecondTime)(
	'[RG16] every field of every page is shown to whom it is written down for, and to nobody else',
	async () => {
		const today = runner.kit.routes.find(({ id }) => id === '/(member)/today');
		if (!today) throw new Error('no page of today');
		await runner.inState('as it should be', async (ask) => {
			for (const who of Object.keys(subjects) as Subject[]) {
				const heard = await ask(who, requestFor({ route: today, what: 'page', body: undefined }, who, runner.world));
				if (heard.status === 200 && heard.to === null) note(shown, 'around every page', who, heard.body, true);
			}
		});
		expect(differences(shown, fields)).toEqual([]);
		expect(shown.size).toBeGreaterThan(40);
	}
);

it.skipIf(isPart || isSecondTime)(
	'[RG17] [B6] what is guessed is found nowhere, and every guess is answered alike',
	{ timeout: 1_800_000 },
	async () => {
		const rows = await guessRows(runner.world.needs.db, guesses);
		expect(rows.hits).toEqual([]);
		expect(rows.guesses).toBeGreaterThanOrEqual(guesses * 18);
		await runner.inState('as it should be', async (ask) => {
			const doors = await guessDoors(runner.kit.routes, ask, Math.max(3, Math.min(100, guesses / 10_000)));
			expect(doors.wrong).toEqual([]);
			expect(doors.asked).toBeGreaterThan(300);
		});
	}
);
