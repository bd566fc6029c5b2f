import type { ConsentScope, ConsentState } from '$lib/domain/consent';
import type { GuardianKind } from '$lib/domain/guardian';
import { consentAnswer, expertAsked, guardian, trajectory, userAccount } from '$lib/server/db/schema';
import type { Needs } from '$lib/server/use-cases/needs';
import { fieldDate } from '$lib/words/dates';

const dayMs = 86_400_000;

interface Child {
	id: string;
	teacher: string;
}
type Said = readonly [scope: ConsentScope, state: ConsentState];

/**
 * Who says yes or no for the four children. J.'s mother filled in the form on paper, with a yes to Anke by name; his
 * father was asked and is still waited for. M.'s mother reads Arabic, and did not answer yet.
 */
export async function seedParents(
	needs: Needs,
	{ marit, kees, noor, sofie }: Record<'marit' | 'kees' | 'noor' | 'sofie', Child>,
	ankeId: string,
	today: Date
): Promise<void> {
	const at = new Date(today.getTime() - 45 * dayMs);
	await needs.db
		.insert(expertAsked)
		.values({ trajectoryId: marit.id, expertId: ankeId, organisation: 'Steunpunt Samen Kijken', askedAt: at });
	const ask = async (child: Child, kind: GuardianKind, said: readonly Said[], language = 'nl') => {
		const guardianId = needs.newId();
		const since = new Date(at.getTime() + (kind === 'father' ? 1000 : 0));
		await needs.db
			.insert(guardian)
			.values({ ...{ id: guardianId, trajectoryId: child.id, kind }, number: 1, language, createdAt: since });
		await needs.db.insert(consentAnswer).values(
			said.map(([scope, state], i) => ({
				...{ id: needs.newId(), trajectoryId: child.id, guardianId, scope, state, recordedBy: child.teacher },
				expertId: scope === 'expert' ? ankeId : null,
				...(state === 'granted' && { by: 'paper' as const, formDay: fieldDate(at) }),
				at: new Date(since.getTime() + i)
			}))
		);
	};
	await ask(marit, 'mother', [
		['team', 'granted'],
		['expert', 'granted'],
		['guest', 'granted']
	]);
	await ask(marit, 'father', [['team', 'asked']]);
	await ask(kees, 'mother', [['team', 'granted']]);
	await ask(noor, 'father', [['team', 'granted']]);
	await ask(sofie, 'mother', [['team', 'asked']], 'ar');
}

/** A child that nobody can get at any more but whoever runs the school: its teacher works elsewhere since last week. */
export async function seedLeftChild(needs: Needs, cycleId: string, today: Date): Promise<void> {
	const ago = (days: number) => new Date(today.getTime() - days * dayMs);
	const [teacherId, id, guardianId] = [needs.newId(), needs.newId(), needs.newId()];
	await needs.db.insert(userAccount).values({
		...{ id: teacherId, name: 'Wim', about: 'groep 4', email: 'wim@delinde.example', passwordHash: 'none' },
		...{ createdAt: ago(63), closedAt: ago(7) }
	});
	const { wrapped: wrappedKey } = needs.vault.newKey();
	await needs.db.insert(trajectory).values({
		...{ id, cycleId, teacherId, alias: 'P.', wrappedKey, createdAt: ago(50), closedAt: ago(7), closedWhy: 'left' },
		reason: needs.vault.write(wrappedKey, 'Zij zegt weinig tegen mij, en ik merk dat ik dan ook minder zeg.')
	});
	await needs.db
		.insert(guardian)
		.values({ id: guardianId, trajectoryId: id, kind: 'mother', number: 1, language: 'nl', createdAt: ago(48) });
	await needs.db.insert(consentAnswer).values({
		...{ id: needs.newId(), trajectoryId: id, guardianId, scope: 'team', state: 'granted', by: 'paper' },
		...{ recordedBy: teacherId, formDay: fieldDate(ago(45)), at: ago(45) }
	});
}
