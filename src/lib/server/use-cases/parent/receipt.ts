import { no, type Outcome, yes } from '$lib/domain/outcome';
import type { Given, ParentView } from '$lib/domain/parent-view';
import type { Visit } from '$lib/server/db/guardian-links';
import { countedTries, keepCounted } from '$lib/server/db/sign-in-tries';
import { contactShown, momentOf, pointsShown, scopeShown } from '$lib/words/parents/shown';
import type { ParentTexts } from '$lib/words/parents/texts';
import type { Needs } from '../needs';
import { viewParentsPage } from './view-parents-page';

const day = 24 * 3_600_000;
const mailsPerDay = 5;

/**
 * Everything one guardian answered, as a text to keep [PP6]: what she was asked, what she said and when, and what told her
 * the words it stood on. No child, no other guardian. Refusal: `not-found`.
 */
export async function receiptOf(needs: Needs, visit: Visit, texts: ParentTexts): Promise<Outcome<{ text: string }>> {
	const seen = await viewParentsPage(needs, visit);
	return seen.ok ? yes({ text: receiptText(seen.value, texts) }) : seen;
}

/**
 * Sends it to an address that is kept nowhere: not here, and where a school has its own mail server, in no outbox either.
 * Refusals: `not-found` (nothing was answered yet), `too-many-tries` (a letter is no way to send mail), `too-busy` (the mail server said no).
 */
export async function mailReceipt(needs: Needs, visit: Visit, texts: ParentTexts, to: string): Promise<Outcome<null>> {
	const seen = await viewParentsPage(needs, visit);
	if (!seen.ok) return seen;
	if (seen.value.given.length === 0) return no('not-found');
	const key = `receipt/${visit.linkId}`;
	if ((await countedTries(needs.db, key, new Date(needs.clock().getTime() - day))) >= mailsPerDay)
		return no('too-many-tries', { wait: day });
	await keepCounted(needs.db, key, needs.clock());
	try {
		await needs.mail({ to, subject: texts.receipt.subject, text: receiptText(seen.value, texts) });
		return yes(null);
	} catch {
		// the answer stands whatever becomes of the letter, and the page says so; the address goes into no log
		return no('too-busy');
	}
}

function receiptText(view: ParentView, texts: ParentTexts): string {
	const lines = [view.facts.school, texts.receipt.subject, '', texts.question, ''];
	for (const { title, body } of pointsShown(texts, view.facts)) lines.push(title, body, '');
	lines.push(texts.receipt.title, '');
	for (const answer of view.given) lines.push(...linesOf(answer, texts), '');
	if (view.contact) lines.push(...contactShown(texts, view.contact).map(({ text }) => text));
	return lines.join('\r\n');
}

function linesOf(given: Given, texts: ParentTexts): string[] {
	const { title, body } = scopeShown(texts, given.scope, given.expert);
	const lines = [
		`${momentOf(texts, given.at)}: ${title}`,
		body,
		`${given.yes ? texts.receipt.yes : texts.receipt.no}${given.byTeacher ? ` (${texts.receipt.byTeacher})` : ''}`
	];
	if (given.text) {
		const { language, version, hash } = given.text;
		lines.push(texts.receipt.text(language, String(version)), `SHA-256 ${hash}`);
	}
	return lines;
}
