import { describe, expect, test } from 'vitest';
import { killRounds } from './kill9';

// few rounds here; `npm run promises` does many
describe.each(['embedded', 'postgres'] as const)('on %s', (database) => {
	test('[L1] a server killed while people type loses nothing it called saved, and nothing anybody saw', async () => {
		const report = await killRounds({ database, rounds: 2 });
		expect(report.saved).toBeGreaterThan(100);
		expect(report).toMatchObject({ rounds: 2, lost: 0, seenAndGone: 0, doubled: 0, apart: 0 });
	});
});
