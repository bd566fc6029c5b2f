/** A clip as it will be sent. */
export interface ReadyClip {
	blob: Blob;
	durationMs: number;
}

/**
 * What somebody who adds a clip has chosen so far. Stands beside the page, so that going back, or away and back, loses
 * nothing; a reload or signing out takes it along. Only ever filled in a browser.
 */
class Journey {
	/** The child, when the reader chose another than the address says. */
	picked: string | null = $state(null);
	/** The clip it goes beside, when it is a second source. */
	beside: string | null = null;
	/** As it was filmed or chosen. */
	taken: Blob | null = $state.raw(null);
	/** Filmed here: the name under which this device still keeps it. Null for a file that was chosen. */
	film: string | null = $state(null);
	ready: ReadyClip | null = $state.raw(null);
	others: 'none' | 'agreed' | 'hide' | null = $state(null);

	/** Another clip: what was said of the former one is not true of it. */
	take(clip: Blob, film: string | null = null): void {
		this.taken = clip;
		this.film = film;
		this.ready = null;
		this.others = null;
	}

	/** What was chosen for one place is not meant for another. */
	goFor(beside: string | null): void {
		if (this.beside !== beside) this.begin();
		this.beside = beside;
	}

	begin(): void {
		this.picked = null;
		this.taken = null;
		this.film = null;
		this.ready = null;
		this.others = null;
	}
}

export const journey = new Journey();
