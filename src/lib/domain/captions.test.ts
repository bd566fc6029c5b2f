import { describe, expect, it } from 'vitest';
import { isCaption, looksLikeVtt, parseVtt, roomAt, tidyWords, toVtt, wordsAt } from './captions';

const lines = [
	{ from: 0, to: 1_500, text: 'Kijk eens!' },
	{ from: 61_250, to: 64_000, text: '- Ja?\n- Hij staat & blijft staan' }
];

describe('[O1] a line of what is said', () => {
	it('fits in its clip, has words, and is neither a flash nor a page', () => {
		expect(isCaption({ from: 0, to: 200, text: 'ja' }, 10_000)).toBe(true);
		for (const [from, to, text] of [
			[0, 199, 'ja'],
			[-1, 500, 'ja'],
			[9_900, 10_100, 'ja'],
			[500, 500, 'ja'],
			[0, 20_001, 'ja'],
			[0, 500, ''],
			[0, 500, 'x'.repeat(301)],
			[NaN, 500, 'ja']
		] as const)
			expect(isCaption({ from, to, text }, 60_000 - 49_999)).toBe(false);
	});

	it('is plain words, whatever was typed or pasted', () => {
		expect(tidyWords('  Kijk \u0000\t eens \r\n\r\n\n  daar ')).toBe('Kijk eens\ndaar');
		expect(tidyWords(' \n \u2028 ')).toBe('');
	});

	it('stands on screen from its first moment to just before its last', () => {
		expect([0, 1_499, 1_500, 62_000].map((ms) => wordsAt(lines, ms))).toEqual([
			'Kijk eens!',
			'Kijk eens!',
			'',
			'- Ja?\n- Hij staat & blijft staan'
		]);
	});

	it('a new one takes three seconds, or what is left until the next line or the end', () => {
		expect(roomAt(lines, 5_000, 90_000)).toEqual({ from: 5_000, to: 8_000 });
		expect(roomAt(lines, 60_000, 90_000)).toEqual({ from: 60_000, to: 61_250 });
		expect(roomAt(lines, 89_950, 90_000)).toEqual({ from: 89_800, to: 90_000 });
	});
});

describe('[O2] as a WebVTT file', () => {
	it('is read back as it was written', () => {
		expect(toVtt(lines)).toContain('00:01:01.250 --> 00:01:04.000\n- Ja?\n- Hij staat &amp; blijft staan\n');
		expect(parseVtt(toVtt(lines))).toEqual(lines);
		expect(toVtt([])).toBe('WEBVTT\n');
	});

	it('nothing that somebody wrote begins a cue, a tag, a note or a line of its own', () => {
		const text = 'a\n\n00:00:05.000 --> 00:00:09.000\n<script>alert(1)</script>\n\nNOTE x --> y &lt;b&gt; <b>';
		const file = toVtt([{ from: 0, to: 1_000, text }]);
		expect(file.match(/-->/g)).toHaveLength(1);
		expect(file).not.toMatch(/<|\n\n\n/);
		expect(parseVtt(file)).toEqual([{ from: 0, to: 1_000, text: tidyWords(text) }]);
	});

	it('reads what other programs write: marks of order, SubRip, settings, voices, styles, notes', () => {
		const file = `\uFEFFWEBVTT - x\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nNOTE niets\r\n\r\nintro\r\n00:01.000 --> 00:02.500 align:start line:0\r\n<v Marit>Kijk <i>eens</i>&nbsp;daar\r\n\r\n2\r\n01:00:00,000 --> 01:00:01,000\r\nLaat\r\n`;
		expect(parseVtt(file)).toEqual([
			{ from: 1_000, to: 2_500, text: 'Kijk eens daar' },
			{ from: 3_600_000, to: 3_601_000, text: 'Laat' }
		]);
		expect(looksLikeVtt(file)).toBe(true);
	});

	it('leaves out what is no cue, and throws at nothing', () => {
		for (const nonsense of [
			'',
			'-->',
			'00:61.000 --> 00:02.000\nja',
			'00:01.000 -->\nja',
			'00:01.000 --> 00:02.000\n<b>',
			'\n\n-->-->\n'
		])
			expect(parseVtt(nonsense)).toEqual([]);
		expect(looksLikeVtt('Hij zegt --> ja')).toBe(false);
	});

	it('reads a text of nothing but opening tags once, not once from each of them', () => {
		const cue = `00:01.000 --> 00:02.000\n${'<'.repeat(150_000)}`;
		// at a step for every pair of them this would not end within the test's time
		expect(parseVtt(cue)).toHaveLength(1);
	});
});
