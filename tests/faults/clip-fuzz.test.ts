import { expect, test } from 'vitest';
import { findFfmpeg } from '$lib/server/media/ffmpeg';
import { fuzzClips } from './clip-fuzz';

// few here; `npm run promises -- clips` looks at 100,000 and takes 10,000 the whole way

test('[X2] damaged clips of every kind are answered: nothing thrown, nothing hangs, nothing left, nobody called', async () => {
	const report = await fuzzClips({ probes: 800, taken: 16, seed: 2026, watchEvery: 2 });
	expect(report).toMatchObject({ crashes: [], hangs: [], outside: [] });
	// damage of every kind: some is seen through, some is refused for each reason
	expect(report.accepted).toBeGreaterThan(50);
	expect(Object.keys(report.refused)).toEqual(expect.arrayContaining(['not-a-video', 'truncated', 'no-picture']));
	expect(report.shown).toBeGreaterThan(3);
	if (!(await findFfmpeg()) || !report.attempts) return;
	expect(report.attempts).toMatchObject({ network: [], written: [], read: [] });
	expect(report.attempts.runs).toBeGreaterThan(1);
});
