import * as Y from 'yjs';

/**
 * A place in a text that keeps its meaning while others type before it: it hangs on the letter at its left. About
 * twenty characters, so that presence stays small.
 */
export function placeOf(text: Y.Text, index: number): string {
	const at = Y.createRelativePositionFromTypeIndex(text, Math.max(0, Math.min(index, text.length)), -1);
	return btoa(String.fromCharCode(...Y.encodeRelativePosition(at)));
}

/**
 * Where that place is now, in characters; null when the letter it hangs on is not here (yet), or when it is no place
 * in this text at all: it came from somebody else's browser.
 */
export function indexOf(text: Y.Text, place: string): number | null {
	if (!text.doc) return null;
	try {
		const bytes = Uint8Array.from(atob(place), (letter) => letter.charCodeAt(0));
		const at = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), text.doc);
		return at?.type === text ? at.index : null;
	} catch {
		return null;
	}
}
