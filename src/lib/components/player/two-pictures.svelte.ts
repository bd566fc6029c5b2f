export type Way = 'beside' | 'corner' | 'one';

/** Where the small picture lies, clockwise from the upper right: below at the left the stage says things of its own. */
const corners = ['up-right', 'down-right', 'down-left', 'up-left'] as const;

/**
 * How one viewer looks at two pictures. Hers alone, and kept only while this page of the browser is open. Only ever
 * filled in a browser.
 */
class Choice {
	/** Null until she chose: then the screen decides. */
	way: Way | null = $state(null);
	/** The second one has the large place. */
	swapped = $state(false);
	#corner = $state(0);

	get corner(): (typeof corners)[number] {
		return corners[this.#corner] ?? 'up-right';
	}

	nextCorner(): void {
		this.#corner = (this.#corner + 1) % corners.length;
	}
}

export const choice = new Choice();
