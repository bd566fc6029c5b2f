import { describe, expect, it } from 'vitest';
import { hearsHere, rememberedSound, rememberSound } from './sound-here';

const view = (mode: 'in-person' | 'online' | 'mixed' | null, open: boolean) => ({
	meeting: mode && { mode },
	screens: { open }
});
function store() {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, to: string) => void kept.set(key, to)
	};
}

describe('[BS3] sound on this device', () => {
	it('is off by itself only where a big screen sounds in the one room everybody is in', () => {
		expect(hearsHere(view('in-person', true), null)).toBe(false);
		expect(hearsHere(view(null, true), null)).toBe(false);
		expect(hearsHere(view('in-person', false), null)).toBe(true);
		expect(hearsHere(view('online', true), null)).toBe(true);
		expect(hearsHere(view('mixed', true), null)).toBe(true);
	});

	it("one's own choice goes before that, both ways", () => {
		expect(hearsHere(view('in-person', true), true)).toBe(true);
		expect(hearsHere(view('online', false), false)).toBe(false);
	});

	it('is remembered for each way of coming together by itself', () => {
		const device = store();
		expect(rememberedSound(view('in-person', true), device)).toBeNull();
		rememberSound(view('in-person', true), false, device);
		expect(rememberedSound(view('in-person', false), device)).toBe(false);
		expect(rememberedSound(view('online', false), device)).toBeNull();
		rememberSound(view('in-person', true), true, device);
		expect(rememberedSound(view(null, true), device)).toBe(true);
	});

	it('a browser that keeps nothing still works', () => {
		const closed = () => {
			throw new Error('no storage here');
		};
		rememberSound(view('online', false), true, { setItem: closed });
		expect(rememberedSound(view('online', false), { getItem: closed })).toBeNull();
	});
});
