import { SvelteMap } from 'svelte/reactivity';
import { keepMoment, postKept, sendKept, sendPlain, type MomentState } from '$lib/client/log/keep-moments';
import { browserLog, canKeepLog, type LogStore, type OfflineBox } from '$lib/client/log/log-store';
import type { LoggedMoment } from '$lib/domain/practice';

/** Rest after typing before it is sent, and before it is tried again without a line, ms. */
const calm = { typing: 700, again: 5000 };

/** Refused before this visit; her words are there when the server could open it. */
interface RefusedBefore {
	id: string;
	code: string;
	moment: LoggedMoment | null;
}

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
	/** Refused before this visit, or behind another page: each lies here, sealed, until she takes it away. */
	refused: RefusedBefore[] = $state([]);
	/** What the method calls the contexts of those, also when there is no child any more whose page says so. */
	offered: { id: string; label: string }[] = $state([]);
	readonly #store: LogStore | null = canKeepLog() ? browserLog() : null;
	#writing: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts the wordings of this visit: a moment is only worded in the visit it was logged in. */
	#said = 0;
	#over = false;
	/** What was refused before is asked about once: by then she has her words. */
	#asked = false;

	/** Without a box (no child under way) nothing new is logged; what lies here is still hers. */
	constructor(
		private readonly who: string,
		private readonly box: OfflineBox | null
	) {
		void this.#begin();
	}

	/** Notes a moment, or a newer version of it. While somebody types it is sent when she rests. */
	log(given: LoggedMoment, typing = false): void {
		const moment = { ...given, said: (this.#said += 1) };
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
			const tell = (id: string, state: MomentState) => this.#told(id, state);
			const through = await sendKept(store, this.who, postKept, tell, Date.now(), !this.#asked);
			this.#asked ||= through;
			const mine = (await store.all()).filter((one) => one.who === this.who);
			const waiting = mine.filter((one) => one.refused === undefined);
			this.fromBefore = waiting.filter((one) => !this.shown.some(({ id }) => id === one.id)).length;
			if (waiting.length > 0 || (!this.#asked && mine.length > 0)) this.#after(calm.again);
		} catch {
			// what this browser kept cannot be read now: it is tried again
			this.#after(calm.again);
		}
	};

	/** Takes a refused moment off this device. */
	async forget(id: string): Promise<void> {
		await this.#store?.drop([id]);
		this.refused = this.refused.filter((one) => one.id !== id);
	}

	end(): void {
		this.#over = true;
		clearTimeout(this.#timer);
	}

	async #begin(): Promise<void> {
		// from now on this device can log for her without a line
		if (this.box) await this.#store?.setBox(this.box).catch(() => undefined);
		const box = this.box ?? (await this.#store?.box().catch(() => null));
		if (box?.who === this.who) this.offered = [...box.contexts, ...box.briefs];
		await this.send();
	}

	async #keep(moment: LoggedMoment, typing: boolean): Promise<void> {
		const { box } = this;
		if (!box) return;
		const kept =
			this.#store &&
			(await keepMoment(this.#store, box, moment, Date.now()).then(
				() => true,
				() => false
			));
		// a newer version is on its way to the disk already
		if (kept) return this.#after(typing ? calm.typing : 0);
		this.states.set(moment.id, await sendPlain(box, moment));
	}

	#told(id: string, state: MomentState): void {
		if (this.shown.some((one) => one.id === id)) return void this.states.set(id, state);
		if (state.state === 'waiting' || state.state === 'sign-in') return;
		const others = this.refused.filter((one) => one.id !== id);
		this.refused = state.state === 'refused' ? [...others, { id, code: state.code, moment: state.moment }] : others;
	}

	#after(ms: number): void {
		clearTimeout(this.#timer);
		if (!this.#over) this.#timer = setTimeout(() => void this.send(), ms);
	}
}
