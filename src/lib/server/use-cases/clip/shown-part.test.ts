import { expect, it } from 'vitest';
import { isShown, onlyShown, spansOf } from './shown-part';

const playlist = [
	...['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:3', '#EXT-X-MAP:URI="init.mp4"'],
	...['#EXTINF:2.000000,', 'seg0.m4s', '#EXTINF:2.500000,', 'seg1.m4s', '#EXTINF:2.000000,', 'seg2.m4s'],
	...['#EXT-X-ENDLIST', '']
].join('\n');

it('knows where every segment stands', () => {
	expect(spansOf(playlist).map(({ name, from, to }) => [name, from, to])).toEqual([
		['seg0.m4s', 0, 2000],
		['seg1.m4s', 2000, 4500],
		['seg2.m4s', 4500, 6500]
	]);
});

it('marks as a gap what holds nothing of what is shown, and moves nothing', () => {
	const text = onlyShown(playlist, [{ from: 2_100, to: 4_400 }]);
	expect(text.match(/#EXT-X-GAP\nseg\d\.m4s/g)).toEqual(['#EXT-X-GAP\nseg0.m4s', '#EXT-X-GAP\nseg2.m4s']);
	expect(text).toContain('#EXT-X-VERSION:8\n#EXT-X-START:TIME-OFFSET=2.100,PRECISE=YES\n');
	expect(text.match(/#EXTINF/g)).toHaveLength(3);
});

it('shows every part of several, and begins at the first', () => {
	const text = onlyShown(playlist, [
		{ from: 4_600, to: 6_000 },
		{ from: 500, to: 1_000 }
	]);
	expect(text.match(/#EXT-X-GAP\nseg\d\.m4s/g)).toEqual(['#EXT-X-GAP\nseg1.m4s']);
	expect(text).toContain('TIME-OFFSET=0.500');
});

it('counts a border as belonging to the segment that begins there', () => {
	expect(isShown({ from: 2_000, to: 4_500 }, [{ from: 4_500, to: 6_000 }])).toBe(false);
	expect(isShown({ from: 4_500, to: 6_500 }, [{ from: 2_000, to: 4_500 }])).toBe(false);
	expect(isShown({ from: 2_000, to: 4_500 }, [{ from: 4_499, to: 6_000 }])).toBe(true);
});

it('hides the same of the lighter rendition', () => {
	const light = playlist.replaceAll('seg', 'low');
	expect(spansOf(light).map(({ name }) => name)).toEqual(['low0.m4s', 'low1.m4s', 'low2.m4s']);
	const text = onlyShown(light, [{ from: 2_100, to: 4_400 }]);
	expect(text.match(/#EXT-X-GAP\nlow\d\.m4s/g)).toEqual(['#EXT-X-GAP\nlow0.m4s', '#EXT-X-GAP\nlow2.m4s']);
});
