import { afterAll, expect, test } from 'vitest';
import { closeHouse } from '../integration/live/open-room';
import { forge } from './forgeries';

afterAll(closeHouse);

test('[L3][L4][L5][L6][L7][L8][L9] nobody speaks for another, whatever bytes she sends, and the log says who tried', async () => {
	// `npm run promises -- forgeries` tries ten thousand
	const report = await forge({ forgeries: 250, seed: 2026 });
	expect(report).toMatchObject({ exits: 0, honestClosed: 0, differs: 0, pending: 0, impersonated: 0, slipped: [] });
	expect(report.logged).toBe(report.refused);
	expect(report.loggedWords).toBe(0);
	expect(report.refused).toBeGreaterThan(150);
	expect(Object.keys(report.kinds).length).toBeGreaterThan(20);
});
