import { expect, it } from 'vitest';
import { mimeOf, segmentsOf } from './codecs';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
	new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

it('names the codecs of a start segment', () => {
	const h264 = bytes('....moov....avc1....avcC', [1, 0x64, 0x00, 0x1f], '....mp4a');
	expect(mimeOf(h264)).toBe('video/mp4; codecs="avc1.64001f,mp4a.40.2"');
	expect(mimeOf(bytes('..avcC', [1, 0x42, 0xe0, 0x1e]))).toBe('video/mp4; codecs="avc1.42e01e"');
	expect(mimeOf(bytes('..vp09....Opus'))).toBe('video/mp4; codecs="vp09.00.10.08,opus"');
});

it('knows nothing of anything else', () => {
	expect(mimeOf(bytes('..mp4a'))).toBeNull();
	expect(mimeOf(new Uint8Array())).toBeNull();
});

it('reads what may be asked for, and leaves gaps out without moving the rest', () => {
	const playlist =
		'#EXTINF:2.000000,\nseg0.m4s\n#EXTINF:2.500000,\n#EXT-X-GAP\nseg1.m4s\n#EXTINF:1.000000,\nseg2.m4s\n';
	expect(segmentsOf(playlist)).toEqual([
		{ name: 'seg0.m4s', from: 0, to: 2 },
		{ name: 'seg2.m4s', from: 4.5, to: 5.5 }
	]);
});
