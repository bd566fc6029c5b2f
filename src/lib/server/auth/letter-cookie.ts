import type { Cookies } from '@sveltejs/kit';
import type { SignIns } from './sign-ins';

/** Named as the sign-in's is, and never the same: a parent with a letter has no account. */
const nameOf = (signIns: SignIns): string => `${signIns.cookieName}-letter`;

/** Strict: no link from anywhere brings a visit along, so nobody else's page can press a button in it. */
const flags = (signIns: SignIns) =>
	({ path: '/', httpOnly: true, sameSite: 'strict', secure: signIns.cookieName.startsWith('__Host-') }) as const;

/** What this browser holds of a visit, or null. It is not the secret of the letter, and it ends after half an hour. */
export const letterVisit = (cookies: Cookies, signIns: SignIns): string | null => cookies.get(nameOf(signIns)) ?? null;

/** Always a new one, never one the browser brought. Without a date: a shared computer forgets it when its browser closes. */
export function keepLetterVisit(cookies: Cookies, signIns: SignIns, visit: string): void {
	cookies.set(nameOf(signIns), visit, flags(signIns));
}

export function forgetLetterVisit(cookies: Cookies, signIns: SignIns): void {
	cookies.delete(nameOf(signIns), flags(signIns));
}
