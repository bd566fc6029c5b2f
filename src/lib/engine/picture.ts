import type { TimelineState } from '$lib/domain/timeline';
import type { Round } from './pack';
import type { SessionFacts } from './session';

/** The shared picture before anything happened: at the start of what was brought, resting. */
export const firstPicture = (facts: SessionFacts, now: number): TimelineState => ({
	version: 1,
	position: facts.shown.from,
	at: now,
	rate: 1,
	playing: false,
	loop: null,
	muted: false,
	start: facts.shown.from,
	end: facts.shown.to,
	stopped: false,
	waiting: null,
	by: null
});

/** [S13] What entering a round does to the picture: it always rests first, at the place the round looks at. */
export function pictureOnEntering(
	facts: SessionFacts,
	round: Round,
	before: TimelineState,
	now: number
): TimelineState {
	const rest = { ...firstPicture(facts, now), version: before.version + 1, stopped: before.stopped };
	switch (round.picture.mode) {
		case 'through-once':
			return rest;
		case 'loop-fragment':
			return { ...rest, position: facts.fragment.from, loop: { ...facts.fragment } };
		case 'still':
		case 'moments':
		case 'marks':
			return { ...rest, position: Math.min(before.position, facts.shown.to) };
	}
}
