import { describe, expect, it } from 'vitest';
import { apply, hasEnded, positionAt, startLeadMs, type TimelineState } from './timeline';

const still: TimelineState = {
	version: 1,
	position: 10_000,
	at: 0,
	rate: 1,
	playing: false,
	loop: null,
	muted: false,
	start: 5_000,
	end: 60_000,
	stopped: false,
	waiting: null,
	by: null
};
const playing = { ...still, playing: true, at: 1_000 };

describe('the shared picture', () => {
	it('rests where it is, and moves with the clock and its speed while playing', () => {
		expect(positionAt(still, 99_000)).toBe(10_000);
		expect(positionAt(playing, 3_000)).toBe(12_000);
		expect(positionAt({ ...playing, rate: 0.5 }, 3_000)).toBe(11_000);
	});
	it('does not move before the moment everybody starts', () => {
		expect(positionAt(playing, 500)).toBe(10_000);
	});
	it('stops at the end of what was brought', () => {
		expect(positionAt(playing, 500_000)).toBe(60_000);
		expect(hasEnded(playing, 51_000)).toBe(true);
		expect(hasEnded(playing, 50_999)).toBe(false);
	});
	it('loops within its bounds and never ends', () => {
		const looping = { ...playing, loop: { from: 10_000, to: 14_000 } };
		expect(positionAt(looping, 1_000 + 3_999)).toBe(13_999);
		expect(positionAt(looping, 1_000 + 4_000)).toBe(10_000);
		expect(positionAt(looping, 1_000 + 4_000 * 7 + 1_500)).toBe(11_500);
		expect(hasEnded(looping, 900_000)).toBe(false);
	});
	it('plays a little in the future, so that all can start together', () => {
		expect(apply(still, { do: 'play' }, 5_000, 'noor')).toMatchObject({
			playing: true,
			at: 5_000 + startLeadMs,
			by: 'noor',
			version: 2
		});
	});
	it('plays again from the start of what was brought when it had ended', () => {
		expect(apply({ ...still, position: 60_000 }, { do: 'play' }, 0, null).position).toBe(5_000);
	});
	it('pauses where it is at that moment', () => {
		expect(apply(playing, { do: 'pause' }, 3_500, null)).toMatchObject({ playing: false, position: 12_500 });
	});
	it('keeps a seek inside what was brought', () => {
		expect(apply(still, { do: 'seek', position: 99_000 }, 0, null).position).toBe(60_000);
		expect(apply(still, { do: 'seek', position: 0 }, 0, null).position).toBe(5_000);
	});
	it('changes speed without a jump', () => {
		const slow = apply(playing, { do: 'rate', rate: 0.5 }, 3_000, null);
		expect(slow.position).toBe(12_000);
		expect(positionAt(slow, 5_000)).toBe(13_000);
	});
	it('a new loop brings a picture outside it to its beginning', () => {
		expect(apply(still, { do: 'loop', loop: { from: 20_000, to: 30_000 } }, 0, null).position).toBe(20_000);
		expect(apply(still, { do: 'loop', loop: { from: 8_000, to: 30_000 } }, 0, null).position).toBe(10_000);
	});
});
