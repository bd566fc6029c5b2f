import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Limits } from './limits';
import { BadFrame, presenceFrame } from './wire';

/** Whose presence it is. One object per socket. */
export interface Present {
	readonly userId: string;
	readonly name: string;
}

interface Shown {
	clock: number;
	json: string;
	by: Present;
}

/**
 * Who is here and where they type (the awareness of y-protocols). Nothing of it is kept. A socket speaks only for
 * its own client ids, and the server writes the name: nobody can appear as somebody else or make another vanish [L9].
 * Collapsed to one frame per room in `presenceMs`, which also goes back to the sender: y-websocket takes 30 s of
 * silence for a broken line.
 */
export class Presence {
	readonly #shown = new Map<number, Shown>();
	/** Clock at which somebody left, until that was told. */
	readonly #left = new Map<number, number>();
	readonly #changed = new Set<number>();
	#timer: NodeJS.Timeout | null = null;

	constructor(
		private readonly limits: Limits,
		private readonly tell: (frame: Uint8Array) => void
	) {}

	/** Takes what concerns this socket's own client ids. `isHers` tells whether an id may be used by this person. */
	take(update: Uint8Array, by: Present, isHers: (clientId: number) => boolean): void {
		for (const { id, clock, json } of read(update)) {
			const now = this.#shown.get(id);
			// the browser's provider repeats what it heard about others: not hers to say, so not heard
			if (now ? now.by.userId !== by.userId : this.#countOf(by) >= this.limits.presenceIds || !isHers(id)) continue;
			if (json.length > this.limits.presenceBytes) throw new BadFrame('presence is too large');
			if (json === 'null') this.#forget(id, clock, by);
			else if (!now || clock > now.clock || now.by !== by) this.#show(id, clock, json, by);
		}
	}

	/** The socket is gone: nobody sees it as present any more. */
	leave(by: Present): void {
		for (const [id, shown] of this.#shown) if (shown.by === by) this.#forget(id, shown.clock, by);
	}

	/** Everybody now, for a newcomer; null when nobody shows. */
	everybody(): Uint8Array | null {
		return this.#shown.size > 0 ? this.#frame([...this.#shown.keys()]) : null;
	}

	stop(): void {
		if (this.#timer) clearTimeout(this.#timer);
	}

	#countOf(by: Present): number {
		let count = 0;
		for (const shown of this.#shown.values()) if (shown.by === by) count++;
		return count;
	}

	#show(id: number, clock: number, json: string, by: Present): void {
		const user = { id: by.userId, name: by.name };
		this.#shown.set(id, { clock, json: JSON.stringify({ ...parseState(json), user }), by });
		this.#left.delete(id);
		this.#mark(id);
	}

	#forget(id: number, clock: number, by: Present): void {
		const shown = this.#shown.get(id);
		if (!shown || shown.by !== by) return;
		this.#shown.delete(id);
		this.#left.set(id, Math.max(clock, shown.clock));
		this.#mark(id);
	}

	#mark(id: number): void {
		this.#changed.add(id);
		this.#timer ??= setTimeout(() => {
			this.#timer = null;
			const frame = this.#frame([...this.#changed]);
			this.#changed.clear();
			this.#left.clear();
			this.tell(frame);
		}, this.limits.presenceMs);
	}

	#frame(ids: number[]): Uint8Array {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, ids.length);
		for (const id of ids) {
			const shown = this.#shown.get(id);
			encoding.writeVarUint(into, id);
			encoding.writeVarUint(into, shown?.clock ?? this.#left.get(id) ?? 0);
			encoding.writeVarString(into, shown?.json ?? 'null');
		}
		return presenceFrame(encoding.toUint8Array(into));
	}
}

function read(update: Uint8Array): { id: number; clock: number; json: string }[] {
	try {
		const from = decoding.createDecoder(update);
		const count = decoding.readVarUint(from);
		const found = [];
		// each entry takes at least three bytes, so a forged count cannot make this long
		for (let i = 0; i < count; i++)
			found.push({
				id: decoding.readVarUint(from),
				clock: decoding.readVarUint(from),
				json: decoding.readVarString(from)
			});
		return found;
	} catch (error) {
		throw new BadFrame('unreadable presence', { cause: error });
	}
}

function parseState(json: string): object {
	try {
		const state: unknown = JSON.parse(json);
		if (typeof state === 'object' && state !== null && !Array.isArray(state)) return state;
	} catch (error) {
		throw new BadFrame('presence is not JSON', { cause: error });
	}
	throw new BadFrame('presence is not an object');
}
