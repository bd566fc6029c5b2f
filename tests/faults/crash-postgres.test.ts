import { expect, test } from 'vitest';
import { crashPostgres } from './crash-postgres';

test('[L1] a database that crashes while people type takes nothing with it that was called saved or seen', async () => {
	const report = await crashPostgres({ rounds: 2 });
	expect(report).toMatchObject({ rounds: 2, lost: 0, seenAndGone: 0, apart: 0 });
	expect(report.saved).toBeGreaterThan(50);
});
