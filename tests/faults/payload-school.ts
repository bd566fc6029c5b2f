// Longer than the house likes: every place where words are kept, and a school in which each has some.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { and, eq, getTableColumns, is, isNotNull } from 'drizzle-orm';
import { getTableConfig, PgTable, type PgColumn } from 'drizzle-orm/pg-core';
import * as Y from 'yjs';
import type { TeamRole } from '$lib/domain/roles';
import { ownName, tableName } from '$lib/notebook/names';
import { addEntry } from '$lib/notebook/table';
import { textsOf } from '$lib/engine/pack-texts';
import { packOf } from '$lib/methods';
import { connect, type Db } from '$lib/server/db/connection';
import { openKeyStore } from '$lib/server/db/key-store';
import * as t from '$lib/server/db/schema';
import { openVault, type Vault } from '$lib/server/db/vault';
import { hashSecret } from '$lib/server/use-cases/people/link-secret';

/**
 * Columns of text that hold no words of anybody: what we ourselves write there is checked elsewhere. Every other one gets
 * smuggled words. An id, a reference to a row and a hash need not be named.
 */
const noWords: Record<string, readonly string[]> = {
	'one of a few words of ours': [
		...['school.region', 'userAccount.locale', 'userAccount.reminders', 'authSession.stage', 'passkey.transports'],
		...[
			'invitation.kind',
			'invitation.roles',
			'teamMember.roles',
			'meeting.mode',
			'meetingDuty.duty',
			'cyclePath.path'
		],
		...['meetingAgenda.blocks', 'trajectory.years', 'trajectory.closedWhy', 'playSlot.part', 'coverRequest.status'],
		...['tip.years', 'guardian.kind', 'guardian.language', 'consentAnswer.scope', 'consentAnswer.state'],
		...[
			'consentAnswer.by',
			'consentAnswer.textLanguage',
			'clip.status',
			'clip.failure',
			'clip.facts',
			'clip.alignedBy'
		],
		...['erasure.what', 'ownText.locale', 'sessionNote.unit', 'sessionNote.actor', 'sessionNote.codes'],
		...['noteLeftOut.unit', 'docRemoval.unit', 'planEntry.kind', 'interview.moment', 'interview.question'],
		...['helpRequest.status', 'breakGlass.reason', 'auditNotice.kind', 'auditNotice.href', 'liveNode.role']
	],
	'a day': ['cycle.nextDays', 'reminderLetter.day', 'consentAnswer.formDay'],
	'the name of a thing in the method': [
		...['cycle.packId', 'meeting.planId', 'ownText.packId', 'ownText.place', 'session.packId', 'session.protocolId']
	],
	'the name of a row, without a reference': [
		...['logParcel.momentId', 'clipToGo.clipId', 'erasure.of', 'erasure.keyId', 'sessionEvent.actorId'],
		...['docUpdate.doc', 'docSnapshot.doc', 'docClient.doc', 'docClient.userId', 'docRemoval.doc'],
		...['docRemoval.sessionId', 'docRemoval.entryId', 'docRemoval.authorId', 'docRemoval.removedBy'],
		...['docRemoval.typedBy', 'docRemoval.broughtBackBy', 'sessionOwner.nodeId', 'sessionNote.authorId'],
		...['sessionNote.ofId', 'noteLeftOut.noteId', 'planEntry.writingId', 'reminderGiven.reason', 'liveNode.name']
	],
	'a hash or a key': [
		...['userAccount.passwordHash', 'authSession.proofHash', 'authenticator.secret', 'authenticator.wrappedKey'],
		...['passkey.publicKey', 'schoolLoginWait.emailHash', 'signInTry.key', 'invitation.secretHash'],
		...['pushDevice.wrappedKey', 'pushDevice.address', 'pushKey.wrappedKey', 'calendarFeed.secretHash'],
		...['meetingSuccess.wrappedKey', 'trajectory.wrappedKey', 'clip.wrappedKey', 'guardianLink.secretHash'],
		...['guardianLink.codeHash', 'consentAnswer.textHash', 'sessionScreen.secretHash', 'auditLink.hash']
	],
	'what a provider of the school calls somebody; shown nowhere': [
		...['schoolLogin.issuer', 'schoolLogin.subject', 'schoolLoginWait.issuer', 'schoolLoginWait.subject']
	],
	'from before it was sealed, and emptied at the start': [
		...['trajectory.oldReason', 'clip.oldTitle', 'clip.oldContext', 'clip.oldReason', 'clip.oldGoal'],
		...['clip.oldQuestion', 'clip.oldSkills', 'clipMark.oldNote', 'helpRequest.oldQuestion', 'helpRequest.oldAnswer']
	],
	'of the chain of the log: ids and numbers, and a change of it is found (audit)': [
		...['auditEntry.kind', 'auditEntry.actor', 'auditEntry.role', 'auditEntry.objectKind', 'auditEntry.objectId'],
		...['auditEntry.childId', 'auditEntry.aboutId', 'auditEntry.facts', 'auditHead.line']
	],
	'events of a session: ids and steps of the protocol': ['sessionEvent.body'],
	'a code to be typed in, made by us': ['sessionScreen.code'],
	'a picture': ['consentForm.sealed'],
	'lines, read by domain/drawing': ['sessionNote.drawing'],
	'the words of the entry once more, while two write in it; begun anew from there': ['planEntry.writing'],
	'one of a few words of ours, sealed': ['trajectory.sealedNature', 'briefContact.sealed']
};
const withoutWords = new Set(Object.values(noWords).flat());

const tables = Object.entries(t as Record<string, unknown>).filter((entry): entry is [string, PgTable] =>
	is(entry[1], PgTable)
);
const holdsText = (column: PgColumn) => ['text', 'jsonb', 'bytea'].includes(column.getSQLType());

/** `table.column` of every place in the schema where words are kept. */
export function placesWithWords(): string[] {
	return tables.flatMap(([name, table]) => {
		const { foreignKeys } = getTableConfig(table);
		const refers = new Set(foreignKeys.flatMap((key) => key.reference().columns.map((column) => column.name)));
		return Object.entries(getTableColumns(table))
			.filter(([key, column]) => holdsText(column) && key !== 'id' && key !== 'hash' && !refers.has(column.name))
			.map(([key]) => `${name}.${key}`)
			.filter((place) => !withoutWords.has(place));
	});
}

/** Names in the list above that the schema no longer has. */
export const placesGone = (): string[] =>
	[...withoutWords].filter((place) => {
		const [name = '', key = ''] = place.split('.');
		const table = tables.find(([one]) => one === name)?.[1];
		return !table || !(key in getTableColumns(table));
	});

/** A school's folder while its server stands still: its database, and its keys. */
export async function openSchool(dataDir: string) {
	const keys = path.join(dataDir, 'keys');
	const master = Buffer.from(readFileSync(path.join(keys, 'master.key'), 'utf8').trim(), 'base64url');
	const vault = openVault(new Uint8Array(master), { store: openKeyStore(path.join(keys, 'store')) });
	const { db, close } = await connect({ dir: path.join(dataDir, 'database') }, 'drizzle');
	return { db, vault, close };
}
export type OpenSchool = Awaited<ReturnType<typeof openSchool>>;

/** What opens doors without an account, in the school as `furnish` leaves it. */
export const opening = { letter: 'kk-visit', screen: 'kk-screen' };

/**
 * The demo school with one of everything that it lacks, so that every place has words to be replaced. Answers what stands
 * in the brackets of its addresses.
 */
export async function furnish({ db, vault }: OpenSchool): Promise<Record<string, string[]>> {
	const now = new Date();
	const later = new Date(now.getTime() + 86_400_000);
	const people = await db.select().from(t.userAccount);
	const idOf = (key: string) => people.find(({ email }) => email.startsWith(`${key}@`))?.id ?? '';
	const [marit, noor, kees, anke] = [idOf('marit'), idOf('noor'), idOf('kees'), idOf('anke')];
	const [gerda, els] = [idOf('gerda'), idOf('els')];
	const one = async <R>(rows: Promise<R[]>, what: string): Promise<R> => {
		const [row] = await rows;
		if (!row) throw new Error(`the demo school has no ${what} any more`);
		return row;
	};
	const team = await one(db.select().from(t.team), 'team');
	const meetings = await db.select().from(t.meeting);
	const child = await one(db.select().from(t.trajectory).where(eq(t.trajectory.teacherId, marit)), 'child of Marit');
	const clip = await one(
		db
			.select()
			.from(t.clip)
			.where(and(eq(t.clip.ownerId, marit), isNotNull(t.clip.wrappedKey))),
		'clip of Marit'
	);
	const sessions = await db.select().from(t.session);
	const open = await one(db.select().from(t.session).where(eq(t.session.clipId, clip.id)), 'session of Marit');
	const meeting = await one(
		db
			.select()
			.from(t.meeting)
			.where(eq(t.meeting.id, open.meetingId ?? '')),
		'meeting'
	);
	const childKey = vault.open(child.wrappedKey);
	const sealed = (fields: object) => vault.sealText(childKey, JSON.stringify(fields));
	const clipKey = clip.wrappedKey ?? child.wrappedKey;

	// a guest's link ends with its meeting, and today's may be over by this hour
	const ahead = meetings.find(({ cycleId, startsAt }) => cycleId === meeting.cycleId && startsAt > now) ?? meeting;
	await db
		.update(t.meeting)
		.set({ talkLink: 'https://praat.delinde.example/kamer' })
		.where(eq(t.meeting.id, meeting.id));
	await db.update(t.school).set({
		parentsContact: { who: 'Els, begeleider', email: 'els at de linde', phone: 'nul zes', privacy: 'fg at elders' }
	});
	await db.insert(t.helpRequest).values({
		...{ id: 'kk-help', teamId: team.id, askedBy: marit, expertId: anke, clipId: clip.id, status: 'accepted' },
		...{ question: vault.write(clipKey, 'Wat zie jij?'), answer: vault.write(clipKey, 'Een kind.') },
		...{ accessUntil: later, createdAt: now, answeredAt: now }
	});
	await db.insert(t.interview).values({
		...{ id: 'kk-interview', trajectoryId: child.id, moment: 'start', interviewerId: kees, question: 'words' },
		...{ sealed: sealed({ words: 'Zoekend en stil.', relation: 'Wij zoeken elkaar nog.' }), startedAt: now }
	});
	await db.insert(t.clipCaption).values({
		...{ id: 'kk-caption', clipId: clip.id, fromMs: 1_000, toMs: 4_000 },
		sealed: vault.sealText(vault.open(clipKey), 'Kijk eens hier')
	});
	await db.insert(t.ownText).values({
		...{ packId: open.packId, packVersion: open.packVersion, locale: 'nl', words: 'Kring', changedBy: els },
		...{ place: textsOf(packOf(open.packId, open.packVersion))[0]?.place ?? '', changedAt: now }
	});
	await db.insert(t.cycleAgreement).values({
		...{ teamId: team.id, number: 2, changedBy: noor, changedAt: now },
		agreed: {
			...{ rhythm: 'standard', meetings: 5, minutes: 60, form: 'together', order: 'same', leads: 'lead' },
			...{ expert: 'none', note: 'Wij beginnen op tijd.' }
		}
	});
	await db.insert(t.outboxLetter).values({
		...{ id: 'kk-letter', to: 'marit@delinde.example', subject: 'Uitnodiging hier', body: 'Kom je ook?', at: now }
	});
	await db.insert(t.pushDevice).values({
		...{ id: 'kk-device', userId: marit, name: 'Firefox hier', wrappedKey: child.wrappedKey, createdAt: now },
		address: vault.sealText(childKey, '{"endpoint":"https://push.example/x","p256dh":"x","auth":"x"}')
	});
	const success = vault.newKey();
	await db.insert(t.meetingSuccess).values({
		...{ meetingId: meeting.id, userId: marit, trajectoryId: child.id, wrappedKey: success.wrapped, at: now },
		sealed: vault.sealText(success.key, 'Hij keek op en lachte.')
	});
	await db.insert(t.meetingGroup).values({ id: 'kk-group', meetingId: meeting.id, number: 1 });
	for (const userId of [marit, kees])
		await db.insert(t.meetingGroupMember).values({ meetingId: meeting.id, userId, groupId: 'kk-group' });
	await db.insert(t.groupYield).values({
		...{ groupId: 'kk-group', trajectoryId: child.id, authorId: marit, changedAt: now },
		sealed: sealed({ text: 'Wij wachten langer.' })
	});
	await db.insert(t.breakGlass).values({
		...{ id: 'kk-glass', clipId: clip.id, trajectoryId: child.id, reason: 'parents-ask', askedBy: els, askedAt: now },
		sealed: vault.sealText(childKey, 'De ouders vragen erom.')
	});
	await db.insert(t.docRemoval).values({
		...{ id: 'kk-removal', doc: `session/${open.id}/table`, sessionId: open.id, unit: 'observations' },
		...{ entryId: 'kk-entry', authorId: marit, removedBy: kees, typedBy: [marit], whole: true, at: now },
		sealed: sealed({
			entry: {
				id: 'kk-entry',
				unit: 'observations',
				author: marit,
				t: 0,
				actor: null,
				codes: [],
				of: null,
				text: 'Hij kijkt.'
			},
			had: []
		})
	});
	await db.insert(t.meetingGuest).values({ meetingId: meeting.id, userId: gerda, invitedBy: noor, joinedAt: now });
	const link = { invitedBy: noor, createdAt: now, expiresAt: later, email: 'iemand@elders.example' };
	for (const [kind, more] of [
		['team', { teamId: team.id, roles: ['teacher' satisfies TeamRole] as TeamRole[] }],
		['meeting', { teamId: team.id, meetingId: ahead.id }],
		['password', { userId: kees }],
		['setup', {}]
	] as const)
		await db
			.insert(t.invitation)
			.values({ id: `kk-${kind}`, kind, secretHash: hashSecret(`kk-${kind}`), ...link, ...more });
	await db.insert(t.sessionScreen).values({
		...{ id: 'kk-screen', secretHash: hashSecret('kk-screen'), device: 'Bord hier', askedAt: now, until: later },
		...{ sessionId: open.id, pairedBy: marit }
	});
	const guardian = await one(db.select().from(t.guardian).where(eq(t.guardian.trajectoryId, child.id)), 'guardian');
	await db.insert(t.guardianLink).values({
		...{ id: 'kk-link', guardianId: guardian.id, secretHash: 'kk-link', codeHash: 'none', createdBy: marit },
		...{ createdAt: now, expiresAt: later }
	});
	await db
		.insert(t.guardianVisit)
		.values({ id: hashSecret('kk-visit'), linkId: 'kk-link', mayGive: true, until: later });
	// the clip lies on the table of the session that is held today
	await db.update(t.session).set({ startedAt: now, guestsAt: now }).where(eq(t.session.id, open.id));
	const table = new Y.Doc();
	addEntry(table, 'observations', { id: 'kk-seen', author: kees, t: 2_000, text: 'Hij kijkt op.' });
	await db
		.insert(t.docSnapshot)
		.values({ doc: tableName(open.id), seq: 0, sealed: vault.seal(childKey, Y.encodeStateAsUpdate(table)) });
	await db.insert(t.docClient).values({ doc: tableName(open.id), clientId: table.clientID, userId: kees });
	const own = new Y.Doc();
	addEntry(own, 'jottings', { id: 'kk-own', author: marit, t: 2_000, text: 'Voor straks.' });
	await db
		.insert(t.docUpdate)
		.values({ doc: ownName(open.id, marit), sealed: vault.seal(childKey, Y.encodeStateAsUpdate(own)) });
	await db.insert(t.docClient).values({ doc: ownName(open.id, marit), clientId: own.clientID, userId: marit });
	const versions = await db.select().from(t.planVersion);
	const round = packOf(open.packId, open.packVersion)
		.protocols.find(({ id }) => id === open.protocolId)
		?.rounds.findIndex(({ id }) => id === 'rewatch');
	await db.insert(t.sessionEvent).values({
		...{ sessionId: open.id, seq: 1, at: now, actorId: noor },
		body: { type: 'round-entered', round: round ?? 0, how: 'started' }
	});
	const entries = await db.select().from(t.planEntry).where(eq(t.planEntry.trajectoryId, child.id));
	return {
		team: [team.id],
		cycle: [open.cycleId],
		meeting: [meeting.id, ...meetings.map(({ id }) => id)],
		trajectory: [child.id],
		entry: [...entries.filter(({ writerId }) => writerId).map(({ id }) => id), ...entries.map(({ id }) => id)],
		clip: [clip.id],
		session: [open.id, ...sessions.map(({ id }) => id)],
		request: ['kk-help', 'kk-glass'],
		interview: ['kk-interview'],
		secret: ['kk-team', 'kk-meeting', 'kk-password', 'kk-setup'],
		token: [],
		'/(member)/sessions/[session]/record session': sessions.map(({ id }) => id).filter((id) => id !== open.id),
		'/(member)/trajectories/[trajectory]/history/[entry] entry': versions.map(({ entryId }) => entryId)
	};
}

/** Words for one cell of one place; `short` where an index takes no long ones. */
export type Words = (place: number, short: boolean) => string;

/**
 * Puts these words wherever words are kept: in every row, under whatever seal. Answers the places in which there was
 * something to replace. Names of things and codes inside a sealed form stay.
 */
export async function fillWith({ db, vault }: OpenSchool, words: Words): Promise<string[]> {
	const places = placesWithWords();
	const reached = new Set<string>();
	const keys = await keysOf(db, vault);
	const put = (place: string): string => {
		reached.add(place);
		return words(places.indexOf(place), place === 'userAccount.email');
	};
	for (const [name, table] of tables) {
		const columns = getTableColumns(table);
		const mine = Object.keys(columns).filter((key) => places.includes(`${name}.${key}`));
		if (mine.length === 0 || name === 'docUpdate' || name === 'docSnapshot') continue;
		const primary = getTableConfig(table).primaryKeys.flatMap((key) => key.columns);
		const keyColumns = Object.entries(columns).filter(([, c]) => c.primary || primary.some((p) => p.name === c.name));
		for (const row of (await db.select().from(table)) as Record<string, unknown>[]) {
			const fresh: Record<string, unknown> = {};
			for (const key of mine) {
				const now = changed(row[key], `${name}.${key}`);
				if (now !== undefined) fresh[key] = now;
			}
			if (Object.keys(fresh).length === 0) continue;
			const its = and(...keyColumns.map(([key, column]) => eq(column, row[key])));
			await db.update(table).set(fresh).where(its);
		}
	}
	await fillDocuments();
	await db.update(t.planEntry).set({ writing: null });
	return places.filter((place) => reached.has(place));

	/** The same with other words, or undefined where there are none. */
	function changed(value: unknown, place: string): unknown {
		if (value === null || value === undefined || value === '') return undefined;
		if (place === 'meeting.talkLink') return `https://praat.delinde.example/?${encodeURIComponent(put(place))}`;
		if (typeof value === 'string') return put(place);
		if (value instanceof Uint8Array) return resealed(value, place);
		return inForm(value, place);
	}

	function inForm(value: unknown, place: string, key = ''): unknown {
		if (typeof value === 'string') return isWords(value, key) ? put(place) : value;
		if (Array.isArray(value)) return value.map((one) => inForm(one, place, key));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inForm(one, place, name)]));
	}

	function resealed(bytes: Uint8Array, place: string): Uint8Array | undefined {
		const text = tryTo(() => vault.read(bytes));
		if (text) return vault.write(bytes.subarray(1, 1 + (bytes[0] ?? 0)), inText(text, place)) ?? undefined;
		for (const key of keys) {
			const plain = tryTo(() => vault.unseal(key, bytes));
			if (!plain) continue;
			return vault.seal(key, Buffer.from(inText(new TextDecoder().decode(plain), place)));
		}
		throw new Error(`no key of this school opens ${place}`);
	}

	function inText(text: string, place: string): string {
		const form = text.startsWith('{') ? tryTo(() => JSON.parse(text) as unknown) : null;
		return form ? JSON.stringify(inForm(form, place)) : put(place);
	}

	/** A document of a table: everything in it, then one more update that replaces its words. */
	async function fillDocuments() {
		const updates = await db.select().from(t.docUpdate).orderBy(t.docUpdate.seq);
		const snapshots = await db.select().from(t.docSnapshot);
		for (const name of new Set([...snapshots, ...updates].map(({ doc }) => doc))) {
			const sealed = [...snapshots, ...updates].filter(({ doc }) => doc === name).map((one) => one.sealed);
			const key = keys.find((one) => tryTo(() => vault.unseal(one, sealed[0] ?? new Uint8Array())));
			if (!key) throw new Error(`no key of this school opens ${name}`);
			const place = snapshots.some(({ doc }) => doc === name) ? 'docSnapshot.sealed' : 'docUpdate.sealed';
			const whole = rewritten(
				sealed.map((one) => vault.unseal(key, one)),
				place
			);
			await db.insert(t.docUpdate).values({ doc: name, sealed: vault.seal(key, whole) });
		}
	}

	function rewritten(parts: Uint8Array[], place: string): Uint8Array {
		const doc = new Y.Doc();
		for (const part of parts) Y.applyUpdate(doc, part);
		const before = Y.encodeStateVector(doc);
		const rewrite = (type: unknown): void => {
			if (type instanceof Y.Map) type.forEach((one) => rewrite(one));
			if (!(type instanceof Y.Text) || type.length === 0) return;
			type.delete(0, type.length);
			type.insert(0, put(place));
		};
		doc.transact(() => {
			for (const name of doc.share.keys()) rewrite(doc.getMap(name));
		});
		return Y.encodeStateAsUpdate(doc, before);
	}
}

/** A name of a thing of ours is one word in small letters, or an id; what people write is something else. */
const isWords = (value: string, key: string): boolean =>
	['giver', 'words', 'name', 'text'].includes(key)
		? value !== ''
		: value !== '' &&
			!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) &&
			!/^[\w-]{22}$/.test(value) &&
			!/^\d{4}-\d\d-\d\d/.test(value) &&
			!value.startsWith('kk-');

async function keysOf(db: Db, vault: Vault): Promise<Uint8Array[]> {
	const rows = [
		...(await db.select({ wrappedKey: t.trajectory.wrappedKey }).from(t.trajectory)),
		...(await db.select({ wrappedKey: t.clip.wrappedKey }).from(t.clip)),
		...(await db.select({ wrappedKey: t.meetingSuccess.wrappedKey }).from(t.meetingSuccess))
	];
	return rows.flatMap(({ wrappedKey }) => (wrappedKey ? (tryTo(() => vault.open(wrappedKey)) ?? []) : []));
}

function tryTo<T>(work: () => T): T | null {
	try {
		return work();
	} catch {
		return null;
	}
}
