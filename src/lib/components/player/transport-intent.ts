import type { PlaybackCommand } from '$lib/domain/timeline';

/** What the remote asks: of the picture, or of this screen alone. */
export type TransportIntent =
	| PlaybackCommand
	| { do: 'step'; frames: 1 | -1 }
	| { do: 'to-mark'; to: 1 | -1 }
	| { do: 'captions' }
	| { do: 'point' };
