import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../support/server';
import { percentile, report, rounded } from './figures';

/**
 * How long the demo takes to be there: the first start (new database, demo school seeded) and later starts on the same
 * data. Run after `npm run build`.
 */
const dataDir = mkdtempSync(path.join(tmpdir(), 'kijkkring-start-'));
const warm: number[] = [];
try {
	const first = await startServer({ database: 'pglite', demo: true, dataDir });
	const cold = first.startedInMs;
	for (let i = 0; i < 5; i++) {
		await first.restart();
		warm.push(first.startedInMs);
	}
	const asked = performance.now();
	const page = await fetch(`${first.url}/login`);
	await page.text();
	const firstPage = performance.now() - asked;
	await first.stop();
	const again = percentile(warm, 0.5);
	const met = report('Start', [
		{ id: 'S1', what: 'first start, database made and demo school seeded', value: Math.round(cold), unit: 'ms', n: 1 },
		{
			id: 'S2',
			what: 'second start, median',
			value: Math.round(again),
			unit: 'ms',
			goal: '< 3000',
			ok: again < 3000,
			n: warm.length
		},
		{
			id: 'S3',
			what: 'first page after a start',
			value: rounded(firstPage, 0),
			unit: 'ms',
			goal: '< 1000',
			ok: firstPage < 1000,
			n: 1
		}
	]);
	process.exitCode = met ? 0 : 1;
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}
