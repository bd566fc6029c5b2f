import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { no, yes, type No, type Outcome } from '$lib/domain/outcome';
import { statusOf } from '$lib/domain/refusals';
import { isProven } from '$lib/domain/second-factor';
import type { Paced } from './pace';

/** Doors only: turns refusals into HTTP, and makes sure somebody is signed in. Layouts do not guard actions. */
export function signedIn(locals: App.Locals): NonNullable<App.Locals['user']> {
	return locals.user ?? stop(no('sign-in-first'));
}

/**
 * [A7] Asked before what is worth asking again: adding an expert, taking something out of the house, what the school
 * decides, accounts, the keys of one's own, and a child's file or its end. Refusal: `prove-first`; the page then asks, and the form is sent again.
 */
export const proven = (locals: App.Locals): Outcome<null> =>
	isProven(locals.provenAt, locals.house.needs.clock()) ? yes(null) : no('prove-first');

/**
 * [A7] The same for a file that is fetched by a link: without a fresh proof whoever asks is sent to give one, and from there
 * back to the page the link stands on, to press it again.
 */
export function provenOrAsk(locals: App.Locals, page: string): void {
	if (!proven(locals).ok) redirect(303, `/account/prove?next=${encodeURIComponent(page)}`);
}

/** [A21] Asked where one press costs much: nobody asks faster than hands do. Refusal: `too-many-tries`. */
export const atPace = (locals: App.Locals, what: Paced): Outcome<null> => locals.house.pace(what, signedIn(locals).id);

/** For `load`: the value, or the page for this refusal. */
export function orError<T>(outcome: Outcome<T>): T {
	return outcome.ok ? outcome.value : stop(outcome);
}

/** For actions: null when it went well, otherwise what the form shows; `values` are given back so that nothing typed is lost. */
export function orFail<V extends Record<string, unknown>>(
	outcome: Outcome<unknown>,
	values?: V
): ActionFailure<{ code: No['code']; facts: No['facts']; values: V | undefined }> | null {
	return outcome.ok ? null : fail(statusOf(outcome.code), { code: outcome.code, facts: outcome.facts, values });
}

/** A form as it is meant to be, or `bad-input`; and either way what was typed. */
export type Form<T> = Outcome<T> & {
	/** What was typed in these fields, to be given back; empty for one that was not sent. Never ask it for a password. */
	typed<K extends string>(...names: K[]): Record<K, string>;
};

/**
 * For actions: what a form holds, parsed once. Several fields under one name come as a list. What does not fit the
 * schema is `bad-input`.
 */
export async function formOf<S extends v.GenericSchema>(request: Request, schema: S): Promise<Form<v.InferOutput<S>>> {
	const fields = await fieldsOf(request);
	const given: Record<string, unknown> = Object.create(null);
	for (const name of new Set(fields.keys())) {
		const values = fields.getAll(name);
		given[name] = values.length > 1 ? values : values[0];
	}
	const text = (name: string): string => {
		const value = fields.get(name);
		return typeof value === 'string' ? value : '';
	};
	const typed = <K extends string>(...names: K[]) =>
		Object.fromEntries(names.map((name) => [name, text(name)])) as Record<K, string>;
	const parsed = v.safeParse(schema, given);
	return { ...(parsed.success ? yes(parsed.output) : no('bad-input')), typed };
}

/**
 * The fields of a form. A body that is none, or breaks off, is `bad-input` and no failure of ours; so is a text with
 * U+0000, which nobody types and PostgreSQL does not keep.
 */
export async function fieldsOf(request: Request): Promise<FormData> {
	const fields = await request.formData().catch(() => stop(no('bad-input')));
	for (const texts of fields)
		if (texts.some((it) => typeof it === 'string' && it.includes('\u0000'))) stop(no('bad-input'));
	return fields;
}

/** What a body says in JSON; null for one that is none, under the same terms as a form. */
export async function jsonOf(request: Request): Promise<unknown> {
	try {
		const text = await request.text();
		return /\\u0000/.test(text) ? null : JSON.parse(text);
	} catch {
		return null;
	}
}

const stop = (refused: No): never => error(statusOf(refused.code), { message: refused.code, code: refused.code });

/** A calendar for whoever asked for one: kept in no cache, and read as nothing else. Throws the page of a refusal. */
export function calendarFile(outcome: Outcome<{ text: string }>): Response {
	const { text } = orError(outcome);
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'attachment; filename="kijkkring.ics"',
			'cache-control': 'no-store'
		}
	});
}
