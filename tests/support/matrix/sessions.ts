import { clip, consentAnswer, helpRequest, session, sessionEvent } from '$lib/server/db/schema';
import type { Needs } from '$lib/server/use-cases/needs';
import { eventsOf, fragment, shown, type Situation } from './cells';
import { sealed } from '../sealed';

const day = 86_400_000;

/** Marit's clip, and parents who let an expert look along, in a house where the cast has its seats. */
export async function bringClip({ db, vault, clock }: Needs): Promise<void> {
	const at = clock();
	await db.insert(clip).values({
		id: 'toren',
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed({ vault }, 'blokkentoren'),
		status: 'ready',
		bytes: 1,
		wrappedKey: vault.newKey().wrapped,
		createdAt: at,
		keepUntil: new Date(at.getTime() + day)
	});
	await letExpertLook(clock(), db);
}

export const letExpertLook = (at: Date, db: Needs['db']) =>
	db.insert(consentAnswer).values({
		id: 'marit-j-expert',
		trajectoryId: 'marit-j',
		scope: 'expert',
		state: 'granted',
		recordedBy: 'marit',
		at
	});

/** One session on Marit's clip for each situation, as it stands then, with Anke helping; `id` says what it is called. */
export async function laySessions({ db, clock }: Needs, situations: readonly Situation[], id: (n: number) => string) {
	const at = clock();
	const rows = situations.map(({ pack, protocol }, n) => ({
		id: id(n),
		teamId: 'onderbouw',
		cycleId: 'c1',
		clipId: 'toren',
		trajectoryId: 'marit-j',
		presenterId: 'marit',
		packId: pack.id,
		packVersion: pack.version,
		protocolId: protocol.id,
		shownFrom: shown.from,
		shownTo: shown.to,
		fragmentFrom: fragment.from,
		fragmentTo: fragment.to,
		createdAt: at
	}));
	const helping = rows.map((row) => ({
		id: `h-${row.id}`,
		teamId: row.teamId,
		askedBy: 'marit',
		expertId: 'anke',
		clipId: row.clipId,
		sessionId: row.id,
		status: 'accepted' as const,
		accessUntil: new Date(at.getTime() + day),
		createdAt: at
	}));
	const happened = situations.flatMap((situation, n) =>
		eventsOf(situation, at.getTime()).map(({ seq, at: _, actor, ...body }) => ({
			sessionId: id(n),
			seq,
			at,
			actorId: actor,
			body
		}))
	);
	for (const some of inPieces(rows)) await db.insert(session).values(some);
	for (const some of inPieces(helping)) await db.insert(helpRequest).values(some);
	for (const some of inPieces(happened)) await db.insert(sessionEvent).values(some);
}

/** A statement holds so many values at most. */
const inPieces = <T>(all: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(all.length / 200) }, (_, n) => all.slice(n * 200, (n + 1) * 200));
