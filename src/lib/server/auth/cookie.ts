import type { Cookies } from '@sveltejs/kit';
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
}
