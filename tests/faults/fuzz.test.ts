import { afterAll, expect, test } from 'vitest';
import { closeHouse } from '../integration/live/open-room';
import { fuzz } from './fuzz';
import { damagedSockets } from './sockets';

afterAll(closeHouse);

// few here; `npm run promises -- fuzz` sends a million, `npm run promises -- sockets` ten thousand of each

test('[L4] damaged frames of every kind harm nobody but their sender', async () => {
	const report = await fuzz({ frames: 3_000, seed: 2026 });
	expect(report).toMatchObject({ exits: 0, wrongEnds: 0, honestClosed: 0, differs: 0, pending: 0, wrong: [] });
	expect(report.heapGrowthMb).toBeLessThan(20);
	expect(report.closed['4400']).toBeGreaterThan(1000);
	expect(report.closed['4403']).toBeGreaterThan(100);
	expect(report.lived).toBeGreaterThan(20);
});

test('[L4][L13] damage over real sockets and wrong handshakes of every kind harm nobody and open nothing', async () => {
	const report = await damagedSockets({ frames: 400, handshakes: 400, seed: 2026 });
	expect(report).toMatchObject({ exits: 0, honestClosed: 0, differs: 0, pending: 0 });
	expect(report).toMatchObject({ letIn: 0, keptOut: 0, hung: 0, leftOpen: 0 });
	expect(report.handshakes).toBeGreaterThanOrEqual(400);
	expect(report.answered['101']).toBeGreaterThan(5);
});
