import type { Cookies } from '@sveltejs/kit';
import type { SignIns } from './sign-ins';

/** What a browser holds while somebody is away at her school's provider, or waits to be connected. Not a sign-in. */
const nameOf = (signIns: SignIns): string => `${signIns.cookieName}-school`;

/** Lax: she comes back by a link from elsewhere. */
const flags = (signIns: SignIns) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: signIns.cookieName.startsWith('__Host-') }) as const;

export interface SchoolVisit {
	secret: string;
	/** Where she was going: a path of ours, to be judged again when it is used. */
	next: string;
}

export function keepSchoolVisit(cookies: Cookies, signIns: SignIns, { secret, next }: SchoolVisit): void {
	const value = `${secret}.${Buffer.from(next.slice(0, 500)).toString('base64url')}`;
	cookies.set(nameOf(signIns), value, { ...flags(signIns), maxAge: 15 * 60 });
}

export function schoolVisit(cookies: Cookies, signIns: SignIns): SchoolVisit {
	const [secret = '', next = ''] = (cookies.get(nameOf(signIns)) ?? '').slice(0, 1000).split('.');
	return { secret, next: Buffer.from(next, 'base64url').toString() };
}

export function forgetSchoolVisit(cookies: Cookies, signIns: SignIns): void {
	cookies.delete(nameOf(signIns), flags(signIns));
}
