import type { TimelineState } from '$lib/domain/timeline';
import type { Round } from './pack';
import type { SessionFacts, SessionState } from './session';

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

/** So much of what came before is seen too, ms. */
const leadInMs = 3_000;

/**
 * [S13] What entering a round does to the picture: it always rests first, at the place the round looks at. [S25] Then
 * come the effects the round names.
 */
export function pictureOnEntering(
	facts: SessionFacts,
	round: Round,
	before: TimelineState,
	now: number,
	moments: SessionState['moments'] = { glad: null, closer: null }
): TimelineState {
	const rest = restingPlace(facts, round, before, now);
	const effects = round.enter ?? [];
	const moment = effects.includes('to-glad') ? moments.glad : effects.includes('to-closer') ? moments.closer : null;
	// a moment outside the loop would be left at once
	const { from, to } = rest.loop ?? facts.shown;
	const place = moment !== null && moment >= from && moment <= to ? Math.max(from, moment - leadInMs) : rest.position;
	return {
		...rest,
		position: place,
		rate: effects.includes('slow') ? 0.5 : rest.rate,
		muted: effects.includes('sound-off') || rest.muted
	};
}

function restingPlace(facts: SessionFacts, round: Round, before: TimelineState, now: number): TimelineState {
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
