/** What one attempt to save came to. */
export type Sent = 'saved' | 'refused' | 'unreachable';
export type SaveState = 'still' | 'unsaved' | 'saving' | 'saved' | 'waiting' | 'refused';

/** Milliseconds of rest after typing before it is sent, and before it is tried again without a connection. */
const calm = { typing: 700, again: 3000 };

/**
 * Saves a form field by field while somebody types. A field counts as saved only when the server said so; until then it
 * stays in the form and is sent again. One attempt at a time, so that an older text never lands on a newer one.
 */
export class Autosave {
	state: SaveState = $state('still');
	#changed: string[] = [];
	#sending: Promise<void> | null = null;
	#underWay: string[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#send: (fields: readonly string[]) => Promise<Sent>;

	constructor(send: (fields: readonly string[]) => Promise<Sent>) {
		this.#send = send;
	}

	get unsaved(): boolean {
		return this.#changed.length > 0 || this.#sending !== null;
	}

	/** Fields of which the server did not say yet that it has them. */
	get pending(): readonly string[] {
		return [...this.#underWay, ...this.#changed.filter((field) => !this.#underWay.includes(field))];
	}

	/** Somebody typed in this field. */
	touch(field: string): void {
		this.#note([field]);
		if (this.state !== 'waiting') this.state = 'unsaved';
		this.#after(calm.typing);
	}

	/** The whole form goes another way (its own button): waits for what is under way, then nothing is pending any more. */
	async handOver(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#sending;
		clearTimeout(this.#timer);
		this.#changed = [];
	}

	/** The page goes away: sends what is not saved yet without waiting for what is under way, and hears no answer. */
	lastCall(): void {
		if (this.pending.length > 0) void this.#send(this.pending);
	}

	/** Sends what is not saved yet, now. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#sending;
		if (this.#changed.length === 0) return;
		const fields = this.#changed;
		this.#changed = [];
		this.#underWay = fields;
		this.state = 'saving';
		this.#sending = this.#attempt(fields);
		await this.#sending;
	}

	async #attempt(fields: string[]): Promise<void> {
		const sent = await this.#send(fields);
		this.#sending = null;
		this.#underWay = [];
		if (sent === 'unreachable') {
			this.#note(fields);
			this.state = 'waiting';
			this.#after(calm.again);
		} else if (sent === 'refused') {
			// sending the same again changes nothing: it waits for the next change, together with it
			this.#note(fields);
			this.state = 'refused';
		} else this.state = this.#changed.length ? 'unsaved' : 'saved';
	}

	#note(fields: string[]): void {
		this.#changed = [...this.#changed, ...fields.filter((field) => !this.#changed.includes(field))];
	}

	#after(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), ms);
	}
}
