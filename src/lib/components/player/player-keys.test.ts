import { expect, it } from 'vitest';
import { intentOfKey } from './player-keys';

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
	intentOfKey({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

it('knows the keys of the map', () => {
	expect(press(' ')).toEqual({ do: 'toggle-play' });
	expect(press('ArrowLeft')).toEqual({ do: 'step', frames: -1 });
	expect(press('ArrowRight', { shiftKey: true })).toEqual({ do: 'skip', ms: 1_000 });
	expect(press('L', { shiftKey: true })).toEqual({ do: 'toggle-loop' });
	expect(press('1')).toEqual({ do: 'rate', rate: 0.25 });
	expect(press('5')).toEqual({ do: 'rate', rate: 1.5 });
	expect(press('?', { shiftKey: true })).toEqual({ do: 'help' });
});

it('leaves the keys of browser and screen reader alone', () => {
	expect(press('l', { ctrlKey: true })).toBeNull();
	expect(press('ArrowLeft', { altKey: true })).toBeNull();
	expect(press('6')).toBeNull();
	expect(press('Tab')).toBeNull();
});
