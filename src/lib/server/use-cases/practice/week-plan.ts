import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { dayParts, weekdays, type PlaySlot } from '$lib/domain/practice';
import { slotsOf } from '$lib/server/db/practice';
import { playSlot } from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { ownPlan } from '../plan/open-plan';

const slotSchema = v.pipe(
	v.string(),
	v.regex(/^[1-5] \w+$/),
	v.transform((text) => {
		const [weekday, part] = text.split(' ');
		return { weekday: Number(weekday), part };
	}),
	v.object({ weekday: v.picklist(weekdays), part: v.picklist(dayParts) })
);

/** Five days of four parts. */
const week = v.pipe(v.array(slotSchema), v.maxLength(weekdays.length * dayParts.length));

/** Reads the ticks of the week ("1 morning"). Refusal: `bad-input`. */
export function readWeek(ticks: FormDataEntryValue[]): Outcome<PlaySlot[]> {
	const read = v.safeParse(week, ticks);
	return read.success ? yes(read.output) : no('bad-input');
}

/** The owner's plan of the week, in the order of the week. Refusal: `not-found`: nobody else sees when she means to play. */
export async function viewWeek(needs: Needs, userId: string, trajectoryId: string) {
	const found = await findTrajectory(needs.db, trajectoryId);
	if (found?.teacherId !== userId) return no('not-found');
	return yes({
		trajectoryId,
		alias: found.alias,
		closed: found.closedAt !== null,
		slots: await weekOf(needs, trajectoryId)
	});
}

/** Lays the week out anew, all of it: two devices never end with a mix. Refusals: `not-found`, `trajectory-closed`. */
export function planWeek(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	slots: PlaySlot[]
): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		await tx.delete(playSlot).where(eq(playSlot.trajectoryId, trajectoryId));
		if (slots.length > 0)
			await tx
				.insert(playSlot)
				.values(slots.map((slot) => ({ ...slot, trajectoryId })))
				.onConflictDoNothing();
		return yes(null);
	});
}

/** The fixed moments of a trajectory, in the order of the week; asked for its owner only. */
export const weekOf = async (needs: Needs, trajectoryId: string): Promise<PlaySlot[]> =>
	(await slotsOf(needs.db, [trajectoryId]))
		.map(({ weekday, part }) => ({ weekday, part }))
		.toSorted((a, b) => a.weekday - b.weekday || dayParts.indexOf(a.part) - dayParts.indexOf(b.part));
