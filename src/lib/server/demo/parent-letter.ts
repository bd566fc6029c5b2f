import { eq, isNull } from 'drizzle-orm';
import { guardian, trajectory } from '$lib/server/db/schema';
import type { Needs } from '$lib/server/use-cases/needs';
import { makeLetter } from '$lib/server/use-cases/parent/letters';

/**
 * A letter for the one guardian in the demo who reads Arabic, and one for a father who is still waited for: made anew at
 * every start, because a secret that is kept nowhere cannot be printed twice.
 */
export async function announceParents(needs: Needs): Promise<void> {
	const waiting = await needs.db
		.select({
			...{ id: guardian.id, language: guardian.language, kind: guardian.kind },
			...{ trajectoryId: trajectory.id, teacherId: trajectory.teacherId, alias: trajectory.alias }
		})
		.from(guardian)
		.innerJoin(trajectory, eq(trajectory.id, guardian.trajectoryId))
		.where(isNull(trajectory.closedAt))
		.orderBy(guardian.createdAt, guardian.id);
	const arabic = waiting.find(({ language }) => language === 'ar');
	const father = waiting.find(({ alias, kind }) => alias === 'J.' && kind === 'father');
	console.log('Two parents, without an account:\n');
	for (const one of [father, arabic])
		if (one) {
			const to = { guardianId: one.id, language: one.language };
			const made = await makeLetter(needs, one.teacherId, one.trajectoryId, to);
			if (made.ok) console.log(`  ${one.language}  ${made.value.link}  (code for a yes: ${made.value.code})`);
		}
	console.log('');
}
