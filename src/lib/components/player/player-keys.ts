import { rates } from '$lib/domain/timeline';

/** What a key asks of the player. */
export type KeyIntent =
	| { do: 'toggle-play' }
	| { do: 'step'; frames: 1 | -1 }
	| { do: 'skip'; ms: number }
	| { do: 'toggle-loop' }
	| { do: 'toggle-mute' }
	| { do: 'rate'; rate: number }
	| { do: 'mark' }
	| { do: 'to-mark'; to: 1 | -1 }
	| { do: 'border'; border: 'from' | 'to' }
	| { do: 'captions' }
	| { do: 'point' }
	| { do: 'help' };

/** Keys as they are pressed, without control, alt or command: those belong to the browser. */
export interface PressedKey {
	key: string;
	shiftKey: boolean;
	ctrlKey: boolean;
	altKey: boolean;
	metaKey: boolean;
}

/**
 * The keyboard map: space, arrows for a frame, with shift for a second, comma and point for the marks, brackets for the
 * borders of the loop, L, M, N, C, P, 1 to 5, and "?". Only inside the player:
 * single letters that work everywhere get in the way of speech control (WCAG 2.1.4).
 */
export function intentOfKey({ key, shiftKey, ctrlKey, altKey, metaKey }: PressedKey): KeyIntent | null {
	if (ctrlKey || altKey || metaKey) return null;
	const rate = /^[1-5]$/.test(key) ? rates[Number(key) - 1] : undefined;
	if (rate !== undefined) return { do: 'rate', rate };
	switch (key.toLowerCase()) {
		case ' ':
			return { do: 'toggle-play' };
		case 'arrowleft':
			return shiftKey ? { do: 'skip', ms: -1_000 } : { do: 'step', frames: -1 };
		case 'arrowright':
			return shiftKey ? { do: 'skip', ms: 1_000 } : { do: 'step', frames: 1 };
		case 'l':
			return { do: 'toggle-loop' };
		case 'm':
			return { do: 'toggle-mute' };
		case 'n':
			return { do: 'mark' };
		case ',':
			return { do: 'to-mark', to: -1 };
		case '.':
			return { do: 'to-mark', to: 1 };
		case '[':
			return { do: 'border', border: 'from' };
		case ']':
			return { do: 'border', border: 'to' };
		case 'c':
			return { do: 'captions' };
		case 'p':
			return { do: 'point' };
		case '?':
			return { do: 'help' };
		default:
			return null;
	}
}

/** True where keys have their own meaning: text is typed there, a list opens, or a button is pressed with space. */
export function keepsKeys(target: EventTarget | null, key: string): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.closest('input, textarea, select, [contenteditable="true"], dialog')) return true;
	return key === ' ' && target.closest('button, a, summary') !== null;
}
