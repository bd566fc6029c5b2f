import type * as argon2 from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSchoolDoor } from '../../../src/lib/server/auth/school-door';
import { auditEntry, breakGlass, schoolLogin, trajectory, userAccount } from '../../../src/lib/server/db/schema';
import { makeLetter } from '../../../src/lib/server/use-cases/parent/letters';
import { openPace, paces, type Paced } from '../../../src/lib/server/pace';
import { everyValue, giveSecrets, opens, opensDoors, passwordsThatFit } from '../../support/stolen-data';
import { enumerate } from '../../support/enumeration';
import { openKit, type Kit } from '../../support/rights-matrix/kit';
import { openWorld, secrets, type Subject, type World } from '../../support/rights-matrix/world';
import { client, openSchoolProvider, type AtSchool } from '../../support/school-provider';
import { castDay } from '../../support/test-needs';

/** How often a password was held against a hash: the work by which an answer could be told from another. */
const checks = vi.hoisted(() => ({ count: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
	const real = await original<typeof argon2>();
	const verify = (...given: Parameters<typeof real.verify>) => (checks.count++, real.verify(...given));
	return { ...real, verify };
});

const origin = 'https://kijkkring.test';
let world: World;
let kit: Kit;
let school: Awaited<ReturnType<typeof openSchoolProvider>>;

beforeAll(async () => {
	world = await openWorld();
	school = await openSchoolProvider(`${origin}/login/school/back`);
	const settings = { issuer: school.issuer, clientId: client.id, secret: client.secret, name: 'De Linde' };
	world.house.schoolDoor = openSchoolDoor({ ...settings, trustMfa: false }, origin);
	kit = await openKit(world.house);
	vi.spyOn(console, 'warn').mockImplementation(() => {});
}, 240_000);
afterAll(async () => {
	vi.restoreAllMocks();
	await school.close();
	await world.close();
});

interface Asked {
	cookie?: string;
	form?: Record<string, string>;
}
async function ask(path: string, { cookie = '', form }: Asked = {}) {
	const headers = { origin, cookie, 'user-agent': 'test', accept: form ? 'application/json' : 'text/html' };
	const more = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
	const response = await kit.ask(
		new Request(origin + path, { ...more, headers: { ...headers, ...(form && { 'x-sveltekit-action': 'true' }) } })
	);
	return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Everything of an answer and of its work, without what is drawn by lot for each and what she typed herself. */
async function all(work: () => Promise<Awaited<ReturnType<typeof ask>>>, typed: string) {
	checks.count = 0;
	world.letters.length = 0;
	const { status, headers, body } = await work();
	const letters = world.letters.length;
	await world.settled();
	const plain = (text: string) =>
		text.replaceAll(typed, 'TYPED').replace(/nonce-[\w+/=]+|(?<=school=)[\w-]{43}/g, 'LOT');
	const typedAt = body.split(typed).length - 1;
	const head = (name: string, value: string) =>
		name === 'content-length' ? String(Number(value) - typedAt * typed.length) : plain(value);
	const heads = [...headers].map(([name, value]) => `${name}: ${head(name, value)}`).sort();
	return { status, heads, body: plain(body), checks: checks.count, letters };
}

it('[E5] a wrong password and an unknown address: one answer, after one check', async () => {
	const at = (email: string) =>
		all(() => ask('/login', { form: { email, password: 'vier heel andere woorden' } }), email);
	const known = await at('kees@delinde.test');
	const unknown = await at('niemand@delinde.test');
	expect(unknown).toEqual(known);
	expect(known).toMatchObject({ checks: 1, letters: 0 });
	expect(known.body).toContain('wrong-email-or-password');
	// nor is anything known of an account that is closed
	expect(await at('gesloten@delinde.test')).toEqual(known);
	const refused = eq(auditEntry.kind, 'sign-in-refused');
	const log = JSON.stringify(await world.db.select().from(auditEntry).where(refused));
	expect(log).toContain('"kees"');
	expect(log).not.toMatch(/@|niemand|192\.0\.2/);
});

it('[E5] a forgotten password: one answer, before any work', async () => {
	const at = (email: string) => all(() => ask('/forgot', { form: { email } }), email);
	const known = await at('kees@delinde.test');
	expect(world.letters.map(({ to }) => to)).toEqual(['kees@delinde.test']);
	expect(await at('niemand@delinde.test')).toEqual(known);
	expect(world.letters).toEqual([]);
	expect(known).toMatchObject({ checks: 0 });
});

it('[E5] by the school’s provider: one answer for an address with an account, one without, and one on hold', async () => {
	const at = async (who: AtSchool) => {
		school.sit(who);
		const sent = await ask('/login/school?next=%2Fclips');
		expect(sent.status).toBe(303);
		const cookie = sent.headers.get('set-cookie')?.split(';')[0] ?? '';
		expect(sent.headers.get('set-cookie')).toMatch(/^__Host-.*HttpOnly; Secure; SameSite=Lax/i);
		const search = await school.visit(sent.headers.get('location') ?? '');
		return all(() => ask(`/login/school/back${search}`, { cookie }), who.email);
	};
	const known = await at({ subject: 'S-1', email: 'kees@delinde.test' });
	expect(known).toMatchObject({ status: 303, checks: 0, letters: 0 });
	expect(known.heads).toContainEqual('location: /login?school=first&next=%2Faccount%2Fschool');
	expect(await at({ subject: 'S-2', email: 'niemand@delinde.test' })).toEqual(known);
	expect(await at({ subject: 'S-3', email: 'gesloten@delinde.test' })).toEqual(known);
	const row = { issuer: school.issuer, subject: 'S-1', userId: 'kees', createdAt: castDay };
	await world.db.insert(schoolLogin).values(row);
	await world.db.update(userAccount).set({ suspendedAt: castDay }).where(eq(userAccount.id, 'kees'));
	expect(await at({ subject: 'S-1', email: 'kees@delinde.test' })).toEqual(known);
	await world.db.update(userAccount).set({ suspendedAt: null }).where(eq(userAccount.id, 'kees'));
	const inNow = await at({ subject: 'S-1', email: 'kees@delinde.test' });
	expect(inNow.heads).toContainEqual('location: /clips');
});

it('[E2] [A23] a cookie that was there before is never the one she gets, and opens no more than it did', async () => {
	const name = world.house.signIns.cookieName;
	const form = { email: 'kees@delinde.test', password: 'vier andere losse woorden' };
	const hisOwn = world.cookieOf('a teacher of another team');
	for (const planted of [`${name}=${'a'.repeat(43)}`, hisOwn]) {
		const came = await ask('/login', { cookie: planted, form });
		const given =
			came.headers
				.getSetCookie()
				.find((set) => set.startsWith(`${name}=`))
				?.split(';')[0] ?? '';
		expect(given).toMatch(/=[\w-]{43}$/);
		expect(given).not.toBe(planted);
		expect((await ask('/clips', { cookie: given })).status).toBe(200);
	}
	expect((await ask('/clips', { cookie: `${name}=${'a'.repeat(43)}` })).status).toBe(303);
	// whoever plants a sign-in of his own keeps his own
	const me = await ask('/account', { cookie: hisOwn });
	expect(me.body).toContain('petra');
	expect(me.body).not.toContain('Kees');
	// the first pages of this file are built here
}, 240_000);

it('[A16] whoever came by the school signs in once as she used to, says yes, and comes in by it from then on', async () => {
	const jar = new Map<string, string>();
	const go = async (path: string, form?: Record<string, string>) => {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const heard = await ask(path, { cookie, ...(form && { form }) });
		for (const set of heard.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			if (value) jar.set(name, value);
			else jar.delete(name);
		}
		return { ...heard, to: heard.headers.get('location') ?? '' };
	};
	const bySchool = async () => {
		school.sit({ subject: 'S-5', email: 'sofie@delinde.test' });
		return go(`/login/school/back${await school.visit((await go('/login/school?next=%2Fclips')).to)}`);
	};
	const { to } = await bySchool();
	expect((await go(to)).body).toContain('De Linde');
	// the page that connects is for nobody who is not in
	expect((await go('/account/school')).to).toBe('/login?next=%2Faccount%2Fschool');
	const form = { email: 'sofie@delinde.test', password: 'vier andere losse woorden', next: '/account/school' };
	expect((await go('/login', form)).body).toContain('/account/school');
	expect((await go('/account/school')).body).toContain('De Linde');
	expect((await go('/account/school?/connect', {})).body).toContain('/clips');
	await go('/logout', {});
	expect((await bySchool()).to).toBe('/clips');
	expect((await go('/clips')).status).toBe(200);
});

it('[A20] who came in by the school’s provider is offered to sign out there too, and is out here whatever it says', async () => {
	const row = { issuer: school.issuer, subject: 'S-6', userId: 'kees', createdAt: castDay };
	await world.db.delete(schoolLogin).where(eq(schoolLogin.userId, 'kees'));
	await world.db.insert(schoolLogin).values(row);
	let cookie = '';
	const comesIn = async (again = false) => {
		school.sit({ subject: 'S-6', email: 'kees@delinde.test' });
		const sent = await ask('/login/school');
		const search = await school.visit(sent.headers.get('location') ?? '', { again });
		const visit = sent.headers.get('set-cookie')?.split(';')[0] ?? '';
		const came = await ask(`/login/school/back${search}`, { cookie: visit });
		cookie = came.headers
			.getSetCookie()
			.filter((set) => !/Max-Age=0/i.test(set))
			.map((set) => set.split(';')[0])
			.join('; ');
		expect((await ask('/clips', { cookie })).status).toBe(200);
	};
	const leaves = async () => {
		const left = await ask('/logout', { cookie, form: {} });
		expect(left.headers.get('clear-site-data')).toBe('"cache", "storage"');
		expect(left.headers.getSetCookie().join()).toMatch(/by-school=; .*Max-Age=0/i);
		expect((await ask('/clips', { cookie })).headers.get('location')).toBe('/login?next=%2Fclips');
		return left.headers.get('location') ?? '';
	};
	await comesIn();
	const asked = school.asked();
	// the provider still knows her: whoever sits there next is her, without a question
	expect(await leaves()).toBe('/login?school=still-in');
	await comesIn(true);
	expect(school.asked()).toBe(asked);
	const page = await ask(await leaves());
	expect(page.body).toContain('href="/login/school/out"');
	const to = (await ask('/login/school/out')).headers.get('location') ?? '';
	expect(new URL(to).searchParams.toString()).not.toMatch(/kees|token/);
	expect(await school.leave(to)).toBe(`${origin}/login`);
	await comesIn(true);
	expect(school.asked()).toBe(asked + 1);

	// it is away, or has no such place: out here all the same, and told so
	const { schoolDoor } = world.house;
	const away = await openSchoolProvider(`${origin}/login/school/back`, { signsOut: false });
	const settings = { issuer: away.issuer, clientId: client.id, secret: client.secret, name: 'De Linde' };
	world.house.schoolDoor = openSchoolDoor({ ...settings, trustMfa: false }, origin);
	expect((await ask('/login/school/out')).headers.get('location')).toBe('/login?school=stays-in');
	await away.close();
	world.house.schoolDoor = openSchoolDoor({ ...settings, trustMfa: false }, origin);
	expect(await leaves()).toBe('/login?school=still-in');
	expect((await ask('/login/school/out')).headers.get('location')).toBe('/login?school=stays-in');
	expect((await ask('/login?school=stays-in')).body).toContain('De Linde');
	world.house.schoolDoor = null;
	expect((await ask('/login/school/out')).status).toBe(404);
	world.house.schoolDoor = schoolDoor;
	// who signed in with her password is told of no school
	const form = { email: 'kees@delinde.test', password: 'vier andere losse woorden' };
	const came = await ask('/login', { cookie: '__Host-kijkkring-by-school=1', form });
	expect(came.headers.getSetCookie().join()).toMatch(/by-school=; .*Max-Age=0/i);
});

it('[A21] [E10] search, what is taken out, and a new clip: a script hears that it is too fast, a colleague goes on', async () => {
	const { signIns, needs } = world.house;
	world.setClock(castDay);
	const open = world.house.pace;
	world.house.pace = openPace(needs.clock);
	const cookie = world.cookieOf('the owner');
	const seen = await signIns.read(cookie.split('=')[1], needs.clock());
	const owner = `${cookie}; ${signIns.proofCookieName}=${await signIns.prove(seen?.authSessionId ?? '', needs.clock())}`;
	const doors: [Paced, string, Record<string, string> | null][] = [
		['search', '/search', { words: 'blokken' }],
		['export', '/trajectories/marit-j/kept/file', null],
		['upload', '/clips/new?/start', { trajectory: 'nowhere', bytes: '1000', durationMs: '1000' }]
	];
	for (const [what, path, form] of doors) {
		const asks = (who: string) => ask(path, { cookie: who, ...(form && { form }) });
		for (let i = 0; i < paces[what].burst; i++) world.house.pace(what, 'marit');
		const fast = await asks(owner);
		expect([path, form ? JSON.parse(fast.body).status : fast.status]).toEqual([path, 429]);
		expect(fast.body).toContain('too-many-tries');
		expect((await asks(world.cookieOf('a colleague'))).body).not.toContain('too-many-tries');
		world.setClock(new Date(needs.clock().getTime() + 60_000 / paces[what].perMinute));
		expect((await asks(owner)).body).not.toContain('too-many-tries');
	}
	world.house.pace = open;
	world.setClock(castDay);
});

/** Tries with what is known, and as many with what is not; a thousand by `npm run promises -- enumeration`. */
const enumerated = Number(process.env['ENUMERATION'] ?? 9);

it('[E5] no door tells by its answer, or by its time, whether it knows an address or a letter', async () => {
	const told = await enumerate(world, kit, enumerated, 2026);
	for (const { what, answers } of told) expect([what, answers]).toEqual([what, 1]);
	// a few tries prove nothing about time
	if (enumerated < 1000) return;
	for (const { what, medianKnown, medianUnknown, p } of told)
		console.log(`${what}: medians ${medianKnown.toFixed(2)} and ${medianUnknown.toFixed(2)} ms, p ${p.toFixed(3)}`);
	for (const { what, medianKnown, medianUnknown, p } of told) {
		expect.soft(Math.abs(medianKnown - medianUnknown), what).toBeLessThan(2);
		expect.soft(p, what).toBeGreaterThan(0.01);
	}
});

/** Accounts whose secrets lie in the stolen database; a thousand by `npm run promises -- stolen`. */
const stolen = Number(process.env['STOLEN_ACCOUNTS'] ?? 3);

it('[E1] a copy of the database lets nobody in: every value of it, wherever a secret is taken', async () => {
	world.setClock(castDay);
	const people = [];
	for (let n = 0; n < stolen; n++) people.push(await giveSecrets(world, n));
	const [one] = people;
	if (!one) throw new Error('nobody');
	// what she holds herself does open: the test looks where secrets are taken
	expect(Buffer.from(one.cookie, 'base64url')).toHaveLength(32);
	const of = (value: string) => opens(world, value, []);
	expect(await of(one.cookie)).toEqual(['a sign-in']);
	expect(await of(one.half)).toEqual(['half a sign-in']);
	expect(await of(one.feed)).toEqual(['a calendar']);
	expect(await of(one.link)).toEqual(['a link']);
	expect(await of('visit-of-a-parent')).toEqual(['a parent’s visit']);
	const letter = await makeLetter(world.needs, 'marit', 'marit-j', { guardianId: 'father', language: 'nl' });
	expect(await of(letter.ok ? letter.value.typed : '')).toEqual(['a parent’s letter']);
	expect(await of(secrets.screen)).toEqual(['a big screen']);
	expect(await opens(world, one.proof, [one])).toEqual(['a proof of p0']);
	expect(await opensDoors(world, kit, one.cookie)).toEqual(['/clips']);
	expect(await opensDoors(world, kit, one.link)).toEqual([`/new-password/${one.link}`]);

	const values = await everyValue(world);
	const columns = new Map<string, string>();
	const opened: string[] = [];
	for (const [value, where] of values) {
		for (const way of await opens(world, value, [one])) opened.push(`${where} is ${way}`);
		// over the doors themselves once for a column that could hold a secret
		if (/^[\w+/=-]{16,128}$/.test(value) && !columns.has(where)) columns.set(where, value);
	}
	for (const [where, value] of columns)
		for (const path of await opensDoors(world, kit, value)) opened.push(`${where} opens ${path}`);
	expect(opened).toEqual([]);
	expect(await passwordsThatFit(world)).toBe(0);
	for (const held of ['auth_session.id', 'recovery_code.hash', 'calendar_feed.secretHash', 'guardian_link.secretHash'])
		expect([...values.values()]).toContain(held);
	expect(values.size).toBeGreaterThan(stolen * 15);
	console.log(`stolen data: ${stolen} accounts, ${values.size} values, ${columns.size} columns over the doors`);
	// and she is still who she was
	expect(await opens(world, one.paper, [one])).toEqual(['a code on paper of p0']);
});

// last, because it erases the child the others speak of
it('[A7] what gives a child’s file away, ends it, or opens a clip of another is asked again', async () => {
	const { signIns, needs } = world.house;
	world.setClock(new Date(castDay.getTime() + 6 * 60_000));
	const proofOf = async (cookie: string) => {
		const seen = await signIns.read(cookie.split('=')[1], needs.clock());
		const proof = await signIns.prove(seen?.authSessionId ?? '', needs.clock());
		return `${cookie}; ${signIns.proofCookieName}=${proof}`;
	};
	const actions: [string, Subject, Record<string, string>][] = [
		['/school/emergency/glass-1?/answer', 'the lead', { agreed: 'yes' }],
		[
			'/school/emergency?/ask',
			'the admin',
			{ clip: 'clip-free', reason: 'parents-ask', words: 'De ouders vragen erom.' }
		],
		['/trajectories/marit-j/consent?/expert', 'the owner', { expert: 'anke', organisation: 'De Begeleiders' }],
		['/trajectories/marit-j/kept?/erase', 'the owner', { sure: 'yes' }]
	];
	const files: [string, Subject, string][] = [
		['/trajectories/marit-j/kept/file', 'the owner', '/trajectories/marit-j/kept'],
		[
			'/school/access/report.csv?account=kees&from=2026-11-01&to=2026-11-12',
			'the admin',
			'/school/access?account=kees&from=2026-11-01&to=2026-11-12'
		]
	];
	const state = async () => [
		await world.db.select().from(breakGlass),
		await world.db.$count(trajectory),
		await world.db.$count(auditEntry)
	];
	const before = await state();
	for (const [path, who, form] of actions) {
		const { body } = await ask(path, { cookie: world.cookieOf(who), form });
		expect([path, JSON.parse(body)]).toEqual([path, expect.objectContaining({ type: 'failure', status: 403 })]);
		expect(body).toContain('prove-first');
	}
	for (const [path, who, page] of files) {
		const { status, headers } = await ask(path, { cookie: world.cookieOf(who) });
		expect([status, headers.get('location')]).toEqual([303, `/account/prove?next=${encodeURIComponent(page)}`]);
	}
	await world.settled();
	expect(await state()).toEqual(before);

	for (const [path, who] of files) {
		const { status } = await ask(path, { cookie: await proofOf(world.cookieOf(who)) });
		expect([path, status]).toEqual([path, 200]);
	}
	for (const [path, who, form] of actions) {
		const { body } = await ask(path, { cookie: await proofOf(world.cookieOf(who)), form });
		expect([path, JSON.parse(body)]).toEqual([path, expect.not.objectContaining({ type: 'failure' })]);
	}
});
