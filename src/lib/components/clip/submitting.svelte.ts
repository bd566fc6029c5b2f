import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Sends a form and keeps what was typed. When the line is gone the page stays as it is and says so: by itself the
 * framework would show its error page, and the text would be lost with it.
 */
export class Submitting {
	/** The last sending did not reach the server. */
	lost = $state(false);

	constructor(private readonly onsuccess: () => void = () => {}) {}

	enhance: SubmitFunction = () => {
		this.lost = false;
		return async ({ result, update }) => {
			this.lost = result.type === 'error';
			if (this.lost) return;
			if (result.type === 'success') this.onsuccess();
			await update({ reset: false });
		};
	};
}
