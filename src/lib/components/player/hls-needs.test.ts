import { describe, expect, it } from 'vitest';
import { buildAbsoluteURL, EventEmitter, utf8ArrayToStr, uuid } from './hls-needs';

describe('listening', () => {
	it('tells everybody who listens, in order, with their own context and all that was said', () => {
		const said: unknown[] = [];
		const context = { name: 'own' };
		const emitter = new EventEmitter();
		emitter.on('a', (...words) => said.push(1, ...words));
		emitter.on(
			'a',
			function (this: unknown) {
				said.push(this === context);
			},
			context
		);
		expect(emitter.emit('a', 'x', 'y')).toBe(true);
		expect(said).toEqual([1, 'x', 'y', true]);
		expect(emitter.emit('b')).toBe(false);
	});

	it('tells once where once was asked, always otherwise', () => {
		let once = 0;
		let always = 0;
		const emitter = new EventEmitter();
		emitter.once('a', () => once++);
		emitter.on('a', () => always++);
		emitter.emit('a');
		emitter.emit('a');
		expect({ once, always }).toEqual({ once: 1, always: 2 });
	});

	it('stops for the listener with that context, and leaves the same listener of another', () => {
		const [mine, yours] = [{ heard: 0 }, { heard: 0 }];
		function listener(this: { heard: number }) {
			this.heard++;
		}
		const emitter = new EventEmitter();
		emitter.on('a', listener, mine);
		emitter.on('a', listener, yours);
		emitter.off('a', listener, mine);
		emitter.emit('a');
		expect([mine.heard, yours.heard]).toEqual([0, 1]);
	});

	it('leaves who is told now alone when somebody stops or begins meanwhile', () => {
		const said: string[] = [];
		const second = () => said.push('second');
		const emitter = new EventEmitter();
		emitter.on('a', () => {
			emitter.off('a', second);
			emitter.on('a', () => said.push('third'));
		});
		emitter.on('a', second);
		emitter.emit('a');
		expect(said).toEqual(['second']);
		expect(emitter.listenerCount('a')).toBe(2);
		emitter.removeAllListeners('a');
		expect(emitter.listeners('a')).toEqual([]);
	});
});

describe('addresses, names and text', () => {
	it('reads an address from where it was named', () => {
		const playlist = 'https://kijkkring.example/clips/1/media/index.m3u8';
		expect(buildAbsoluteURL(playlist, 'seg0.m4s')).toBe('https://kijkkring.example/clips/1/media/seg0.m4s');
		expect(buildAbsoluteURL(playlist, 'https://elsewhere.example/a')).toBe('https://elsewhere.example/a');
	});
	it('never names two things alike', () => expect(uuid()).not.toBe(uuid()));
	it('reads UTF-8', () => expect(utf8ArrayToStr(new TextEncoder().encode('één'))).toBe('één'));
});
