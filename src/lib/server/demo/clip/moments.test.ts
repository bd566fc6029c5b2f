import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clipFacts, moments } from './moments';

const clip = readFileSync(new URL('./tower.mp4', import.meta.url));

/** Names and starts of the outermost boxes of an mp4 file. */
function outerBoxes(bytes: Buffer): string[] {
	const names: string[] = [];
	for (let at = 0; at + 8 <= bytes.length; at += bytes.readUInt32BE(at))
		names.push(bytes.toString('latin1', at + 4, at + 8));
	return names;
}

describe('the demo clip', () => {
	it('can start before it has arrived whole, and is small enough to commit', () => {
		const boxes = outerBoxes(clip);
		expect(boxes.indexOf('moov')).toBeGreaterThan(-1);
		expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
		expect(clip.length).toBeLessThanOrEqual(3_000_000);
	});

	it('lasts as long as its facts say', () => {
		const mvhd = clip.indexOf('mvhd');
		const [timescale, duration] = [clip.readUInt32BE(mvhd + 16), clip.readUInt32BE(mvhd + 20)];
		expect(Math.abs((duration / timescale) * 1000 - clipFacts.durationMs)).toBeLessThan(40);
	});

	it('does not tell which tools made it', () => {
		for (const name of ['Lavf', 'Lavc', 'x264']) expect(clip.indexOf(name)).toBe(-1);
	});
});

describe('its moments', () => {
	it('come in the order of time, within the clip, each with its own name', () => {
		const times = moments.map((m) => m.atMs);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(times.at(-1)).toBeLessThan(clipFacts.durationMs);
		expect(new Set(moments.map((m) => m.id)).size).toBe(moments.length);
	});

	it('carry a code that belongs to who acts', () => {
		const owner = { s: 'teacher', n: 'child', c: 'child', r: 'together' } as const;
		for (const m of moments) expect(owner[m.code[0] as keyof typeof owner]).toBe(m.actor);
	});

	it('say what is seen in both languages, without giving the child a full name', () => {
		for (const m of moments) {
			for (const text of [m.nl, m.en]) expect(text).toMatch(/\.$/);
			expect(m.nl).not.toBe(m.en);
		}
	});
});
