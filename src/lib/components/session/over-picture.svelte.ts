import { getContext, setContext } from 'svelte';
import type { Board } from './board.svelte';

/** The sheet of whoever is writing a note: what is drawn goes into her draft at once. */
export interface Sheet {
	drawing: string | null;
	keep(drawing: string | null): void;
	done(): void;
}

/**
 * What lies over the shared picture on this screen alone: one points, or draws, or looks at what was drawn with a note.
 * Never two at once; nothing of it is anybody else's.
 */
export class OverPicture {
	pointing = $state(false);
	/** The note whose drawing is shown when its frame is on the screen. */
	chosen: string | null = $state(null);
	board: Board | null = $state.raw(null);

	point(on: boolean): void {
		this.closeBoard();
		this.pointing = on;
	}

	/** Opens the sheet over the picture; its code is fetched only now. False when there is no line for that. */
	async draw(sheet: Sheet): Promise<boolean> {
		this.pointing = false;
		this.chosen = null;
		try {
			const { Board } = await import('./board.svelte');
			this.board = new Board(sheet);
			return true;
		} catch {
			return false;
		}
	}

	/** What was drawn stays in the draft. `byHand`: whoever drew goes on with her words. */
	closeBoard(byHand = false): void {
		const { board } = this;
		this.board = null;
		if (byHand) board?.sheet.done();
	}

	/** Shows the drawing of a note, or hides it again. */
	choose(noteId: string | null): void {
		this.closeBoard();
		this.pointing = false;
		this.chosen = noteId;
	}
}

const KEY = Symbol('over the picture');
export const setOverPicture = (): OverPicture => setContext(KEY, new OverPicture());
/** That of the room; one of its own where a part stands alone. */
export const getOverPicture = (): OverPicture => getContext<OverPicture | undefined>(KEY) ?? new OverPicture();
