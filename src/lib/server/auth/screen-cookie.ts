import type { Cookies } from '@sveltejs/kit';
import type { SignIns } from './sign-ins';

/** Named as the sign-in's is, and never the same: a screen is nobody, and who signs in beside it is no screen. */
export const screenCookieName = (signIns: SignIns): string => `${signIns.cookieName}-screen`;

const flags = (signIns: SignIns) =>
	({ path: '/', httpOnly: true, sameSite: 'strict', secure: signIns.cookieName.startsWith('__Host-') }) as const;

/** What this browser has as a big screen, or null. */
export const screenSecret = (cookies: Cookies, signIns: SignIns): string | null =>
	cookies.get(screenCookieName(signIns)) ?? null;

/** Always a new one, never one the browser brought. Without a date: a board forgets it when its browser closes. */
export function keepScreen(cookies: Cookies, signIns: SignIns, secret: string): void {
	cookies.set(screenCookieName(signIns), secret, flags(signIns));
}

export function forgetScreen(cookies: Cookies, signIns: SignIns): void {
	cookies.delete(screenCookieName(signIns), flags(signIns));
}
