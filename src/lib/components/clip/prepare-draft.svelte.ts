import type { ClipEdits } from '$lib/domain/clip-edits';
import { boxAt, withoutSpot, withSpot, type Box, type HiddenRegion, type Turn } from '$lib/domain/hidden-regions';
import { shortest } from './prepare-moves';

const steps = 100;

/**
 * What she wants done to her clip, with the way back. One movement of a hand is one step back, however many moments it
 * had: movements with the same name belong together until `settle`.
 */
export class PrepareDraft {
	edits: ClipEdits = $state.raw({ from: 0, to: 0, cut: 'key-frames', turn: 0, mute: false, hidden: [] });
	/** The region in hand. */
	chosen: string | null = $state(null);
	#past: ClipEdits[] = $state.raw([]);
	#moving: string | null = null;
	#count = 0;

	constructor(readonly durationMs: number) {
		this.edits = { ...this.edits, to: durationMs };
	}

	readonly mayUndo = $derived(this.#past.length > 0);
	readonly region = $derived(this.edits.hidden.find(({ id }) => id === this.chosen) ?? null);

	change(part: Partial<ClipEdits>, moving: string | null = null): void {
		if (moving === null || moving !== this.#moving) this.#past = [...this.#past, this.edits].slice(-steps);
		this.#moving = moving;
		this.edits = { ...this.edits, ...part };
	}

	settle(): void {
		this.#moving = null;
	}

	undo(): void {
		const before = this.#past.at(-1);
		if (!before) return;
		this.#past = this.#past.slice(0, -1);
		this.#moving = null;
		this.edits = before;
	}

	/** A border of what stays. It never passes the other one. */
	border(which: 'from' | 'to', ms: number, moving: string | null = null): void {
		const { from, to } = this.edits;
		const least = Math.min(shortest, this.durationMs);
		if (which === 'from') this.change({ from: Math.min(Math.max(0, ms), to - least) }, moving);
		else this.change({ to: Math.max(Math.min(this.durationMs, ms), from + least) }, moving);
	}

	turn(): void {
		this.change({ turn: ((this.edits.turn + 90) % 360) as Turn });
	}

	/** A new region, for the whole clip: better too long than a moment too short. */
	hide(box: Box, ms: number): void {
		const id = `vlak-${++this.#count}`;
		const region: HiddenRegion = {
			...{ id, shape: 'ellipse', from: 0, to: this.durationMs },
			spots: [{ at: ms, ...box }]
		};
		this.change({ hidden: [...this.edits.hidden, region] });
		this.chosen = id;
	}

	/** The region stands here at this moment. */
	place(id: string, ms: number, box: Box): void {
		this.#with(id, (region) => withSpot(region, ms, box), `place ${id}`);
	}

	span(id: string, border: 'from' | 'to', ms: number): void {
		this.#with(id, (region) =>
			border === 'from'
				? { ...region, from: ms, to: Math.max(ms, region.to) }
				: { ...region, to: ms, from: Math.min(ms, region.from) }
		);
	}

	shape(id: string, shape: HiddenRegion['shape']): void {
		this.#with(id, (region) => ({ ...region, shape }));
	}

	forgetPlace(id: string, ms: number): void {
		this.#with(id, (region) => withoutSpot(region, ms));
	}

	remove(id: string): void {
		this.change({ hidden: this.edits.hidden.filter((region) => region.id !== id) });
		this.chosen = null;
	}

	/** Where a region is at a moment, and whether it is there at all then. */
	at(region: HiddenRegion, ms: number): { box: Box; there: boolean } {
		return { box: boxAt(region, ms), there: ms >= region.from && ms <= region.to };
	}

	#with(id: string, make: (region: HiddenRegion) => HiddenRegion, moving: string | null = null): void {
		this.change({ hidden: this.edits.hidden.map((region) => (region.id === id ? make(region) : region)) }, moving);
	}
}
