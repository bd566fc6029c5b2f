/** How somebody's own player is doing in a session; everybody at the table can see it. */
export interface PlayerReport {
	state: 'ready' | 'buffering' | 'tap-needed' | 'broken';
	/** Position of the frame on screen, ms of the clip. */
	position: number;
}
