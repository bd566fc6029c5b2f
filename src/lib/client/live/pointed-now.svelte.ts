import type { Pointed } from '$lib/domain/live';

/** A ring stays this long after the last time its person pointed, ms. */
const shownFor = 2_000;

/** Where people point in the picture at this moment, once per person. */
export class PointedNow {
	now: Pointed[] = $state.raw([]);
	#fading: Record<string, ReturnType<typeof setTimeout>> = {};

	see(pointed: Pointed): void {
		const { id } = pointed;
		this.now = [...this.now.filter((other) => other.id !== id), pointed];
		clearTimeout(this.#fading[id]);
		this.#fading[id] = setTimeout(() => this.#forget(id), shownFor);
	}

	close(): void {
		for (const timer of Object.values(this.#fading)) clearTimeout(timer);
	}

	#forget(id: string): void {
		this.now = this.now.filter((other) => other.id !== id);
	}
}
