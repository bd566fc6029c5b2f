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
export async function openSchoolProvider(redirectUri: string) {
	const server = http.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const people = new Map<string, AtSchool>();
	let sits: AtSchool = { subject: 'nobody', email: 'nobody@delinde.test' };
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const provider = new Provider(issuer, {
		clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
		jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
		cookies: { keys: ['of this test alone'] },
		claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
		features: { devInteractions: { enabled: false } },
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
		people.set(sits.subject, sits);
		const { subject: accountId, amr } = sits;
		void provider.interactionFinished(request, response, { login: { accountId, ...(amr && { amr }) } });
	});
	return {
		issuer,
		sit: (who: AtSchool) => void (sits = who),
		/** A browser that goes where it is sent, until it is sent back to us: with what stands in that address. */
		async visit(address: string): Promise<string> {
			const jar = new Map<string, string>();
			let at = address;
			while (!at.startsWith(redirectUri)) {
				const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
				const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
				for (const set of response.headers.getSetCookie()) {
					const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
					if (value) jar.set(name, value);
					else jar.delete(name);
				}
				const to = response.headers.get('location');
				if (!to) throw new Error(`the provider stopped at ${response.status}: ${await response.text()}`);
				at = new URL(to, at).href;
			}
			return new URL(at).search;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}
