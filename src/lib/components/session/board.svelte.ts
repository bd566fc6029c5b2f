import { pointsLeft, readDrawing, writeDrawing, type Ink, type Mark, type Point, type Ring } from '$lib/domain/drawing';
import type { Sheet } from './over-picture.svelte';

/** Closer than this to the last point adds nothing to a stroke, as a share of the picture. */
const finest = 0.004;
const ringStep = 0.15;

/** A sheet over one frame: strokes by hand, or a ring that is moved with keys. Every change goes to the draft at once. */
export class Board {
	marks: Mark[] = $state.raw([]);
	/** The stroke under the pen now. */
	under: Point[] = $state.raw([]);
	ink: Ink = $state(0);
	tool: 'pen' | 'ring' = $state('pen');
	full = $state(false);
	#before: Mark[][] = $state.raw([]);

	constructor(readonly sheet: Sheet) {
		this.marks = readDrawing(sheet.drawing);
	}

	get canUndo(): boolean {
		return this.#before.length > 0;
	}

	/** The ring that moves: the last thing on the sheet. */
	get ring(): Ring | null {
		const last = this.marks.at(-1);
		return this.tool === 'ring' && last?.kind === 'ring' ? last : null;
	}

	begin(at: Point): void {
		if (this.tool === 'ring') return this.moveRing(at);
		this.full = pointsLeft(this.marks) < 2;
		if (!this.full) this.under = [at];
	}

	/** `shape`: width of the picture by its height, so that a slow hand draws as finely both ways. */
	go(at: Point, shape: number): void {
		if (this.tool === 'ring') return this.moveRing(at);
		const last = this.under.at(-1);
		if (!last || Math.hypot(at.x - last.x, (at.y - last.y) / shape) < finest) return;
		this.full = this.under.length >= pointsLeft(this.marks);
		if (!this.full) this.under = [...this.under, at];
	}

	end(): void {
		const points = this.under;
		this.under = [];
		if (points.length) this.#become([...this.marks, { kind: 'stroke', ink: this.ink, points }]);
	}

	/** Puts a ring down that can be moved; `shape` makes it round. */
	putRing(shape: number, at: Point = { x: 0.5, y: 0.5 }): void {
		this.tool = 'ring';
		this.full = pointsLeft(this.marks) < 3;
		if (!this.full) this.#become([...this.marks, { kind: 'ring', ink: this.ink, at, rx: 0.1, ry: 0.1 * shape }]);
	}

	moveRing(at: Point): void {
		const inside = (n: number) => Math.min(1, Math.max(0, n));
		if (this.ring) this.#change({ ...this.ring, at: { x: inside(at.x), y: inside(at.y) } });
	}

	nudgeRing(dx: number, dy: number): void {
		if (this.ring) this.moveRing({ x: this.ring.at.x + dx, y: this.ring.at.y + dy });
	}

	sizeRing(larger: boolean): void {
		if (!this.ring) return;
		const by = larger ? 1 + ringStep : 1 / (1 + ringStep);
		const { rx, ry } = this.ring;
		if (rx * by > 0.5 || ry * by > 0.9 || rx * by < 0.015) return;
		this.#change({ ...this.ring, rx: rx * by, ry: ry * by });
	}

	choose(ink: Ink): void {
		this.ink = ink;
		if (this.ring) this.#change({ ...this.ring, ink });
	}

	undo(): void {
		const before = this.#before.at(-1);
		if (!before) return;
		this.#before = this.#before.slice(0, -1);
		this.#show(before);
	}

	clear(): void {
		if (this.marks.length) this.#become([]);
	}

	#become(marks: Mark[]): void {
		this.#before = [...this.#before, this.marks];
		this.#show(marks);
	}

	/** Moving is no step of its own: one step back takes the ring away. */
	#change(ring: Ring): void {
		this.#show([...this.marks.slice(0, -1), ring]);
	}

	#show(marks: Mark[]): void {
		this.marks = marks;
		this.full = false;
		this.sheet.keep(writeDrawing(marks));
	}
}
