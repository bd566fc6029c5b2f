import { rights } from '$lib/engine/rights';
import { roundOf, type SessionState } from '$lib/engine/session';
import type { SessionView } from '$lib/engine/session-view';
import { findClip } from '$lib/server/db/clips';
import { screenBehind } from '$lib/server/db/screens';
import { canBeBrought } from '$lib/domain/clip-facts';
import { captionsMark } from '../clip/captions';
import { emptyCard } from '../clip/clip-card';
import { secondFor } from '../clip/second-source';
import { hashSecret } from '../people/link-secret';
import { nameOf } from '../people/name-of';
import type { Needs } from '../needs';
import { protocolInOwnWords } from '../texts/own-words';
import { screenNow, type ScreenHere } from './screen-now';

/** What a browser at `/screen` is now. */
export type ScreenStage =
	| { is: 'new' }
	| { is: 'waiting'; code: string }
	| { is: 'showing'; view: SessionView; tablePath: string }
	/** It was a screen, and is none any more; nobody is told why. */
	| { is: 'over' };

export async function viewScreen(needs: Needs, secret: string | null): Promise<ScreenStage> {
	const here = await screenNow(needs, secret);
	if (here.ok)
		return {
			is: 'showing',
			view: await shownOn(needs, here.value),
			tablePath: await needs.table.address(here.value.at.row.id)
		};
	const row = secret && secret.length <= 100 ? await screenBehind(needs.db, hashSecret(secret)) : null;
	if (!row) return { is: 'new' };
	if (row.sessionId) return { is: 'over' };
	return row.code && row.until > needs.clock() ? { is: 'waiting', code: row.code } : { is: 'new' };
}

/** A screen reads its page again at every step: one showing, ms. */
const sameShowing = 3_600_000;
/** On a screen there is nobody: no right, no name, no list. */
const nobody = { id: '', name: '', seat: 'viewer' as const };

/**
 * [BS6] The session as a whole room may read it from a wall: picture, question, round and turn. The presenter's name, and
 * that of whoever has the word; nobody else's. What people did or chose on their own devices is not in it.
 */
async function shownOn(needs: Needs, { at, pairedBy }: ScreenHere): Promise<SessionView> {
	const { row, facts } = at;
	await needs.views.looked(
		{
			...{ at: needs.clock(), kind: 'screen-shown', actor: pairedBy, child: row.trajectoryId },
			...{ object: { kind: 'session', id: row.id }, facts: { screen: true } }
		},
		sameShowing
	);
	const state = inPublic(at.state);
	const running = roundOf(facts, state) !== null;
	const clip = running ? await findClip(needs.db, row.clipId) : null;
	const playable = clip?.facts && canBeBrought(clip) ? { id: clip.id, facts: clip.facts } : null;
	const presenter = { id: row.presenterId, name: await nameOf(needs, row.presenterId) };
	const speaker = state.speaker;
	return {
		id: row.id,
		title: '',
		now: needs.clock().getTime(),
		me: nobody,
		presenter,
		meeting: null,
		group: null,
		hops: false,
		wayOut: '',
		looked: {},
		screens: { open: true, which: [] },
		protocol: await protocolInOwnWords(needs.db, row, facts.protocol),
		state,
		may: { ...rights(facts, state, { userId: nobody.id, seat: nobody.seat }), jot: false },
		people: [
			{ ...presenter, seat: 'presenter' },
			...(speaker && speaker !== presenter.id
				? [{ id: speaker, name: await nameOf(needs, speaker), seat: 'colleague' as const }]
				: [])
		],
		scheme: { codes: [], groups: [], needs: [], judging: [] },
		clip: playable,
		captions: playable && (await captionsMark(needs.db, playable.id)),
		second: playable && (await secondFor(needs, playable.id, facts.shown)),
		shown: facts.shown,
		fragment: facts.fragment,
		card: emptyCard,
		until: null,
		planId: null,
		mayReadRecord: false,
		removals: 0
	};
}

const inPublic = (state: SessionState): SessionState => ({
	...state,
	took: null,
	leader: null,
	lookIn: null,
	leadAskedBy: [],
	heard: [],
	ready: [],
	moments: { glad: null, closer: null },
	lenses: {}
});
