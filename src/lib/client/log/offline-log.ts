import { keptDays, momentFromForm, usualMinutes } from '$lib/domain/practice';
import type { outside } from '$lib/words/nl/outside';
import { keepMoment } from './keep-moments';
import type { LogStore, OfflineBox } from './log-store';
import { newMomentId } from './new-moment-id';

type Languages = readonly [{ t: typeof outside }, ...unknown[]];

/**
 * The log as a page without scripts, for when there is no line [PR6]. It shows what the method offers and whose log it is,
 * and nothing that was ever logged. Null when nobody opened the log on this device, or too long ago.
 */
export async function offlineLog(
	store: LogStore,
	[{ t }]: Languages,
	kept: boolean,
	now: number
): Promise<string | null> {
	const box = await store.box();
	if (!box || isOld(box, now)) return null;
	const waiting = (await store.all()).filter((one) => one.who === box.who && one.refused === undefined).length;
	const { log } = t;
	const token = `<input type="hidden" name="token" value="${escaped(await store.token())}">`;
	const state = [kept ? log.kept : '', waiting > 0 ? log.waiting(waiting) : ''].filter(Boolean).join(' ');
	const briefs = box.briefs.length > 0 ? box.briefs : [{ id: '', label: log.one }];
	return `<h1>${log.title}</h1>
<p>${log.noLine} ${escaped(log.whose(box.name))}</p>
${state ? `<p class="kept" role="status">${state}</p>` : ''}
<form method="post" action="/log?offline"><input type="hidden" name="kind" value="brief">${token}
<h2>${log.brief}</h2>
<div class="chips">${briefs.map(({ id, label }) => `<button name="context" value="${escaped(id)}">${escaped(label)}</button>`).join('')}</div>
</form>
<form method="post" action="/log?offline"><input type="hidden" name="kind" value="play">${token}
<h2>${log.play}</h2>
${chips('context', log.context, box.contexts)}
${chips(
	'minutes',
	log.length,
	usualMinutes.map((n) => ({ id: String(n), label: log.minutes(n) })),
	// a moment about which nothing is said is none
	'required'
)}
${chips('how', log.how, [
	{ id: 'planned', label: log.planned },
	{ id: 'spontaneous', label: log.spontaneous }
])}
<label for="line">${log.line}</label><textarea id="line" name="line" maxlength="400"></textarea>
<button class="go">${log.save}</button>
</form>`;
}

/**
 * Seals what that page was told and lays it on this device. False when there is no log to put it in, or when it was not
 * that page that asks: any page elsewhere can send a form here, and only ours knows the token [PR6].
 */
export async function keepFromForm(store: LogStore, form: FormData, now: number): Promise<boolean> {
	const box = await store.box();
	if (!box || isOld(box, now)) return false;
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : null;
	};
	if (field('token') !== (await store.token())) return false;
	await keepMoment(store, box, momentFromForm(field, newMomentId(), now), now);
	return true;
}

/** A form that says it was sent from another site, as far as a browser tells. */
export function isForeign({ referrer, headers }: Pick<Request, 'referrer' | 'headers'>, origin: string): boolean {
	const site = headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin') return true;
	return /^https?:/.test(referrer) && new URL(referrer).origin !== origin;
}

/** By the time there is a line the server would open it no more. A day less: a line may be long in coming. */
const isOld = ({ stamp }: OfflineBox, now: number): boolean => now / (24 * 3_600_000) - stamp >= keptDays - 1;

const chips = (
	name: string,
	legend: string,
	choices: readonly { id: string; label: string }[],
	how: 'required' | '' = ''
): string =>
	`<fieldset><legend>${legend}</legend><div class="chips">${choices
		.map(
			({ id, label }) =>
				`<label><input type="radio" name="${name}" value="${escaped(id)}" ${how}><span>${escaped(label)}</span></label>`
		)
		.join('')}</div></fieldset>`;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
