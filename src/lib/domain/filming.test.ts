import { describe, expect, it } from 'vitest';
import { atRest, elapsed, halt, run, troubleOf, wayToFilm } from './filming';

describe('[F1] the time that is filmed', () => {
	it('runs, stands still in a pause, and runs on', () => {
		const first = run(atRest, 1_000);
		expect(elapsed(first, 4_000)).toBe(3_000);
		const paused = halt(first, 4_000);
		expect(elapsed(paused, 60_000)).toBe(3_000);
		expect(elapsed(run(paused, 60_000), 61_500)).toBe(4_500);
	});

	it('is not begun anew by beginning twice, nor run back by a clock that jumps', () => {
		const first = run(atRest, 1_000);
		expect(run(first, 9_000)).toBe(first);
		expect(elapsed(first, 500)).toBe(0);
		expect(halt(halt(first, 3_000), 9_000)).toEqual({ ranMs: 2_000, since: null });
	});
});

describe('[F1] how a browser films', () => {
	it('prefers mp4 with AAC, then with Opus, then WebM', () => {
		expect(wayToFilm(() => true)).toBe('video/mp4;codecs=avc1.640028,mp4a.40.2');
		expect(wayToFilm((type) => !type.includes('mp4a'))).toBe('video/mp4;codecs=avc1,opus');
		expect(wayToFilm((type) => type.startsWith('video/webm'))).toBe('video/webm;codecs=vp9,opus');
		expect(wayToFilm(() => false)).toBeNull();
	});
});

describe('[F4] why there is no picture', () => {
	const named = (name: string) => troubleOf(new DOMException('no', name));
	it('tells no permission, no camera and a busy camera apart', () => {
		expect(named('NotAllowedError')).toBe('denied');
		expect(named('NotReadableError')).toBe('in-use');
		expect(named('NotFoundError')).toBe('no-camera');
		expect(named('OverconstrainedError')).toBe('no-camera');
		expect(troubleOf('what')).toBe('no-camera');
	});
});
