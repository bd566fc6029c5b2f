import { describe, expect, it } from 'vitest';
import { followMove, PictureFollower, type FollowLook } from './follow-picture';

const look = (more: {
	main?: Partial<FollowLook['main']>;
	second?: Partial<FollowLook['second']>;
	offset?: number;
	maySeek?: boolean;
}): FollowLook => ({
	main: { position: 5_000, playing: true, rate: 1, ...more.main },
	second: { position: 6_000, playing: true, seeking: false, canPlay: true, ...more.second },
	offset: more.offset ?? 1_000,
	duration: 10_000,
	seekCost: 80,
	maySeek: more.maySeek ?? true,
	// frames of 40 ms
	restAt: (position) => (Math.floor((position + (more.offset ?? 1_000)) / 40) + 0.5) * 40
});

describe('[T7] the second picture keeps to the main one', () => {
	it('leaves what is in step alone', () => {
		expect(followMove(look({}))).toEqual({ do: 'play', rate: 1, seekTo: null });
		expect(followMove(look({ second: { position: 6_014 } }))).toEqual({ do: 'play', rate: 1, seekTo: null });
	});

	it('goes a little faster or slower when it is off, and more when it is further off', () => {
		expect(followMove(look({ second: { position: 5_950 } }))).toEqual({ do: 'play', rate: 1.04, seekTo: null });
		expect(followMove(look({ second: { position: 6_050 } }))).toEqual({ do: 'play', rate: 0.96, seekTo: null });
		expect(followMove(look({ second: { position: 5_800 } }))).toEqual({ do: 'play', rate: 1.12, seekTo: null });
	});

	it('keeps to the speed the main one really has', () => {
		expect(followMove(look({ main: { rate: 0.5 } }))).toMatchObject({ rate: 0.5 });
		expect(followMove(look({ main: { rate: 0.5 }, second: { position: 5_950 } }))).toMatchObject({ rate: 0.52 });
	});

	it('jumps when it is far off, to where the main one will be; and not while another jump settles', () => {
		expect(followMove(look({ second: { position: 2_000 } }))).toEqual({ do: 'play', rate: 1, seekTo: 6_080 });
		expect(followMove(look({ second: { position: 2_000 }, maySeek: false }))).toMatchObject({ seekTo: null });
		expect(followMove(look({ second: { position: 2_000, seeking: true } }))).toMatchObject({ seekTo: null });
	});

	it('does not hurry what is still loading', () => {
		expect(followMove(look({ second: { position: 5_900, canPlay: false } }))).toMatchObject({ rate: 1, seekTo: null });
	});

	it('rests on the frame that belongs to the resting one, and stays there', () => {
		const rests = { playing: false };
		expect(followMove(look({ main: rests }))).toEqual({ do: 'rest', seekTo: 6_020 });
		expect(followMove(look({ main: rests, second: { position: 6_020 } }))).toEqual({ do: 'rest', seekTo: null });
		expect(followMove(look({ main: { ...rests, position: 5_040 }, second: { position: 6_020 } }))).toEqual({
			...{ do: 'rest', seekTo: 6_060 }
		});
	});

	it('has no picture before it was begun and after it was ended', () => {
		expect(followMove(look({ main: { position: 900 }, offset: -1_000 }))).toEqual({ do: 'cover' });
		expect(followMove(look({ main: { position: 1_000 }, offset: -1_000 }))).not.toEqual({ do: 'cover' });
		expect(followMove(look({ main: { position: 9_000 } }))).toEqual({ do: 'cover' });
		expect(followMove(look({ main: { position: 8_999 } }))).not.toEqual({ do: 'cover' });
	});
});

class Element extends EventTarget {
	time = 0;
	seeks: number[] = [];
	paused = true;
	seeking = false;
	readyState = 4;
	playbackRate = 1;
	muted = false;
	get currentTime() {
		return this.time;
	}
	set currentTime(to: number) {
		this.time = to;
		this.seeks.push(Math.round(to * 1000));
	}
	play() {
		this.paused = false;
		return Promise.resolve();
	}
	pause() {
		this.paused = true;
	}
	says(...events: string[]) {
		for (const name of events) this.dispatchEvent(new Event(name));
	}
}

describe('[T7] on two elements', () => {
	function two(offset = 500) {
		const [main, second] = [new Element(), new Element()];
		const covers: boolean[] = [];
		let now = 0;
		const middle = (position: number) => (Math.floor(position / 40) + 0.5) * 40;
		const follower = new PictureFollower(main, second, {
			...{ offset, duration: 5_000, frameOfMain: middle, frameOfSecond: middle, now: () => now },
			oncover: (covered) => covers.push(covered)
		});
		return { main, second, follower, covers, later: (ms: number) => (now += ms) };
	}

	it('is silent always, and starts and rests with the main one', () => {
		const { main, second, follower } = two();
		second.muted = false;
		main.paused = false;
		main.says('playing');
		expect([second.muted, second.paused]).toEqual([true, false]);
		main.paused = true;
		main.says('pause');
		expect(second.paused).toBe(true);
		follower.stop();
	});

	it('shows the matching frame of every step', () => {
		const { main, second, follower } = two();
		for (const frame of [0, 1, 2, 1]) {
			main.time = (frame + 0.5) / 25;
			main.says('seeked');
		}
		expect(second.seeks).toEqual([540, 580, 620, 580]);
		follower.stop();
	});

	it('stands still while the main one waits for its bytes', () => {
		const { main, second, follower } = two();
		main.paused = false;
		main.says('playing');
		main.readyState = 2;
		main.says('waiting');
		expect(second.paused).toBe(true);
		follower.stop();
	});

	it('never touches the main one, also when it cannot be played itself', async () => {
		const { main, second, follower } = two();
		second.play = () => Promise.reject(new Error('not without a touch'));
		main.paused = false;
		main.says('playing', 'timeupdate');
		await Promise.resolve();
		expect([main.seeks, main.paused, main.muted]).toEqual([[], false, false]);
		follower.stop();
	});

	it('goes by the picture that is on screen, where the browser tells which that is', () => {
		const [main, second] = [new Element(), new Element()];
		let tell: ((now: number, frame: { mediaTime: number }) => void) | null = null;
		Object.assign(main, {
			requestVideoFrameCallback: (next: typeof tell) => ((tell = next), 1),
			cancelVideoFrameCallback: () => undefined
		});
		const middle = (position: number) => (Math.floor(position / 40) + 0.5) * 40;
		const follower = new PictureFollower(main, second, {
			...{ offset: 0, duration: 5_000, frameOfMain: middle, frameOfSecond: middle, oncover: () => undefined }
		});
		const shows = (mediaTime: number) => (tell as unknown as NonNullable<typeof tell>)(0, { mediaTime });
		// it stands a little into the next picture, which was never shown
		main.time = 1.001;
		shows(0.96);
		expect(second.seeks.at(-1)).toBe(980);
		// far away from where that one is, it says nothing
		main.time = 3.02;
		main.says('seeked');
		expect(second.seeks.at(-1)).toBe(3_020);
		follower.stop();
	});

	it('says when there is no picture here, once', () => {
		const { main, covers, follower } = two(-1_000);
		main.time = 0.5;
		main.says('seeked', 'timeupdate');
		main.time = 2;
		main.says('seeked');
		expect(covers).toEqual([true, false]);
		follower.stop();
	});

	it('moves along when the two are laid beside each other anew', () => {
		const { second, follower } = two();
		follower.moveTo(700);
		expect(second.seeks.at(-1)).toBe(740);
		follower.stop();
	});

	it('is not sent anywhere before it knows its own length', () => {
		const [main, second] = [new Element(), new Element()];
		second.readyState = 0;
		const follower = new PictureFollower(main, second, {
			...{ offset: 500, duration: 5_000, frameOfMain: (at) => at, frameOfSecond: (at) => at, oncover: () => undefined }
		});
		expect(second.seeks).toEqual([]);
		second.readyState = 2;
		second.says('loadeddata');
		expect(second.seeks).toEqual([500]);
		follower.stop();
	});
});
