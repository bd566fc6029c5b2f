import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { gateOf } from '../../src/lib/server/auth/gate';
import { hashPassword, passwordFits } from '../../src/lib/server/auth/passwords';
import { screenCookieName } from '../../src/lib/server/auth/screen-cookie';
import { findInvitation } from '../../src/lib/server/db/invitations';
import * as schema from '../../src/lib/server/db/schema';
import { newRecoveryCodes, useRecoveryCode } from '../../src/lib/server/use-cases/accounts/recovery-codes';
import { readFeed, renewFeed } from '../../src/lib/server/use-cases/calendar/feeds';
import { openVisit, visitOf } from '../../src/lib/server/use-cases/parent/visit';
import { hashSecret } from '../../src/lib/server/use-cases/people/link-secret';
import { requestNewPassword } from '../../src/lib/server/use-cases/people/new-password';
import { signIn } from '../../src/lib/server/use-cases/people/sign-in';
import { screenNow } from '../../src/lib/server/use-cases/screen/screen-now';
import type { Kit } from './rights-matrix/kit';
import type { World } from './rights-matrix/world';
import { castDay } from './test-needs';

/** Somebody with one of each secret that an account can have. What she holds herself is answered, to try that too. */
export async function giveSecrets({ house, db, letters, settled }: World, n: number) {
	const { needs, signIns } = house;
	const passwordHash = await hashPassword(`tien groene kussens nummer ${n}`);
	const id = `p${n}`;
	const email = `${id}@delinde.test`;
	await db.insert(schema.userAccount).values({ id, name: id, email, passwordHash, createdAt: castDay });
	const seat = { userId: id, teamId: 'onderbouw', roles: ['teacher' as const], joinedAt: castDay };
	await db.insert(schema.teamMember).values(seat);
	const given = { email, password: `tien groene kussens nummer ${n}` };
	const came = await signIn(needs, gateOf(signIns), given, `198.51.${n >> 8}.${n & 255}`, 'test');
	if (!came.ok) throw new Error(came.code);
	const seen = await signIns.read(came.value.cookie, castDay);
	const proof = await signIns.prove(seen?.authSessionId ?? '', castDay);
	const half = await signIns.start(id, 'test', castDay, 'second');
	const [paper = ''] = await newRecoveryCodes(needs, id);
	const feed = await renewFeed(needs, id, null);
	letters.length = 0;
	requestNewPassword(needs, email);
	await settled();
	const link = /new-password\/(\S+)/.exec(letters.at(-1)?.text ?? '')?.[1] ?? '';
	return {
		...{ userId: id, cookie: came.value.cookie, half, proof, paper, link },
		feed: feed.ok ? (/([^/]+)\.ics$/.exec(feed.value.link)?.[1] ?? '') : ''
	};
}

/** Every value in every column of every table, in each way it could be written down, with where it stands. */
export async function everyValue({ db }: World): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const table of Object.values(schema)) {
		if (!is(table, PgTable)) continue;
		const names = Object.keys(getTableColumns(table));
		for (const row of await db.select().from(table as PgTable)) {
			for (const name of names)
				for (const text of textsIn((row as Record<string, unknown>)[name]))
					if (text.length >= 6 && !found.has(text)) found.set(text, `${getTableName(table)}.${name}`);
		}
	}
	return found;
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (value instanceof Uint8Array) {
		const bytes = Buffer.from(value);
		return (['hex', 'base64', 'base64url', 'latin1'] as const).map((way) => bytes.toString(way));
	}
	if (value instanceof Date || value === null || typeof value !== 'object') return [];
	return Object.values(value).flatMap(textsIn);
}

/** Who came in with this, anywhere a secret is taken; empty when nobody did. `users`: whose code or proof it could be. */
export async function opens(world: World, value: string, users: readonly Awaited<ReturnType<typeof giveSecrets>>[]) {
	const { needs, signIns } = world.house;
	const now = needs.clock();
	const ways: Record<string, boolean> = {
		'a sign-in': (await signIns.read(value, now)) !== null,
		'half a sign-in': (await signIns.readHalf(value, now)) !== null,
		'a parent’s visit': (await visitOf(needs, value)) !== null,
		'a parent’s letter': (await openVisit(needs, value, '203.0.113.9')).ok,
		'a big screen': (await screenNow(needs, value)).ok,
		'a calendar': (await readFeed(needs, value)).ok,
		'a link': (await findInvitation(needs.db, hashSecret(value))) !== null
	};
	for (const { userId, cookie } of users) {
		ways[`a code on paper of ${userId}`] = await useRecoveryCode(needs, userId, value);
		ways[`a proof of ${userId}`] = (await signIns.read(cookie, now, value))?.provenAt != null;
	}
	return Object.keys(ways).filter((way) => ways[way]);
}

/** The hash of a password is no password. */
export const passwordsThatFit = async ({ db }: World): Promise<number> => {
	const rows = await db.select({ hash: schema.userAccount.passwordHash }).from(schema.userAccount);
	let fit = 0;
	for (const { hash } of rows) if (await passwordFits(hash, hash)) fit++;
	return fit;
};

/** The same over the doors: in every cookie of ours, as a bearer, and in every address that has a place for a secret. */
export async function opensDoors({ house }: World, kit: Kit, value: string): Promise<string[]> {
	const { signIns, needs } = house;
	const origin = needs.origin;
	const plain = encodeURIComponent(value);
	const names = ['', '-letter', '-known', '-proof', '-school', '-device'].map((end) => signIns.cookieName + end);
	const cookie = [...names, screenCookieName(signIns)].map((name) => `${name}=${plain}`).join('; ');
	const asks: [string, RequestInit, (status: number, text: string) => boolean][] = [
		['/clips', { headers: { cookie } }, (status) => status === 200],
		['/clips', { headers: { authorization: `Bearer ${plain}` } }, (status) => status === 200],
		['/consent/receipt', { headers: { cookie } }, (status) => status === 200],
		...['calendar/SECRET.ics', 'new-password/SECRET', 'invite/SECRET', 'guest/SECRET', 'setup/SECRET'].map(
			(path): (typeof asks)[number] => [`/${path.replace('SECRET', plain)}`, {}, (status) => status === 200]
		)
	];
	const opened: string[] = [];
	for (const [path, init, isOpen] of asks) {
		const answered = await kit.ask(new Request(origin + path, init));
		if (isOpen(answered.status, await answered.text())) opened.push(path);
	}
	return opened;
}
