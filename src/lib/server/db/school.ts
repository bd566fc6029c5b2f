import type { ParentsContact } from '$lib/domain/parents-contact';
import type { OwnFreeDays, Region } from '$lib/domain/school-holidays';
import type { Db } from './connection';
import { school } from './schema';

/** By which dates are proposed. Not set up yet: nothing is known. */
export interface SchoolDays {
	region: Region | null;
	own: OwnFreeDays[];
}

export async function schoolDays(db: Db): Promise<SchoolDays> {
	const [row] = await db.select({ region: school.region, own: school.ownFree }).from(school).limit(1);
	return row ?? { region: null, own: [] };
}

/** How many weeks after a cycle's last meeting a clip stays [ER9]; undefined while no school was set up. */
export async function keepWeeksOf(db: Db): Promise<number | undefined> {
	const [row] = await db.select({ weeks: school.keepWeeks }).from(school).limit(1);
	return row?.weeks;
}

export async function setKeepWeeks(db: Db, keepWeeks: number): Promise<void> {
	await db.update(school).set({ keepWeeks });
}

/** Whom parents can turn to [PP11]; null while nobody was named. */
export async function parentsContactOf(db: Db): Promise<ParentsContact | null> {
	const [row] = await db.select({ contact: school.parentsContact }).from(school).limit(1);
	return row?.contact ?? null;
}

export async function setParentsContact(db: Db, parentsContact: ParentsContact | null): Promise<void> {
	await db.update(school).set({ parentsContact });
}
