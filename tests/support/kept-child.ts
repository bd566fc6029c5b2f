// Longer than most: one of everything that can be kept about a child.
import * as Y from 'yjs';
import { tableName } from '$lib/notebook/names';
import type { ClipFacts } from '$lib/domain/clip-facts';
import * as t from '$lib/server/db/schema';
import { sealCard } from '$lib/server/use-cases/clip/clip-card';
import { record } from '$lib/server/db/audit';
import type { Needs } from '$lib/server/use-cases/needs';
import { sealReason } from '$lib/server/use-cases/session/sealed-reason';

const facts = { durationMs: 60_000 } as ClipFacts;

/** One child of Marit's with something in every place where anything about a child may stand; every text is a marker. */
export async function keepChild(
	needs: Needs,
	name: string,
	mark: (where: string) => string
): Promise<{ trajectoryId: string; clipId: string; sessionId: string }> {
	const { db, vault } = needs;
	const at = needs.clock();
	const [trajectoryId, clipId, sessionId] = [`t-${name}`, `k-${name}`, `s-${name}`];
	const { key, wrapped } = vault.newKey();
	const clipKey = vault.newKey();
	const sealed = (where: string) => vault.sealText(key, JSON.stringify({ text: mark(where) }));
	const closed = { closedAt: at, closedWhy: 'finished' as const };
	await db.insert(t.trajectory).values({
		...{ id: trajectoryId, cycleId: 'c1', teacherId: 'marit', alias: name, wrappedKey: wrapped, createdAt: at },
		...{ reason: vault.write(wrapped, mark('reason')), ...closed }
	});
	await db
		.insert(t.consentAnswer)
		.values({ id: `yes-${name}`, trajectoryId, scope: 'team', state: 'granted', recordedBy: 'marit', at });
	await db.insert(t.playSlot).values({ trajectoryId, weekday: 1, part: 'morning' });
	await db
		.insert(t.briefContact)
		.values({ id: `b-${name}`, trajectoryId, at, otherChild: false, sealed: sealed('contact') });
	await db.insert(t.logParcel).values({ id: `p-${name}`, trajectoryId, momentId: 'm', at });
	await db.insert(t.clip).values({
		...{ id: clipId, trajectoryId, ownerId: 'marit', status: 'ready', bytes: 1, wrappedKey: clipKey.wrapped },
		...{ createdAt: at, keepUntil: new Date(at.getTime() + 86_400_000), facts },
		title: vault.write(clipKey.wrapped, mark('title')),
		card: sealCard(vault, clipKey.wrapped, {
			...{ context: mark('context'), reason: mark('why'), goal: mark('goal') },
			...{ question: mark('card question'), skills: ['s1'] }
		})
	});
	await db.insert(t.clipElsewhere).values({ clipId });
	await db
		.insert(t.clipMark)
		.values({ id: `m-${name}`, clipId, atMs: 1, note: vault.write(clipKey.wrapped, mark('mark')), createdAt: at });
	await db.insert(t.clipCaption).values({
		...{ id: `c-${name}`, clipId, fromMs: 0, toMs: 10 },
		sealed: vault.sealText(clipKey.key, mark('caption'))
	});
	await record(db, {
		at,
		kind: 'clip-opened',
		actor: 'kees',
		object: { kind: 'clip', id: clipId },
		child: trajectoryId
	});
	await db.insert(t.guardian).values({ id: `w-${name}`, trajectoryId, kind: 'parent', number: 1, createdAt: at });
	await db.insert(t.guardianLink).values({
		...{ id: `l-${name}`, guardianId: `w-${name}`, secretHash: `l-${name}`, codeHash: 'c', createdBy: 'marit' },
		...{ createdAt: at, expiresAt: at }
	});
	await db.insert(t.expertAsked).values({ trajectoryId, expertId: 'anke', organisation: 'Elders', askedAt: at });
	await db.insert(t.consentForm).values({ id: `fo-${name}`, trajectoryId, sealed: sealed('form'), at });
	await db.insert(t.breakGlass).values({
		...{ id: `bg-${name}`, clipId, trajectoryId, reason: 'parents-ask', askedBy: 'els', askedAt: at },
		sealed: sealed('emergency')
	});
	await db.insert(t.session).values({
		...{ id: sessionId, teamId: 'onderbouw', cycleId: 'c1', clipId, trajectoryId, presenterId: 'marit' },
		...{ packId: 'p2g-plg', packVersion: 1, protocolId: 'short', createdAt: at, startedAt: at, closedAt: at },
		...{ shownFrom: 0, shownTo: 1, fragmentFrom: 0, fragmentTo: 1 }
	});
	await db.insert(t.sessionEvent).values({
		...{ sessionId, seq: 1, at, actorId: 'noor' },
		body: sealReason(needs, wrapped, { type: 'round-entered', round: 0, how: 'back', reason: mark('event') })
	});
	await db.insert(t.sessionScreen).values({
		...{ id: `scr-${name}`, secretHash: `scr-${name}`, askedAt: at, until: at, sessionId, pairedBy: 'marit' }
	});
	await db.insert(t.sessionOwner).values({ sessionId, epoch: 1 });
	await db.insert(t.sessionNote).values({
		...{ sessionId, id: 'n1', unit: 'observations', authorId: 'kees', codes: [], changedAt: at },
		...{ sealed: vault.sealText(key, mark('note')), drawing: vault.sealText(key, mark('drawing')) }
	});
	await db.insert(t.noteLeftOut).values({ sessionId, unit: 'observations', noteId: 'n9', at });
	const doc = tableName(sessionId);
	const history = new Y.Doc();
	history.getText('t').insert(0, mark('history'));
	history.getText('t').delete(0, 3);
	await db.insert(t.docUpdate).values({ doc, sealed: vault.seal(key, Y.encodeStateAsUpdate(history)) });
	await db.insert(t.docSnapshot).values({ doc, seq: 0, sealed: vault.seal(key, Y.encodeStateAsUpdate(history)) });
	await db.insert(t.docClient).values({ doc, clientId: 7, userId: 'kees' });
	await db.insert(t.docRemoval).values({
		...{ id: `r-${name}`, doc, sessionId, unit: 'observations', entryId: 'n1', authorId: 'kees', removedBy: 'marit' },
		...{ typedBy: ['kees'], whole: true, at, sealed: sealed('removal') }
	});
	await db
		.insert(t.meetingGroup)
		.values({ id: `g-${name}`, meetingId: 'm4', number: 1 + (await db.$count(t.meetingGroup)) });
	await db.insert(t.groupYield).values({
		...{ groupId: `g-${name}`, trajectoryId, authorId: 'kees', changedAt: at },
		sealed: vault.sealText(key, mark('yield'))
	});
	const success = vault.newKey();
	await db
		.insert(t.meetingSuccess)
		.values({
			...{ meetingId: 'm4', userId: 'marit', trajectoryId, wrappedKey: success.wrapped, at },
			sealed: vault.sealText(success.key, mark('success'))
		})
		.onConflictDoNothing();
	await db.insert(t.planEntry).values({
		...{ id: `e-${name}`, trajectoryId, kind: 'note', at, createdAt: at, changedAt: at, clipId, sessionId },
		sealed: sealed('plan')
	});
	await db.insert(t.planEntry).values({
		...{ id: `f-${name}`, trajectoryId, kind: 'note', at, createdAt: at, changedAt: at, sharedAt: at },
		sealed: sealed('shared plan')
	});
	await db.insert(t.planVersion).values({
		...{ id: `v-${name}`, entryId: `e-${name}`, byId: 'marit', number: 1, begunAt: at, endedAt: at },
		sealed: sealed('plan version')
	});
	await db.insert(t.interview).values({
		...{ id: `i-${name}`, trajectoryId, moment: 'start', question: 'q', startedAt: at },
		sealed: sealed('interview')
	});
	await db.insert(t.helpRequest).values({
		...{ id: `h-${name}`, teamId: 'onderbouw', askedBy: 'marit', expertId: 'anke', clipId, sessionId },
		...{ status: 'ended', createdAt: at },
		question: vault.write(clipKey.wrapped, mark('question')),
		answer: vault.write(clipKey.wrapped, mark('answer'))
	});
	return { trajectoryId, clipId, sessionId };
}
