import type { Cookies } from '@sveltejs/kit';
import { proofLasts } from '$lib/domain/second-factor';
import type { SignIns } from './sign-ins';

/** Over plain http (demo, development) the cookie cannot be `secure`; its name says which it is. */
const flags = (signIns: SignIns) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: signIns.cookieName.startsWith('__Host-') }) as const;

/** Gives the browser its new sign-in. Without a date: a shared computer forgets it when the browser closes. */
export function keepSignIn(cookies: Cookies, signIns: SignIns, value: string): void {
	cookies.set(signIns.cookieName, value, flags(signIns));
}

export function forgetSignIn(cookies: Cookies, signIns: SignIns): void {
	cookies.delete(signIns.cookieName, flags(signIns));
	cookies.delete(signIns.proofCookieName, flags(signIns));
}

/** [A7] What a browser gets for proving once more who sits there: beside the sign-in, never in its place. */
/** [A13] Not a sign-in: only says that somebody was in here before. Kept for ninety days, also over signing out. */
export const browserCookieName = (signIns: SignIns): string => `${signIns.cookieName}-known`;

export function keepBrowser(cookies: Cookies, signIns: SignIns, value: string): void {
	cookies.set(browserCookieName(signIns), value, { ...flags(signIns), maxAge: 90 * 24 * 3600 });
}

export function keepProof(cookies: Cookies, signIns: SignIns, value: string): void {
	cookies.set(signIns.proofCookieName, value, { ...flags(signIns), maxAge: proofLasts / 1000 });
}
