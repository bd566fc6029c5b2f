import * as v from 'valibot';
import { addDays, daysBetween, isDay } from '$lib/domain/day';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import { holidaysKnownTo, ownFreeLimits, regions, schoolHolidays } from '$lib/domain/school-holidays';
import { fieldDate } from '$lib/words/dates';
import { standingOf } from '$lib/server/db/people';
import { school } from '$lib/server/db/schema';
import { schoolDays, type SchoolDays } from '$lib/server/db/school';
import { seatsHeldBy } from '$lib/server/db/seats';
import { theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';

const day = v.pipe(v.string(), v.check(isDay));

/** Empty: no region, and no holidays are shown. */
export const regionForm = v.object({ region: v.union([v.literal(''), v.picklist(regions)]) });
/** Without a last day it is one day. */
export const ownFreeForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(ownFreeLimits.name)),
	from: day,
	to: v.union([v.literal(''), day])
});
export const ownFreeAway = v.object({ name: v.string(), from: day, to: day });

/** How far back holidays are still shown, in days. */
const lookBack = 30;

/** The holidays of the school as whoever is in it sees them. Refusals: `not-found` for whoever has no seat in any team. */
export async function viewSchoolDays(needs: Needs, userId: string) {
	const at = await atSchool(needs, userId);
	if (!at.ok) return at;
	const { region, own } = at.value.days;
	const since = addDays(fieldDate(needs.clock()), -lookBack);
	return yes({
		name: (await theSchool(needs.db))?.name ?? '',
		region,
		own,
		/** What is published of the region and not over yet. */
		holidays: region ? schoolHolidays(region).filter((it) => it.to >= since) : [],
		knownTo: region ? holidaysKnownTo(region) : null,
		mayChange: may.setSchoolDays(at.value.standing),
		full: own.length >= ownFreeLimits.count
	});
}

/** [PL6] Who plans in this school says whose holidays it has. Dates that stand stay as they are. */
export const chooseRegion = (
	needs: Needs,
	userId: string,
	{ region }: v.InferOutput<typeof regionForm>
): Promise<Outcome<null>> => change(needs, userId, () => ({ region: region === '' ? null : region }));

/** [PL6] And what it has free besides. Refusals: `not-found`, `not-allowed`, `bad-input` (the wrong way round, too long, too many). */
export const addOwnFree = (
	needs: Needs,
	userId: string,
	{ name, from, to: last }: v.InferOutput<typeof ownFreeForm>
): Promise<Outcome<null>> => {
	const to = last === '' ? from : last;
	return change(needs, userId, ({ own }) => {
		const days = daysBetween(from, to);
		if (days < 0 || days >= ownFreeLimits.days || own.length >= ownFreeLimits.count) return null;
		return { ownFree: [...own, { name, from, to }].toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
	});
};

/** Twice is the same as once. */
export const removeOwnFree = (
	needs: Needs,
	userId: string,
	away: v.InferOutput<typeof ownFreeAway>
): Promise<Outcome<null>> =>
	change(needs, userId, ({ own }) => ({
		ownFree: own.filter((it) => it.name !== away.name || it.from !== away.from || it.to !== away.to)
	}));

async function change(
	needs: Needs,
	userId: string,
	to: (now: SchoolDays) => Partial<Pick<typeof school.$inferInsert, 'region' | 'ownFree'>> | null
): Promise<Outcome<null>> {
	const at = await atSchool(needs, userId);
	if (!at.ok) return at;
	if (!may.setSchoolDays(at.value.standing)) return no('not-allowed');
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		// two who add at once both find their week afterwards
		await tx.select({ id: school.id }).from(school).for('update');
		const changed = to(await schoolDays(tx));
		if (!changed) return no('bad-input');
		// there is one school in an installation
		await tx.update(school).set(changed);
		return yes(null);
	});
}

/** Somebody in this school, with the roles she has in any of its teams. */
async function atSchool(needs: Needs, userId: string): Promise<Outcome<{ standing: Standing; days: SchoolDays }>> {
	const anywhere = await standingOf(needs.db, userId, '');
	if (!anywhere) return no('not-found');
	const seats = await seatsHeldBy(needs.db, userId);
	const standing = { ...anywhere, roles: seats.flatMap((seat) => seat.standing.roles) };
	if (!may.seeMeetings(standing) && !may.setSchoolDays(standing)) return no('not-found');
	return yes({ standing, days: await schoolDays(needs.db) });
}
