import { randomBytes } from 'node:crypto';
import { yes } from '../../src/lib/domain/outcome';
import type { TeamRole } from '../../src/lib/domain/roles';
import { connect } from '../../src/lib/server/db/connection';
import {
	cycle,
	meeting,
	school,
	team,
	teamMember,
	trajectory,
	userAccount,
	consentAnswer
} from '../../src/lib/server/db/schema';
import { asNobody, whoAsks } from '../../src/lib/server/db/who-asks';
import { keysInMemory } from '../../src/lib/server/db/key-store';
import { openVault, type Vault } from '../../src/lib/server/db/vault';
import type { ClipFiles, Letter, LiveTable, Needs } from '../../src/lib/server/use-cases/needs';
import { openViewBook } from '../../src/lib/server/use-cases/audit/view-book';
import { checkClip } from '../../src/lib/server/use-cases/clip/check-clip';
import { createTestDatabase } from './postgres';

/** A moment in the cast's cycle: a Thursday afternoon, Europe/Amsterdam. */
export const castDay = new Date('2026-11-12T14:30:00Z');

/**
 * The use cases on a real database (PGlite in memory, or PostgreSQL when TEST_DATABASE_URL is set), with a clock that
 * stands still until told, letters in a list, and calls to the live table written down. `dir`: the embedded database in a
 * folder, to look at its bytes or to come back to it.
 */
export async function openTestHouse(given: { dir?: string; vault?: Vault } = {}) {
	const database = process.env['TEST_DATABASE_URL'] && !given.dir ? await createTestDatabase() : null;
	const connection = await connect(database ? { url: database.url } : { dir: given.dir ?? null }, 'drizzle');
	const letters: Letter[] = [];
	const told: unknown[] = [];
	const here = ['marit'];
	const background: Promise<void>[] = [];
	let now = castDay;
	const needs: Needs = {
		get db() {
			return whoAsks() ? connection.persons : connection.db;
		},
		vault: given.vault ?? openVault(new Uint8Array(randomBytes(32)), { store: keysInMemory() }),
		clock: () => now,
		newId: () => randomBytes(16).toString('base64url'),
		newSecret: () => randomBytes(32).toString('base64url'),
		files: noFiles,
		clipSpace: { school: null, team: null },
		views: openViewBook(connection.db),
		table: listeningTable(told, here),
		mail: async (letter) => void letters.push(letter),
		mails: true,
		push: null,
		origin: 'https://kijkkring.test',
		later: (work) => void background.push(asNobody(work)),
		clipWaits: (clipId) => void background.push(checkClip(needs, clipId))
	};
	return {
		needs,
		connection,
		db: connection.db,
		/** The PostgreSQL server behind it; null on the embedded database. */
		database: connection.server,
		letters,
		/** Who is in every room; the presenter by default, because without her nothing begins. */
		here,
		/** Everything the use cases told the live table, in order. */
		told,
		setClock: (to: Date) => (now = to),
		/** Waits for work that outlives a request. */
		settled: async () => {
			// one piece of work may begin the next
			while (background.length > 0) await Promise.all(background.splice(0));
		},
		cast: () => seatCast(needs),
		close: async () => {
			// what nobody waited for still asks the database
			while (background.length > 0) await Promise.allSettled(background.splice(0));
			await connection.close();
			await database?.drop();
		}
	};
}

const notHere = () => Promise.reject(new Error('this test has no clip files'));
const noFiles: ClipFiles = {
	canConvert: false,
	freeBytes: async () => null,
	lastBytesAt: async () => null,
	receive: notHere,
	put: notHere,
	inspect: notHere,
	prepare: notHere,
	lighten: async () => false,
	part: notHere,
	forget: () => {},
	erase: async () => {},
	held: async () => [],
	astray: async () => [],
	putAway: async () => {}
};

const listeningTable = (told: unknown[], here: string[]): LiveTable => ({
	sessionMoved: (sessionId, events) => void told.push({ sessionMoved: sessionId, events }),
	rightsChanged: (scope) => void told.push({ rightsChanged: scope }),
	clipChanged: (clipId) => void told.push({ clipChanged: clipId }),
	planWritten: (entryId) => void told.push({ planWritten: entryId }),
	signedOut: (scope) => void told.push({ signedOut: scope }),
	settle: async (sessionId) => (told.push({ settle: sessionId }), yes(null)),
	reveal: async (sessionId, sealed) => (told.push({ reveal: sessionId, sealed }), yes(null)),
	putBack: async (sessionId, removalId, by) => (
		told.push({ putBack: removalId, sessionId, by }),
		yes('whole' as const)
	),
	present: async () => here,
	timeline: async () => null,
	address: async () => '/live'
});

/** The cast of all layers: one team of De Linde in its first cycle, and people who do not belong to it. */
async function seatCast(needs: Needs) {
	const { db, vault } = needs;
	const at = needs.clock();
	await db.insert(school).values({ id: 'linde', name: 'De Linde', createdAt: at });
	await db.insert(team).values([
		{ id: 'onderbouw', name: 'Onderbouw', createdAt: at },
		{ id: 'bovenbouw', name: 'Bovenbouw', createdAt: at }
	]);
	const person = (id: string, name: string, admin = false) => ({
		id,
		name,
		admin,
		email: `${id}@delinde.test`,
		passwordHash: 'none',
		createdAt: at
	});
	await db
		.insert(userAccount)
		.values([
			person('marit', 'Marit'),
			person('kees', 'Kees'),
			person('sofie', 'Sofie'),
			person('lieke', 'Lieke'),
			person('noor', 'Noor'),
			person('anke', 'Anke'),
			person('gerda', 'Gerda'),
			person('els', 'Els', true),
			person('vreemd', 'Ruben'),
			person('vertrokken', 'Tom')
		]);
	const seat = (userId: string, roles: TeamRole[], teamId = 'onderbouw') => ({
		...{ userId, roles, teamId },
		// before the cycle began
		joinedAt: new Date(at.getTime() - 90 * 86_400_000)
	});
	await db
		.insert(teamMember)
		.values([
			seat('marit', ['teacher']),
			seat('kees', ['teacher']),
			seat('sofie', ['teacher']),
			seat('lieke', ['assistant']),
			seat('noor', ['lead', 'teacher']),
			seat('anke', ['expert']),
			seat('gerda', ['guest']),
			seat('vreemd', ['teacher', 'lead'], 'bovenbouw'),
			{ ...seat('vertrokken', ['teacher']), leftAt: at }
		]);
	await db.insert(cycle).values({
		id: 'c1',
		teamId: 'onderbouw',
		number: 1,
		packId: 'p2g-plg',
		packVersion: 1,
		startedBy: 'noor',
		createdAt: at
	});
	await db.insert(meeting).values(
		['m1', 'm2', 'm3', 'm4', 'm5'].map((planId, i) => ({
			id: planId,
			cycleId: 'c1',
			number: i + 1,
			planId,
			startsAt: new Date(at.getTime() + (i - 2) * 21 * 86_400_000),
			minutes: 60,
			place: 'teamkamer'
		}))
	);
	await db.insert(trajectory).values({
		id: 'marit-j',
		cycleId: 'c1',
		teacherId: 'marit',
		alias: 'J.',
		wrappedKey: vault.newKey().wrapped,
		createdAt: at
	});
	await db.insert(consentAnswer).values({
		id: 'marit-j-team',
		trajectoryId: 'marit-j',
		scope: 'team',
		state: 'granted',
		recordedBy: 'marit',
		at
	});
	return yes({ team: 'onderbouw', cycle: 'c1', trajectory: 'marit-j' }).value;
}
