import { SvelteMap } from 'svelte/reactivity';
import { keepMoment, postKept, sendKept, sendPlain, type MomentState } from '$lib/client/log/keep-moments';
import { browserLog, canKeepLog, type LogStore, type OfflineBox } from '$lib/client/log/log-store';
import type { LoggedMoment } from '$lib/domain/practice';

/** Rest after typing before it is sent, and before it is tried again without a line, ms. */
const calm = { typing: 700, again: 5000 };

/**
 * What is logged in this visit, with where each stands. A moment lies sealed on this device before it is sent, at every
 * answer and every letter, so closing the tab loses nothing [PR4].
 */
export class Moments {
	/** This visit's, the newest first. */
	shown: LoggedMoment[] = $state([]);
	readonly states = new SvelteMap<string, MomentState | { state: 'saving' }>();
	/** Kept before this visit, and not sent yet. */
	fromBefore = $state(0);
	readonly #store: LogStore | null = canKeepLog() ? browserLog() : null;
	#writing: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#over = false;

	constructor(private readonly box: OfflineBox) {
		void this.#begin();
	}

	/** Notes a moment, or a newer version of it. While somebody types it is sent when she rests. */
	log(moment: LoggedMoment, typing = false): void {
		const at = this.shown.findIndex((one) => one.id === moment.id);
		if (at < 0) this.shown.unshift(moment);
		else this.shown[at] = moment;
		this.states.set(moment.id, { state: 'saving' });
		this.#writing = this.#writing.then(() => this.#keep(moment, typing));
	}

	/** Sends what waits, now. */
	readonly send = async (): Promise<void> => {
		const store = this.#store;
		clearTimeout(this.#timer);
		if (this.#over || !store) return;
		try {
			await sendKept(store, this.box.who, postKept, (id, state) => this.#told(id, state), Date.now());
			const waiting = (await store.all()).filter((one) => one.who === this.box.who);
			this.fromBefore = waiting.filter((one) => !this.shown.some(({ id }) => id === one.id)).length;
			if (waiting.length > 0) this.#after(calm.again);
		} catch {
			// what this browser kept cannot be read now: it is tried again
			this.#after(calm.again);
		}
	};

	end(): void {
		this.#over = true;
		clearTimeout(this.#timer);
	}

	async #begin(): Promise<void> {
		// from now on this device can log for her without a line
		await this.#store?.setBox(this.box).catch(() => undefined);
		await this.send();
	}

	async #keep(moment: LoggedMoment, typing: boolean): Promise<void> {
		const kept =
			this.#store &&
			(await keepMoment(this.#store, this.box, moment, Date.now()).then(
				() => true,
				() => false
			));
		// a newer version is on its way to the disk already
		if (kept) return this.#after(typing ? calm.typing : 0);
		this.states.set(moment.id, await sendPlain(this.box, moment));
	}

	#told(id: string, state: MomentState): void {
		if (this.shown.some((one) => one.id === id)) this.states.set(id, state);
	}

	#after(ms: number): void {
		clearTimeout(this.#timer);
		if (!this.#over) this.#timer = setTimeout(() => void this.send(), ms);
	}
}
