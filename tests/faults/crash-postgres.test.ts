import { expect, test } from 'vitest';
import { crashPostgres } from './crash-postgres';

test('[L1] a database that crashes while people type takes nothing with it that was called saved or seen', async () => {
	const report = await crashPostgres({ rounds: 1 });
	expect(report).toMatchObject({ rounds: 1, lost: 0, seenAndGone: 0, apart: 0 });
	expect(report.saved).toBeGreaterThan(20);
}, 400_000);
