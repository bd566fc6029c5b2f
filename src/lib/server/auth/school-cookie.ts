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

/** [A20] That she came in by the provider, so that signing out can say that she is still in there. Says who to nobody. */
const nameOfWay = (signIns: SignIns): string => `${signIns.cookieName}-by-school`;

export function keepSchoolWay(cookies: Cookies, signIns: SignIns): void {
	cookies.set(nameOfWay(signIns), '1', flags(signIns));
}

/** Whether she came in by the provider; not known any more after that. */
export function takeSchoolWay(cookies: Cookies, signIns: SignIns): boolean {
	const bySchool = cookies.get(nameOfWay(signIns)) !== undefined;
	if (bySchool) cookies.delete(nameOfWay(signIns), flags(signIns));
	return bySchool;
}
