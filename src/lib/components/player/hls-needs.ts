/**
 * The little that hls.js takes from other packages, when it is built from its source (bin/tools/slim-scripts.ts). The
 * names are theirs.
 */

type Listener = (...said: unknown[]) => void;
interface Heard {
	listener: Listener;
	context: unknown;
	once: boolean;
}

/** As `eventemitter3`: who stops listening, or begins, while something is told changes the next telling, not this one. */
export class EventEmitter {
	#heard = new Map<string, readonly Heard[]>();

	on(event: string, listener: Listener, context?: unknown, once = false): this {
		this.#heard.set(event, [...this.#of(event), { listener, context: context ?? this, once }]);
		return this;
	}

	once(event: string, listener: Listener, context?: unknown): this {
		return this.on(event, listener, context, true);
	}

	off(event: string, listener?: Listener, context?: unknown, once?: boolean): this {
		const stays = (one: Heard) =>
			one.listener !== listener || (once && !one.once) || (context && one.context !== context);
		return this.#keep(event, listener ? this.#of(event).filter(stays) : []);
	}

	emit(event: string, ...said: unknown[]): boolean {
		const all = this.#of(event);
		for (const one of all) {
			if (one.once) this.off(event, one.listener, undefined, true);
			one.listener.apply(one.context, said);
		}
		return all.length > 0;
	}

	listeners(event: string): Listener[] {
		return this.#of(event).map((one) => one.listener);
	}

	listenerCount(event: string): number {
		return this.#of(event).length;
	}

	removeAllListeners(event?: string): this {
		if (event !== undefined) return this.#keep(event, []);
		this.#heard.clear();
		return this;
	}

	#of(event: string): readonly Heard[] {
		return this.#heard.get(event) ?? [];
	}

	#keep(event: string, those: Heard[]): this {
		if (those.length) this.#heard.set(event, those);
		else this.#heard.delete(event);
		return this;
	}
}

/** As `url-toolkit`, for the addresses browsers know. */
export const buildAbsoluteURL = (base: string, relative: string): string => new URL(relative, base).href;

/** As `@svta/cml-utils`. Names nothing outside the page; not every page has a secure context, so not `randomUUID`. */
export const uuid = (): string => [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(16)).join('-');

/** As `@svta/cml-id3`. */
export const utf8ArrayToStr = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
