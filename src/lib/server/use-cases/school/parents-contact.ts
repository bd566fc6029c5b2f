import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { contactLimits, namesNobody, isPhone, reachable, type ParentsContact } from '$lib/domain/parents-contact';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { standingOf } from '$lib/server/db/people';
import { parentsContactOf, setParentsContact } from '$lib/server/db/school';
import { theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';

/** On one line each: it stands in letters, where a line end begins something else. */
const line = v.pipe(
	v.string(),
	v.transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
);
const address = (most: number) =>
	v.pipe(line, v.maxLength(most), v.union([v.literal(''), v.pipe(v.string(), v.toLowerCase(), v.email())]));
export const parentsContactForm = v.object({
	who: v.pipe(line, v.maxLength(contactLimits.who)),
	email: address(contactLimits.email),
	phone: v.pipe(
		line,
		v.maxLength(contactLimits.phone),
		v.check((text) => text === '' || isPhone(text))
	),
	privacy: address(contactLimits.privacy)
});

/** [PP11] Whom parents can turn to, for whoever runs the school. Refusal: `not-found`. */
export async function viewParentsContact(
	needs: Needs,
	userId: string
): Promise<Outcome<{ school: string; contact: ParentsContact | null }>> {
	if (!(await mayName(needs, userId))) return no('not-found');
	const school = (await theSchool(needs.db))?.name ?? '';
	return yes({ school, contact: await parentsContactOf(needs.db) });
}

/**
 * [PP11] From now on parents read this on their page, in new letters and in what they keep; all of it empty takes it back.
 * Refusals: `not-found`, `bad-input` (nobody, or nobody who can be reached).
 */
export async function chooseParentsContact(
	needs: Needs,
	userId: string,
	contact: v.InferOutput<typeof parentsContactForm>
): Promise<Outcome<null>> {
	if (!(await mayName(needs, userId))) return no('not-found');
	const named = namesNobody(contact) ? null : contact;
	if (named && !reachable(named)) return no('bad-input');
	await needs.db.transaction(async (tx) => {
		await setParentsContact(tx, named);
		await record(tx, {
			...{ at: needs.clock(), kind: 'settings-changed', actor: userId, role: 'admin' },
			facts: { setting: 'parents-contact' }
		});
	});
	return yes(null);
}

async function mayName(needs: Needs, userId: string): Promise<boolean> {
	const who = await standingOf(needs.db, userId, '');
	return who !== null && may.nameParentsContact(who);
}
