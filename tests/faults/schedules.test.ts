import { expect, test } from 'vitest';
import { playSchedules } from './schedules';

test('[L6][L11][L12] random sessions: all replicas and rows agree, and nobody holds what she has no right to', async () => {
	// `npm run promises -- schedules` plays two thousand
	const report = await playSchedules({ schedules: 4, seed: 2026 });
	expect(report).toMatchObject({ neverClosed: 0, heldWithoutRight: 0, apart: 0, rowsApart: 0, lost: 0, wrong: [] });
	expect(report.savedWords).toBeGreaterThan(20);
	expect(report.heardWords).toBeGreaterThan(report.savedWords);
	expect(report.revocations).toBeGreaterThan(2);
	expect(report.closedAfterMs.length).toBeGreaterThan(2);
	expect(Math.max(...report.closedAfterMs)).toBeLessThan(5_000);
});
