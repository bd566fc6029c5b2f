import { createHash, randomBytes } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '../../../src/lib/server/db/connection';
import * as t from '../../../src/lib/server/db/schema';
import type { Route } from './kit';
import type { Heard } from './runner';
import type { Subject } from './world';

/** Whatever an address or a cookie may hold that opens something: names of things, and secrets of which hashes are kept. */
const kinds: readonly (readonly [PgTable, PgColumn, 'name' | 'secret'])[] = [
	[t.team, t.team.id, 'name'],
	[t.cycle, t.cycle.id, 'name'],
	[t.meeting, t.meeting.id, 'name'],
	[t.trajectory, t.trajectory.id, 'name'],
	[t.planEntry, t.planEntry.id, 'name'],
	[t.clip, t.clip.id, 'name'],
	[t.session, t.session.id, 'name'],
	[t.helpRequest, t.helpRequest.id, 'name'],
	[t.breakGlass, t.breakGlass.id, 'name'],
	[t.interview, t.interview.id, 'name'],
	[t.consentForm, t.consentForm.id, 'name'],
	[t.userAccount, t.userAccount.id, 'name'],
	[t.invitation, t.invitation.secretHash, 'secret'],
	[t.calendarFeed, t.calendarFeed.secretHash, 'secret'],
	[t.guardianLink, t.guardianLink.secretHash, 'secret'],
	[t.guardianVisit, t.guardianVisit.id, 'secret'],
	[t.sessionScreen, t.sessionScreen.secretHash, 'secret'],
	[t.authSession, t.authSession.id, 'secret']
];

/** A name as the house makes them. */
const guess = (): string => randomBytes(16).toString('base64url');

/** [B6] So many guesses of each kind of thing, asked of the rows themselves; answers how many there were, and hits. */
export async function guessRows(db: Db, each: number): Promise<{ guesses: number; hits: string[] }> {
	const hits: string[] = [];
	let guesses = 0;
	const atOnce = Math.min(5_000, each);
	for (const [table, column, kind] of kinds)
		for (let done = 0; done < each; done += atOnce) {
			const tried = Array.from({ length: atOnce }, () =>
				kind === 'name' ? guess() : createHash('sha256').update(randomBytes(32)).digest('hex')
			);
			guesses += tried.length;
			const found = await db.select({ value: column }).from(table).where(inArray(column, tried));
			hits.push(...found.map(({ value }) => `${column.name}: ${String(value)}`));
		}
	return { guesses, hits };
}

const origin = 'https://kijkkring.test';

/**
 * [B6] Asks at every page and file with a name in its address, with names that are guessed. Answers the places at which
 * one guess was answered otherwise than another, and those that were found.
 */
export async function guessDoors(
	routes: readonly Route[],
	ask: (who: Subject, request: Request) => Promise<Heard>,
	each: number
): Promise<{ asked: number; wrong: string[] }> {
	const wrong: string[] = [];
	let asked = 0;
	for (const { id, page, methods } of routes)
		for (const who of ['the owner', 'the admin', 'nobody signed in'] as const) {
			if (!id.includes('[') || id.includes('[x+2e]') || !(page || methods.includes('GET'))) continue;
			const faces = new Set<string>();
			for (let n = 0; n < each; n++) {
				const names: string[] = [];
				const at = id.replace(/\/\(\w+\)/g, '').replace(/\[(\w+)\]/g, (_all, name: string) => {
					const made = name === 'file' && !id.includes('/calendar/') ? 'index.m3u8' : guess();
					names.push(made);
					return made;
				});
				const request = new Request(`${origin}${at}${page ? '/__data.json' : ''}`, { headers: { origin } });
				const { status, code, to, body, headers } = await ask(who, request);
				asked++;
				// what was asked for may be said again, as the address to come back to
				const face = names.reduce(
					(text, name) => text.replaceAll(name, '*'),
					JSON.stringify([status, code, to, body, headers])
				);
				faces.add(face);
				if (status < 400 && !to?.startsWith('/login') && !isLink(id))
					wrong.push(`${id}, ${who}: a guess was answered ${status}`);
			}
			if (faces.size > 1) wrong.push(`${id}, ${who}: ${faces.size} kinds of answers`);
		}
	return { asked, wrong };
}

/** Pages that say themselves that a link opens nothing. */
const isLink = (id: string): boolean => id.startsWith('/(public)/');
