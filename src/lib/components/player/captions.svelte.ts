import { parseVtt, wordsAt, type CaptionLine } from '$lib/domain/captions';

const wish = 'captions';

/** What is said in one clip, as this browser has it, and whether its person wants to read along. */
export class Captions {
	lines: CaptionLine[] = $state.raw([]);
	on = $state(false);

	constructor() {
		this.on = typeof localStorage !== 'undefined' && localStorage.getItem(wish) === 'on';
	}

	/** Nothing to read: no button either. */
	get any(): boolean {
		return this.lines.length > 0;
	}

	/** The words at this moment of the clip (ms), as long as they are wanted. */
	at(ms: number): string {
		return this.on ? wordsAt(this.lines, ms) : '';
	}

	/** Remembered by this browser, for every clip. */
	toggle(): void {
		this.on = !this.on;
		localStorage.setItem(wish, this.on ? 'on' : 'off');
	}

	/** Asks the gateway; without an answer there are simply none. */
	async load(clipId: string, signal: AbortSignal): Promise<void> {
		try {
			const answer = await fetch(`/clips/${clipId}/media/captions.vtt`, { signal, cache: 'no-store' });
			this.lines = answer.ok ? parseVtt(await answer.text()) : [];
		} catch {
			// a lost line, or somebody who went on to another page
		}
	}
}
