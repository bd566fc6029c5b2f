// Read by Playwright, hence the file extensions in its imports.
import { act, type Person, post } from '../support/people.ts';

/** A table that no other story sits at, and the way to a round for whoever is in a hurry. */

/**
 * Brings Marit's clip of the demo school in once more, and takes it off the table it lay on before; answers the id of the
 * session. Between meetings a clip lies on one table.
 */
export async function bringAgain(
	marit: Person,
	protocol: 'short' | 'long' | (string & {}),
	instead?: string
): Promise<string> {
	const { page, t } = marit;
	await page.goto('/clips');
	await page.getByRole('link').filter({ hasText: /toren/i }).first().click();
	await page.waitForURL(/\/clips\/[\w-]{12,}$/);
	const rooms = page.getByRole('link', { name: t.clip.bring.toRoom });
	await rooms.first().waitFor();
	if (instead) must('take off', await post(marit, '?/takeOff', { session: instead }));
	if (instead) await page.reload();
	await rooms.first().waitFor();
	const hrefs = () => rooms.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	const before = await hrefs();
	must('bring', await post(marit, '?/bring', { meeting: '', protocol, show: 'fragment' }));
	await page.reload();
	await rooms.nth(before.length).waitFor();
	const fresh = (await hrefs()).find((href) => !before.includes(href));
	return fresh?.split('/').at(-1) ?? '';
}

/**
 * One move by the server's own number, as a screen that is up to date would give it. A start with a table that nobody
 * leads, or by whoever leads; a reason goes past any guard.
 */
export async function move(
	person: Person,
	session: string,
	what: 'start' | 'next' | 'take-lead' | 'close'
): Promise<void> {
	const seen = await lastMove(person, session);
	const reason: Record<string, string> = what === 'next' ? { reason: 'om verder te gaan' } : {};
	must(what, await act(person, session, { do: what, seen, ...reason }));
}

/** The number of the last move, read anew without leaving the page, whose Trusted Types let no test build a document. */
export async function lastMove({ page }: Person, session: string): Promise<string> {
	const text = await page.evaluate(async (path) => (await fetch(path)).text(), `/sessions/${session}`);
	const field = text.match(/<input\b[^>]*\bname="seen"[^>]*>/)?.[0] ?? '';
	return field.match(/\bvalue="(\d+)"/)?.[1] ?? '0';
}

export function must(what: string, refused: string | null): void {
	if (refused !== null) throw new Error(`${what}: ${refused}`);
}
