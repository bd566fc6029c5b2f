import { expect, test } from 'vitest';
import { playWithdrawals } from './withdrawals';

test('[C1] a no, whoever says it, ends every picture and every table at once and tells nobody whose it is', async () => {
	// `npm run promises -- withdrawals` plays five hundred
	const report = await playWithdrawals({ withdrawals: 3, seed: 2026, viewers: 3, paceMs: 50 });
	expect(report).toMatchObject({ withdrawals: 3, neverPlayed: 0, leaked: 0, neverClosed: 0, toldMore: 0, left: 0 });
	expect(report.closedAfter).toHaveLength(9);
	expect(report.asked).toBeGreaterThan(30);
	expect(Math.max(...report.lastBytesAfter, ...report.closedAfter)).toBeLessThan(5_000);
});
