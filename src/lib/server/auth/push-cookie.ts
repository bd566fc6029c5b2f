import type { Cookies } from '@sveltejs/kit';
import type { SignIns } from './sign-ins';

/** Which of somebody's devices this browser is: known at signing out, also when its scripts say nothing any more. */
const nameOf = (signIns: SignIns): string => `${signIns.cookieName}-device`;

const flags = (signIns: SignIns) =>
	({ path: '/', httpOnly: true, sameSite: 'strict', secure: signIns.cookieName.startsWith('__Host-') }) as const;

/** As long as a browser keeps any cookie, s: a sign-in is over long before. */
const maxAge = 400 * 86_400;

export const pushDeviceHere = (cookies: Cookies, signIns: SignIns): string | null =>
	cookies.get(nameOf(signIns)) ?? null;

export function keepPushDevice(cookies: Cookies, signIns: SignIns, id: string): void {
	cookies.set(nameOf(signIns), id, { ...flags(signIns), maxAge });
}

export function forgetPushDevice(cookies: Cookies, signIns: SignIns): void {
	cookies.delete(nameOf(signIns), flags(signIns));
}
