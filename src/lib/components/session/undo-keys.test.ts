import { describe, expect, it } from 'vitest';
import { undoIntent } from './undo-keys';

const press = (keys: string) => {
	const held = keys.split('+');
	return undoIntent({
		key: held.at(-1) ?? '',
		ctrlKey: held.includes('ctrl'),
		metaKey: held.includes('cmd'),
		shiftKey: held.includes('shift'),
		altKey: held.includes('alt')
	});
};

describe('the keys that take back one’s own change', () => {
	it('are those of every desk', () => {
		expect(['ctrl+z', 'cmd+z'].map(press)).toEqual(['undo', 'undo']);
		// with Shift the key itself comes as a capital
		expect(['ctrl+shift+Z', 'cmd+shift+Z', 'ctrl+y'].map(press)).toEqual(['redo', 'redo', 'redo']);
	});
	it('are no letters that somebody simply types, nor keys the browser needs', () => {
		expect(['z', 'shift+Z', 'y', 'ctrl+alt+z', 'cmd+y', 'ctrl+shift+Y', 'ctrl+x'].map(press)).toEqual(
			Array<null>(7).fill(null)
		);
	});
});
