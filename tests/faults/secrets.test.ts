import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPostOffice } from '../support/post-office';
import { type RunningServer, startServer } from '../support/server';

const secret = (what: string) => `${what}-canary-${randomBytes(12).toString('hex')}`;
/** What an operator and people type in, and nobody is ever told again. */
const typed = {
	key: randomBytes(32).toString('base64url'),
	mail: secret('mail'),
	school: secret('school'),
	password: secret('password'),
	wrong: secret('wrong'),
	code: secret('code')
};

describe('secrets of an installation that is really used', () => {
	let office: Awaited<ReturnType<typeof openPostOffice>>;
	let server: RunningServer;
	/** Everything that was answered, by what was asked. */
	const answers: { asked: string; all: string }[] = [];
	let cookie = '';

	beforeAll(async () => {
		office = await openPostOffice();
		server = await startServer({
			database: 'pglite',
			demo: false,
			env: {
				KIJKKRING_KEY: typed.key,
				SMTP_URL: `smtp://kijkkring:${typed.mail}@127.0.0.1:${office.port}`,
				MAIL_FROM: 'kijkkring@delinde.example',
				// nobody answers there: its failure is what may say too much
				OIDC_ISSUER: 'http://127.0.0.1:1',
				OIDC_CLIENT_ID: 'kijkkring',
				OIDC_CLIENT_SECRET: typed.school
			}
		});
	});
	afterAll(async () => {
		await server?.stop();
		office?.close();
	});

	/** As a browser asks; a form when there are fields. Answers everything that came back, headers too. */
	async function ask(path: string, fields?: Record<string, string>, as = cookie): Promise<string> {
		const response = await fetch(`${server.url}${path}`, {
			redirect: 'manual',
			method: fields ? 'POST' : 'GET',
			headers: {
				cookie: as,
				origin: server.url,
				'user-agent': 'test',
				...(fields && { accept: 'application/json', 'x-sveltekit-action': 'true' })
			},
			...(fields && { body: new URLSearchParams(fields) })
		});
		for (const set of response.headers.getSetCookie())
			if (/^(?:__Host-)?kijkkring=[^;]/.test(set)) cookie = set.split(';')[0] ?? '';
		const headers = [...response.headers].filter(([name]) => name !== 'set-cookie').map((one) => one.join(': '));
		const all = `${response.status} ${headers.join(' ')} ${await response.text()}`;
		answers.push({ asked: path, all });
		return all;
	}
	const said = (what: string) =>
		answers.filter(({ all }) => all.includes(what)).map(({ asked }) => asked.replace(/[\w-]{43}/, '*'));

	it(
		'[SF5] [E7] what is typed or made stands in no answer, log, address or letter but the one it was asked for in',
		{ timeout: 120_000 },
		async () => {
			const setup = /\/setup\/([\w-]+)/.exec(server.said())?.[1] ?? '';
			expect(setup).toHaveLength(43);
			// the one secret that the log holds: it is shown there to whoever started the server, and works once
			const quiet = () => server.said().replaceAll(setup, '');
			await ask(`/setup/${setup}`);
			await ask(`/setup/${setup}`, {
				school: 'De Linde',
				name: 'Els',
				email: 'els@delinde.example',
				password: typed.password
			});
			const signedIn = cookie.split('=')[1] ?? '';
			expect(signedIn.length).toBeGreaterThan(30);
			await ask('/teams', { name: 'Onderbouw' });
			const team =
				/\/teams\/([\w-]{22})/.exec(await ask('/teams'))?.[1] ??
				/\/teams\/([\w-]{22})/.exec(answers.map(({ all }) => all).join(' '))?.[1] ??
				'';
			const invited = await ask(`/teams/${team}?/invite`, { email: 'noor@delinde.example', roles: 'lead' });
			const invite = /\/invite\/([\w-]{43})/.exec(invited)?.[1] ?? '';
			expect(invite).not.toBe('');
			await ask(`/invite/${invite}`, undefined, '');
			const fed = await ask('/account/security?/app', {});
			const app = /secret=([A-Z2-7]{16,})/.exec(fed)?.[1] ?? /"([A-Z2-7 ]{32,})"/.exec(fed)?.[1] ?? '';
			expect(app).not.toBe('');
			await ask('/account/security?/confirm', { code: typed.code });
			const codes = await ask('/account/security?/codes', {});
			const paper = /[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/.exec(codes)?.[0] ?? '';
			expect(paper).not.toBe('');
			// what goes wrong says no more than that it did
			for (const path of [
				'/login',
				'/forgot',
				'/today',
				'/clips/x/media/index.m3u8',
				'/%',
				'/nowhere',
				'/login/school',
				`/login/school/back?code=${typed.code}&state=${typed.code}`
			])
				await ask(path, undefined, '');
			await ask('/login', { email: 'els@delinde.example', password: typed.wrong }, '');
			await ask('/login', { email: 'niemand@delinde.example', password: typed.password }, '');
			await ask(`/invite/${invite}x`, undefined, '');
			await ask('/login', { password: typed.password, a: 'x'.repeat(9_000_000) }, '').catch(() => 'cut off');
			await ask('/forgot', { email: 'els@delinde.example' }, '');
			const reset = await vi.waitFor(() => {
				const found = /new-password\/([\w-]{43})/.exec(office.heard().replace(/=\r\n/g, ''))?.[1];
				if (!found) throw new Error('no letter yet');
				return found;
			}, 10_000);
			await ask(`/new-password/${reset}`, undefined, '');
			await ask('/account');
			await ask('/school/log');
			await ask('/school/access');

			for (const [name, value] of Object.entries(typed))
				expect({ name, said: said(value) }).toEqual({ name, said: [] });
			expect(said(signedIn)).toEqual([]);
			expect(said(reset).filter((asked) => !asked.startsWith('/new-password/'))).toEqual([]);
			// its page tells whoever signs in first where to come back to
			expect(said(invite).filter((asked) => !asked.startsWith('/invite/'))).toEqual([`/teams/${team}?/invite`]);
			expect(said(app)).toEqual(['/account/security?/app']);
			expect(said(paper)).toEqual(['/account/security?/codes']);

			const made = { ...typed, signedIn, invite, app, paper, reset };
			const log = Object.entries(made).filter(([, value]) => quiet().includes(value));
			expect(log).toEqual([]);
			const letters = office
				.heard()
				.split(/^Subject: /m)
				.slice(1);
			expect(letters.length).toBeGreaterThan(1);
			const subjects = letters.map((one) => one.slice(0, one.search(/\r\n\S/)));
			for (const value of Object.values(made)) expect(subjects.join(' ')).not.toContain(value);
			for (const value of [typed.key, typed.password, typed.wrong, typed.school, signedIn, app, paper])
				expect(office.heard()).not.toContain(value);
			// what was built is the same for every school: nothing of one can be in it
			const bundle = globSync('build/client/**/*.{js,css,json}').map((file) => readFileSync(file, 'utf8'));
			expect(bundle.length).toBeGreaterThan(50);
			for (const name of ['KIJKKRING_KEY', 'SMTP_URL', 'OIDC_CLIENT_SECRET', 'CLIPS_S3_SECRET'])
				expect(bundle.some((text) => text.includes(name))).toBe(false);
		}
	);
});
