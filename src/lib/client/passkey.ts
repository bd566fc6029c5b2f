/**
 * Passkeys in the browser. The package is fetched when somebody uses one: a page with a password alone does not carry it.
 * Every answer is the text that goes into a form; null is "did not work or was cancelled", which browsers do not tell apart.
 */
export type Asked = 'in' | 'second' | 'make' | 'prove';

export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

/** Asks the server for a question, and whoever is there for an answer by a key of hers. */
export async function useKey(asked: Exclude<Asked, 'make'>): Promise<string | null> {
	return quietly(async () => {
		const optionsJSON = await question(asked);
		const { startAuthentication } = await import('@simplewebauthn/browser');
		return startAuthentication({
			optionsJSON: optionsJSON as Parameters<typeof startAuthentication>[0]['optionsJSON']
		});
	});
}

/**
 * Offers keys among the browser's own suggestions under a field with `webauthn` in its autocomplete. Waits until one is
 * chosen; another question ends it.
 */
export async function offerKeys(): Promise<string | null> {
	return quietly(async () => {
		const { startAuthentication, browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser');
		if (!(await browserSupportsWebAuthnAutofill())) return null;
		const optionsJSON = (await question('in')) as Parameters<typeof startAuthentication>[0]['optionsJSON'];
		return startAuthentication({ optionsJSON, useBrowserAutofill: true });
	});
}

export async function makeKey(): Promise<string | null> {
	return quietly(async () => {
		const optionsJSON = await question('make');
		const { startRegistration } = await import('@simplewebauthn/browser');
		return startRegistration({ optionsJSON: optionsJSON as Parameters<typeof startRegistration>[0]['optionsJSON'] });
	});
}

/** The server would not ask: the code of its refusal. */
export class NotAsked extends Error {}

async function question(asked: Asked): Promise<unknown> {
	const response = await fetch('/passkey', { method: 'POST', body: JSON.stringify({ asked }), headers });
	const said: unknown = await response.json();
	if (response.ok) return said;
	const code = said !== null && typeof said === 'object' && 'code' in said ? String(said.code) : 'broken';
	throw new NotAsked(code);
}
const headers = { 'content-type': 'application/json' };

async function quietly(ask: () => Promise<object | null>): Promise<string | null> {
	try {
		const answer = await ask();
		return answer && JSON.stringify(answer);
	} catch (error) {
		if (error instanceof NotAsked) throw error;
		return null;
	}
}
