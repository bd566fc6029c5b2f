import type { PressedKey } from '../player/player-keys';
import type { Room } from './room';

/** What a key combination asks: Ctrl or Cmd with Z to take back; with Shift, or Ctrl+Y, to do it again. */
export function undoIntent({ key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): 'undo' | 'redo' | null {
	if (altKey || (!ctrlKey && !metaKey)) return null;
	const letter = key.toLowerCase();
	if (letter === 'z') return shiftKey ? 'redo' : 'undo';
	return letter === 'y' && ctrlKey && !shiftKey ? 'redo' : null;
}

/**
 * Takes a key or a menu of the browser that would undo, and undoes one's own last change instead: the browser's own
 * history knows nothing of what colleagues wrote in between, and would bring back their text as it was.
 */
export function takeUndo(event: KeyboardEvent | InputEvent, room: Room): 'undo' | 'redo' | null {
	const asked = 'key' in event ? undoIntent(event) : intentOfInput(event.inputType);
	if (!asked) return null;
	event.preventDefault();
	room[asked]();
	return asked;
}

const intentOfInput = (type: string): 'undo' | 'redo' | null =>
	type === 'historyUndo' ? 'undo' : type === 'historyRedo' ? 'redo' : null;
