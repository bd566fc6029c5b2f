import type { RunningServer } from '../support/server';

/** What her browser is given when she comes in by the demo's link. */
export async function signIn(server: Pick<RunningServer, 'url' | 'links'>, key: string): Promise<string> {
	const link = server.links().find((one) => one.key === key);
	if (!link) throw new Error(`nobody called ${key} lives in the demo school`);
	const answer = await fetch(`${server.url}${new URL(link.url).pathname}`, {
		...{ method: 'POST', redirect: 'manual', body: new URLSearchParams() },
		headers: { origin: server.url, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0' }
	});
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1];
	if (!cookie) throw new Error(`${key} does not come in: ${answer.status}`);
	return cookie;
}

/** The first of her own things of this kind, as a page that lists them links to it. */
export async function firstOf(
	server: Pick<RunningServer, 'url'>,
	cookie: string,
	kind: 'clips' | 'trajectories'
): Promise<string> {
	const page = await (await fetch(`${server.url}/${kind}`, { headers: { cookie } })).text();
	const found = new RegExp(`/${kind}/([\\w-]{22})`).exec(page)?.[1];
	if (!found) throw new Error(`no link to one of her ${kind}`);
	return found;
}
