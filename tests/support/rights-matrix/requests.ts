import { blankMoment } from '../../../src/lib/domain/practice';
import type { Route } from './kit';
import { namesIn, type Body } from './table';
import { accountOf, appCode, madeBy, placesFor, type Subject, type World } from './world';

const origin = 'https://kijkkring.test';

export interface Door {
	route: Route;
	/** `page`, `?/action` or a method; what follows a method says which of several bodies. */
	what: string;
	body: Body | undefined;
}

/**
 * The request a browser would make. `nowhere`: at a place that does not exist. `past`: without asking the layouts first,
 * as a page that is open already does, and as whoever wants to slip past them can.
 */
export function requestFor(
	{ route, what: asked, body }: Door,
	who: Subject,
	world: Pick<World, 'parcel' | 'signInOfOwner' | 'ownersKey' | 'usedByOwner'>,
	{ nowhere = false, past = false } = {}
): Request {
	const [what = ''] = asked.split(' ');
	const headers: Record<string, string> = { origin, 'user-agent': 'test' };
	const places: Record<string, string> = { ...placesFor(who), file: 'index.m3u8', ...namesIn[route.id] };
	const at = route.id
		.replace('[x+2e]', '.')
		.replace(/\/\(\w+\)/g, '')
		.replace(/\[(\w+)\]/g, (_all, name: string) =>
			nowhere && name !== 'file' ? 'nowhere' : (places[name] ?? `no-place-for-${name}`)
		);
	const address = `${origin}${at === '/' ? '' : at}`;
	if (what === 'page') {
		const skipped = past ? `?x-sveltekit-invalidated=${'0'.repeat(route.layouts)}1` : '';
		return new Request(`${address}/__data.json${skipped}`, { headers });
	}
	const typed: Record<string, string> = {
		SELF: accountOf(who) ?? 'nobody',
		PARCEL: world.parcel,
		'SIGN-IN': world.signInOfOwner,
		'APP-CODE': appCode,
		'KEY-MADE': madeBy(accountOf(who) ?? 'nobody'),
		'KEY-USED': world.usedByOwner,
		'KEY-OF-OWNER': world.ownersKey
	};
	if (body && 'json' in body) {
		const moment = {
			...blankMoment('brief', 'moment-of-the-matrix', Date.parse('2026-11-12T14:00:00Z')),
			context: 'deur'
		};
		const json = JSON.stringify(body.json)
			.replace('"SELF"', JSON.stringify(typed['SELF']))
			.replace('"MOMENT"', JSON.stringify(moment));
		return new Request(address, {
			method: what,
			headers: { ...headers, 'content-type': 'application/json' },
			body: json
		});
	}
	if (!what.startsWith('?/') && !body) return new Request(`${address}${places['?'] ?? ''}`, { method: what, headers });
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(body ?? {}))
		for (const one of [value].flat()) form.append(name, typed[one] ?? one);
	const asForm = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
	if (!what.startsWith('?/')) return new Request(address, { method: what, headers: asForm, body: form.toString() });
	return new Request(`${address || `${origin}/`}${what === '?/default' ? '' : what}`, {
		method: 'POST',
		headers: { ...asForm, accept: 'application/json', 'x-sveltekit-action': 'true' },
		body: form.toString()
	});
}
