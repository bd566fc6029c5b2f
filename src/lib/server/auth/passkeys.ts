import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import * as v from 'valibot';

/** Nothing else of the product knows the WebAuthn package; use cases get this through the gate. */

/** A key as it is kept. */
export interface KnownPasskey {
	id: string;
	publicKey: Uint8Array;
	counter: number;
	transports: string[];
}

/**
 * Keys belong to one address: `origin` is the one people use. A key made for another, such as a page that only looks
 * like ours, answers nothing here.
 */
export function openPasskeys(origin: string) {
	const rpID = new URL(origin).hostname;
	return {
		/** What a browser is asked to make a key from. It must stand on the device by itself, and ask who is there. */
		toMake: (who: { id: string; email: string; name: string }, known: KnownPasskey[], challenge: string) =>
			generateRegistrationOptions({
				rpName: 'Kijkkring',
				rpID,
				userID: new Uint8Array(Buffer.from(who.id)),
				userName: who.email,
				userDisplayName: who.name,
				challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
				timeout: questionLasts,
				attestationType: 'none',
				supportedAlgorithmIDs,
				excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
				authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
			}),
		/** What a browser is asked to sign; without `known` whoever is there chooses among what she has. */
		toUse: (known: KnownPasskey[], challenge: string) =>
			generateAuthenticationOptions({
				rpID,
				challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
				timeout: questionLasts,
				userVerification: 'required',
				allowCredentials: known.map(({ id, transports }) => ({ id, transports }))
			}),
		/** The key that was made, or null when the answer is not one to this question. */
		async made(answer: string, challenge: string): Promise<KnownPasskey | null> {
			const response = read(answer) as RegistrationResponseJSON | null;
			if (!response) return null;
			const about = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID };
			const verified = await verifyRegistrationResponse({
				response,
				...about,
				supportedAlgorithmIDs,
				requireUserVerification: true
			}).catch(() => null);
			if (!verified?.verified) return null;
			const { credential } = verified.registrationInfo;
			const { id, counter, transports = [] } = credential;
			return { id, publicKey: new Uint8Array(credential.publicKey), counter, transports: [...transports] };
		},
		/** How often the key says it was used, or null when it did not answer this question. */
		async used(answer: string, challenge: string, key: KnownPasskey): Promise<number | null> {
			const response = read(answer) as AuthenticationResponseJSON | null;
			if (!response) return null;
			const about = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID };
			const credential = { ...key, publicKey: new Uint8Array(key.publicKey) };
			const verified = await verifyAuthenticationResponse({
				response,
				...about,
				credential,
				requireUserVerification: true
			}).catch(() => null);
			return verified?.verified ? verified.authenticationInfo.newCounter : null;
		},
		/** Which key an answer says it is of, and which question it answers; null when it is no answer. */
		about(answer: string): { id: string; challenge: string } | null {
			const response = read(answer);
			if (!response) return null;
			try {
				const said: unknown = JSON.parse(Buffer.from(response.response.clientDataJSON, 'base64url').toString());
				const { challenge } = v.parse(v.object({ challenge: base64 }), said);
				return { id: response.id, challenge };
			} catch {
				return null;
			}
		}
	};
}

/** How long a question waits for its answer, ms. */
const questionLasts = 5 * 60_000;
/** EdDSA, ES256, RS256: what devices have. Named, so that no newer Node adds one by itself. */
const supportedAlgorithmIDs = [-8, -7, -257];

const base64 = v.pipe(v.string(), v.regex(/^[\w-]{1,1400}$/));
const shape = v.looseObject({
	id: base64,
	rawId: base64,
	type: v.literal('public-key'),
	response: v.looseObject({ clientDataJSON: v.pipe(v.string(), v.maxLength(4000)) })
});

function read(answer: string): v.InferOutput<typeof shape> | null {
	if (answer.length > 20_000) return null;
	try {
		const parsed = v.safeParse(shape, JSON.parse(answer));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
