import { and, desc, eq, lte } from 'drizzle-orm';
import type { PlanKind } from '$lib/domain/plan';
import { goesOn, ownFieldsOf, versionsKept, type VersionFields } from '$lib/domain/plan-history';
import type { Db } from '$lib/server/db/connection';
import { planVersion } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** An entry as it stood, or stands. */
interface Standing {
	at: Date;
	fields: object;
}

interface Written {
	entryId: string;
	kind: PlanKind;
	byId: string;
	key: Uint8Array;
	/** Null for an entry that was not there yet. */
	before: (Standing & { byId: string; since: Date }) | null;
	after: Standing;
	/** [LP13] Typed in a text that another types in as well, both at once. */
	atOnce?: boolean;
	/** It does not go on with what was last written: an earlier version came back, or a log came in over something newer. */
	apart?: boolean;
}

/**
 * [LP5] Keeps how an entry stands now, in the version its writer is busy with or in a new one. What stood there without any
 * version, because it came from a session or from before there was a history, becomes the first. Part of the caller's
 * transaction, which holds the plan.
 */
export async function keepVersion(needs: Needs, tx: Db, written: Written): Promise<void> {
	const { entryId, kind, byId, key, before, after } = written;
	const now = needs.clock();
	const seal = (fields: VersionFields) => needs.vault.sealText(key, JSON.stringify(fields));
	const own = (standing: Standing) => ownFieldsOf(kind, standing.at, standing.fields);
	const add = (number: number, who: string, fields: VersionFields, from: Date) =>
		tx.insert(planVersion).values({
			...{ id: needs.newId(), entryId, byId: who, number, sealed: seal(fields) },
			...{ begunAt: from, endedAt: from }
		});
	const fields = own(after);
	const [last] = await tx
		.select()
		.from(planVersion)
		.where(eq(planVersion.entryId, entryId))
		.orderBy(desc(planVersion.number))
		.limit(1);
	if (!last) {
		if (!before) return void (await add(1, byId, fields, now));
		if (same(own(before), fields)) return;
		await add(1, before.byId, own(before), before.since);
		return void (await add(2, byId, fields, now));
	}
	const goOn = !written.apart && (written.atOnce || last.byId === byId) && goesOn(last, byId, now);
	// two whose letters were kept together: the second one changed nothing any more, and wrote all the same
	const joins = goOn && last.byId !== byId && last.withId !== byId;
	if (!joins && same(JSON.parse(needs.vault.unsealText(key, last.sealed)) as VersionFields, fields)) return;
	if (goOn)
		return void (await tx
			.update(planVersion)
			.set({ sealed: seal(fields), endedAt: now, ...(last.byId !== byId && { withId: byId }) })
			.where(eq(planVersion.id, last.id)));
	await add(last.number + 1, byId, fields, now);
	await tx
		.delete(planVersion)
		.where(and(eq(planVersion.entryId, entryId), lte(planVersion.number, last.number + 1 - versionsKept)));
}

/** Who wrote last in one text of an entry, as far as its history goes back; null when that says nothing, no id of anybody's where two did at once. */
export async function lastWriterOf(
	needs: Needs,
	tx: Db,
	{ entryId, name, key }: { entryId: string; name: string; key: Uint8Array }
): Promise<string | null> {
	const versions = await tx
		.select({ byId: planVersion.byId, withId: planVersion.withId, sealed: planVersion.sealed })
		.from(planVersion)
		.where(eq(planVersion.entryId, entryId))
		.orderBy(desc(planVersion.number));
	const textOf = ({ sealed }: { sealed: Uint8Array }) =>
		(JSON.parse(needs.vault.unsealText(key, sealed)) as VersionFields)[name];
	const [newest] = versions;
	if (!newest) return null;
	const now = textOf(newest);
	const before = versions.findIndex((version) => textOf(version) !== now);
	const writer = versions.at(before < 0 ? -1 : before - 1);
	return writer?.withId ? '' : (writer?.byId ?? null);
}

const same = (one: VersionFields, other: VersionFields): boolean =>
	Object.keys({ ...one, ...other }).every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
