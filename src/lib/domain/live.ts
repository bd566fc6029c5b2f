/** A place in the picture as it stands upright on the screen: 0 to 1 of its width and of its height. */
export interface Place {
	x: number;
	y: number;
}

/** Somebody points there, now. Kept nowhere. */
export interface Pointed extends Place {
	/** User id; with the name, written by the server. */
	id: string;
	name: string;
}

/** What was drawn with a note, over the frame of its moment (ms of the clip), without the words. Kept nowhere. */
export interface ShownDrawing {
	drawing: string;
	t: number;
}

/** How one page's player is doing in a session; everybody at the table can see it. */
export interface PlayerReport {
	/** `elsewhere`: the page is open, but behind another tab or window, where nobody sees it. */
	state: 'ready' | 'buffering' | 'tap-needed' | 'broken' | 'elsewhere';
	/** Where the player stands, ms of the clip. */
	position: number;
	/** Version of the shared picture that it follows. */
	version: number;
	/** When the frame on screen begins, ms of the clip, as the browser showed it; null when the browser cannot tell. */
	frame: number | null;
}

/** Everybody's players, by user id: one report for every page that somebody has open. */
export type Players = Record<string, PlayerReport[]>;
