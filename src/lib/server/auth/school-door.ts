import { createHash } from 'node:crypto';
import * as oidc from 'openid-client';
import * as v from 'valibot';

/** Nothing else of the product knows the OpenID Connect package; use cases get this handed over by a door. */

interface Settings {
	issuer: string;
	clientId: string;
	secret: string;
	name: string;
	trustMfa: boolean;
}

/** What the provider says of whoever came. */
interface Known {
	issuer: string;
	subject: string;
	/** Only when the provider verified it; as accounts keep it. */
	email: string | null;
	/** It asked two things of her. */
	twice: boolean;
}

export type SchoolDoor = ReturnType<typeof openSchoolDoor>;

/** Paths where the provider sends people back to; both must be registered there. */
const back = '/login/school/back';
const afterwards = '/login';
/** How long the provider may take for an answer, s. */
const patience = 10;

/**
 * [A15] The school's own provider: authorization code with PKCE, state and nonce. All three come from one secret that
 * only her browser holds, so that nothing lies here meanwhile.
 */
export function openSchoolDoor(settings: Settings, origin: string) {
	const { issuer, clientId, secret: clientSecret, name, trustMfa } = settings;
	let found: Promise<oidc.Configuration> | null = null;

	/** What the provider says of itself, asked for at first use. One that did not answer is asked again. */
	async function provider(): Promise<oidc.Configuration> {
		const here = new URL(issuer);
		const execute = [oidc.enableNonRepudiationChecks];
		// the settings let nothing without TLS through but this very machine
		if (here.protocol === 'http:') execute.push(oidc.allowInsecureRequests);
		found ??= oidc.discovery(here, clientId, undefined, knock(clientSecret), { execute, timeout: patience });
		try {
			return await found;
		} catch (error) {
			found = null;
			throw error;
		}
	}

	return {
		name,
		/** Where her browser goes; null when the provider does not answer. */
		async begin(secret: string): Promise<string | null> {
			try {
				const { state, nonce, verifier } = partsOf(secret);
				return oidc.buildAuthorizationUrl(await provider(), {
					redirect_uri: origin + back,
					scope: 'openid email',
					state,
					nonce,
					code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
					code_challenge_method: 'S256'
				}).href;
			} catch (error) {
				note(error);
				return null;
			}
		},
		/**
		 * [A20] Where she ends what she has at the provider; null when it does not answer or has no such place. Nothing of
		 * her is in it: what the provider would want as a hint is a token with her address, which we keep nowhere.
		 */
		async end(): Promise<string | null> {
			try {
				const config = await provider();
				if (!config.serverMetadata().end_session_endpoint) return null;
				return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: origin + afterwards }).href;
			} catch (error) {
				note(error);
				return null;
			}
		},
		/** Who came back with this question of ours; `search` is what the provider put in the address. */
		async finish(secret: string, search: string): Promise<Known | 'refused' | 'away'> {
			const { state, nonce, verifier } = partsOf(secret);
			try {
				const config = await provider();
				const tokens = await oidc.authorizationCodeGrant(config, new URL(back + search, origin), {
					expectedState: state,
					expectedNonce: nonce,
					pkceCodeVerifier: verifier,
					idTokenExpected: true
				});
				const claims = tokens.claims();
				if (!claims) return 'refused';
				const said = v.parse(about, claims);
				// many keep the address out of the token
				const more = said.email
					? said
					: v.parse(about, await oidc.fetchUserInfo(config, tokens.access_token, claims.sub).catch(() => ({})));
				const email = more.email_verified === true ? (more.email?.trim().toLowerCase() ?? null) : null;
				const twice = trustMfa || said.amr.some((way) => secondWays.includes(way));
				return { issuer: claims.iss, subject: claims.sub, email, twice };
			} catch (error) {
				note(error);
				return isAnswer(error) ? 'refused' : 'away';
			}
		}
	};
}

/** RFC 8176: more than one thing, a code that works once, a key of hardware. */
const secondWays = ['mfa', 'otp', 'hwk'];
const about = v.object({
	email: v.optional(v.pipe(v.string(), v.maxLength(200))),
	email_verified: v.fallback(v.optional(v.boolean()), false),
	amr: v.fallback(v.optional(v.array(v.string()), []), [])
});

/** As the provider wants it: by itself it says how, and every provider takes the first of the two (RFC 6749). */
const knock =
	(secret: string): oidc.ClientAuth =>
	(server, ...rest) => {
		const ways = server.token_endpoint_auth_methods_supported;
		const basic = ways === undefined || ways.includes('client_secret_basic');
		(basic ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret))(server, ...rest);
	};

function partsOf(secret: string) {
	const of = (part: string) => createHash('sha256').update(`school ${part} ${secret}`).digest('base64url');
	return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** What went wrong goes to whoever runs this, without what was in it. */
function note(error: unknown): void {
	console.warn(`the school's provider: ${error instanceof Error ? error.name : 'unknown'} ${codeOf(error)}`);
}

/** An answer that does not hold, rather than none. */
const isAnswer = (error: unknown): boolean =>
	error instanceof v.ValiError || /^OAUTH_(?!TIMEOUT|ABORT|RESPONSE_IS_NOT_CONFORM)/.test(codeOf(error));
