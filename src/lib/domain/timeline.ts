/**
 * The shared picture of one session: everybody's player follows this. Positions in ms of the clip, `at` in ms of
 * the server's clock (epoch). While `playing`, the position grows with the server's clock from `at` on.
 */
export interface TimelineState {
	/** Grows with every command, so that a late message never overrules a newer one. */
	version: number;
	position: number;
	at: number;
	rate: number;
	playing: boolean;
	/** Loop within these bounds, or null to play on. */
	loop: { from: number; to: number } | null;
	muted: boolean;
	/** What was brought, in ms of the clip: nothing is shown outside, and playing stops by itself at `end`. */
	start: number;
	end: number;
	/** The presenter stopped the picture (R140): players show a neutral cover. */
	stopped: boolean;
	/** It rests until everybody's picture has loaded, or until this moment (server's clock, ms); then it plays on. */
	waiting: { until: number } | null;
	/** User id of whoever gave the last command; null for the protocol itself. */
	by: string | null;
}

export type PlaybackCommand =
	| { do: 'play' }
	| { do: 'pause' }
	/** Rests until whoever is loading has the picture too, at most this long. */
	| { do: 'wait'; ms: number }
	| { do: 'seek'; position: number }
	| { do: 'rate'; rate: number }
	| { do: 'loop'; loop: { from: number; to: number } | null }
	| { do: 'mute'; muted: boolean };

export const rates = [0.25, 0.5, 0.75, 1, 1.5, 2] as const;
/** How long the group may choose to wait for somebody whose picture is loading, ms; then the choice comes again. */
export const waits = [10_000, 30_000] as const;
/** Playing starts this much in the future, so that everybody can start together. */
export const startLeadMs = 250;

/** Where the picture stands at server time `now` (ms). Loops and the end are accounted for. */
export function positionAt(t: TimelineState, now: number): number {
	if (!t.playing) return t.position;
	const raw = t.position + Math.max(0, now - t.at) * t.rate;
	if (t.loop && t.position <= t.loop.to) {
		const length = t.loop.to - t.loop.from;
		if (raw < t.loop.to || length <= 0) return Math.min(raw, t.loop.to);
		return t.loop.from + ((raw - t.loop.to) % length);
	}
	return Math.min(raw, t.end);
}

/** True when a playing timeline has reached its end by itself. */
export const hasEnded = (t: TimelineState, now: number): boolean => t.playing && !t.loop && positionAt(t, now) >= t.end;

/** The timeline after one command at server time `now`. Rights are judged before this. */
export function apply(t: TimelineState, command: PlaybackCommand, now: number, by: string | null): TimelineState {
	const here = positionAt(t, now);
	// whatever somebody asks for takes the place of waiting; only sound has nothing to do with it
	const waiting = command.do === 'mute' ? t.waiting : null;
	const next = { ...t, version: t.version + 1, by, waiting };
	const clamp = (ms: number) => Math.min(Math.max(t.start, ms), t.end);
	switch (command.do) {
		case 'play': {
			const atEnd = !t.loop && here >= t.end;
			return { ...next, position: atEnd ? t.start : here, at: now + startLeadMs, playing: true };
		}
		case 'pause':
			return { ...next, position: here, at: now, playing: false };
		case 'wait':
			return { ...next, position: here, at: now, playing: false, waiting: { until: now + command.ms } };
		case 'seek':
			return { ...next, position: clamp(command.position), at: t.playing ? now + startLeadMs : now };
		case 'rate':
			return { ...next, position: here, at: now, rate: command.rate };
		case 'loop': {
			const inside = command.loop && (here < command.loop.from || here > command.loop.to) ? command.loop.from : here;
			return { ...next, position: inside, at: t.playing ? now + startLeadMs : now, loop: command.loop };
		}
		case 'mute':
			return { ...next, position: here, at: now, muted: command.muted };
	}
}
