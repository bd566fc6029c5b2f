/** Three soft notes, falling: to be noticed in a corner of a classroom, not to startle. Hz. */
const notes = [659.25, 587.33, 523.25];
/** Loudness, of 1. */
const loud = 0.18;
const apart = 0.55;
const ring = 1.6;

/**
 * A soft sound after a while (R45). It is planned on the clock of the sound card: a phone that lets the page doze still
 * rings in time. Make it in the hand of somebody who taps, otherwise browsers keep it silent.
 */
export class Bell {
	readonly #context = new AudioContext();
	#planned: OscillatorNode[] = [];

	constructor() {
		void this.#context.resume().catch(() => undefined);
	}

	/** Rings after so many ms; takes the place of an earlier plan. */
	plan(inMs: number): void {
		this.cancel();
		const begin = this.#context.currentTime + Math.max(0, inMs) / 1000;
		this.#planned = notes.map((hertz, index) => this.#note(hertz, begin + index * apart));
	}

	cancel(): void {
		for (const note of this.#planned.splice(0)) note.stop();
	}

	close(): void {
		this.cancel();
		void this.#context.close().catch(() => undefined);
	}

	#note(hertz: number, at: number): OscillatorNode {
		const tone = new OscillatorNode(this.#context, { type: 'sine', frequency: hertz });
		const swell = new GainNode(this.#context, { gain: 0 });
		swell.gain.setValueAtTime(0, at);
		swell.gain.linearRampToValueAtTime(loud, at + 0.04);
		swell.gain.exponentialRampToValueAtTime(0.001, at + ring);
		tone.connect(swell).connect(this.#context.destination);
		tone.start(at);
		tone.stop(at + ring);
		return tone;
	}
}
