import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { keepWeeksLimits } from '$lib/domain/retention';
import { record } from '$lib/server/db/audit';
import { standingOf } from '$lib/server/db/people';
import { keepWeeksOf, setKeepWeeks } from '$lib/server/db/school';
import { seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';

export const keepWeeksForm = v.object({
	weeks: v.pipe(
		v.string(),
		v.regex(/^\d{1,2}$/),
		v.transform(Number),
		v.minValue(keepWeeksLimits.least),
		v.maxValue(keepWeeksLimits.most)
	)
});

/** [ER9] How long this school keeps clips, and whether this person may say so. */
export async function viewKeepWeeks(needs: Needs, userId: string) {
	return { weeks: (await keepWeeksOf(needs.db)) ?? null, ...keepWeeksLimits, mayChange: await maySay(needs, userId) };
}

/**
 * [ER9] For clips still to come: what is there was kept until a day that its owner and the parents know. Refusal:
 * `not-allowed` (neither plans in this school nor runs it).
 */
export async function chooseKeepWeeks(
	needs: Needs,
	userId: string,
	{ weeks }: v.InferOutput<typeof keepWeeksForm>
): Promise<Outcome<null>> {
	if (!(await maySay(needs, userId))) return no('not-allowed');
	await needs.db.transaction(async (tx) => {
		await setKeepWeeks(tx, weeks);
		await record(tx, {
			...{ at: needs.clock(), kind: 'settings-changed', actor: userId },
			facts: { setting: 'keep-weeks', count: weeks }
		});
	});
	return yes(null);
}

async function maySay(needs: Needs, userId: string): Promise<boolean> {
	const anywhere = await standingOf(needs.db, userId, '');
	if (!anywhere) return false;
	const seats = await seatsHeldBy(needs.db, userId);
	return may.setSchoolDays({ ...anywhere, roles: seats.flatMap((seat) => seat.standing.roles) });
}
