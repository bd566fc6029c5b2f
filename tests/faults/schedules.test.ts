import { expect, test } from 'vitest';
import { playSchedules } from './schedules';

test('[L6][L11][L12] random sessions: all replicas and rows agree, and nobody holds what she has no right to', async () => {
	// `npm run promises -- schedules` plays two thousand
	const report = await playSchedules({ schedules: 8, seed: 2026 });
	console.log({ ...report, closedAfterMs: report.closedAfterMs.length, max: Math.max(...report.closedAfterMs) });
	expect(report).toMatchObject({ neverClosed: 0, heldWithoutRight: 0, apart: 0, rowsApart: 0, lost: 0, wrong: [] });
	expect(report.savedWords).toBeGreaterThan(50);
	expect(report.heardWords).toBeGreaterThan(report.savedWords);
	expect(report.revocations).toBeGreaterThan(5);
	expect(report.closedAfterMs.length).toBeGreaterThan(5);
	expect(Math.max(...report.closedAfterMs)).toBeLessThan(2_000);
});
