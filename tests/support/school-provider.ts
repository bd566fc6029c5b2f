import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Context } from 'oidc-provider';

/** Whoever sits at the browser, as the school's provider knows her. */
export interface AtSchool {
	subject: string;
	email: string;
	verified?: boolean;
	amr?: string[];
}

export const client = { id: 'kijkkring', secret: 'a secret between two servers, long enough' };

/** A real provider on this machine that asks nothing and lets in whoever `sits` there. */
/** `signsOut`: it publishes where people end what they have there. */
export async function openSchoolProvider(redirectUri: string, { signsOut = true } = {}) {
	const server = http.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const people = new Map<string, AtSchool>();
	let sits: AtSchool = { subject: 'nobody', email: 'nobody@delinde.test' };
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const afterwards = { post_logout_redirect_uris: [new URL('/login', redirectUri).href] };
	/** The browser that was last sent here. */
	let jar = new Map<string, string>();
	/** How often the provider asked who sits there: no more for somebody who is still in. */
	let asked = 0;
	const provider = new Provider(issuer, {
		clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri], ...afterwards }],
		jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
		cookies: { keys: ['of this test alone'] },
		claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
		features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: signsOut } },
		ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
		interactions: { url: () => '/sits-here' },
		findAccount: (_context: unknown, id: string) => {
			const person = people.get(id);
			const said = { sub: id, email: person?.email, email_verified: person?.verified ?? true };
			return person && { accountId: id, claims: () => said };
		},
		loadExistingGrant: async ({ oidc }: Context) => {
			const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
			grant.addOIDCScope('openid email');
			await grant.save();
			return grant;
		}
	});
	const answer = provider.callback();
	server.on('request', (request, response) => {
		if (request.url !== '/sits-here') return answer(request, response);
		asked++;
		people.set(sits.subject, sits);
		const { subject: accountId, amr } = sits;
		void provider.interactionFinished(request, response, { login: { accountId, ...(amr && { amr }) } });
	});
	/** Follows this browser until a page, or until it is sent back to us. */
	async function go(address: string, form?: URLSearchParams) {
		let [at, body] = [address, form ?? null];
		for (;;) {
			const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
			const more = body ? { method: 'POST', body } : {};
			const response = await fetch(at, { redirect: 'manual', headers: { cookie }, ...more });
			for (const set of response.headers.getSetCookie()) {
				const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
				if (value) jar.set(name, value);
				else jar.delete(name);
			}
			const to = response.headers.get('location');
			if (!to) return { status: response.status, body: await response.text(), to: null };
			[at, body] = [new URL(to, at).href, null];
			if (!at.startsWith(issuer)) return { status: response.status, body: '', to: at };
		}
	}
	return {
		issuer,
		sit: (who: AtSchool) => void (sits = who),
		asked: () => asked,
		/**
		 * A browser that goes where it is sent, until it is sent back to us: with what stands in that address. A new one, or
		 * the one of before.
		 */
		async visit(address: string, { again = false } = {}): Promise<string> {
			if (!again) jar = new Map();
			const { to, body, status } = await go(address);
			if (!to) throw new Error(`the provider stopped at ${status}: ${body}`);
			return new URL(to).search;
		},
		/** The same browser ends what it has there, and says yes when it is asked; answers where it is sent after that. */
		async leave(address: string): Promise<string> {
			const { body } = await go(address);
			const action = /action="([^"]+)"/.exec(body)?.[1];
			const xsrf = /name="xsrf" value="([^"]+)"/.exec(body)?.[1];
			if (!action || !xsrf) throw new Error(`the provider asked nothing: ${body}`);
			return (await go(action, new URLSearchParams({ xsrf, logout: 'yes' }))).to ?? '';
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}
