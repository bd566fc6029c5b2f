import type { GuardianKind } from '$lib/domain/guardian';
import type { Words } from '$lib/words';

/** What a guardian is called: "moeder", and with a number where there are more of a kind. */
export function guardianName(
	words: Words['consent']['who'],
	one: { kind: GuardianKind; number: number },
	all: readonly { kind: GuardianKind }[]
): string {
	const several = one.number > 1 || all.filter(({ kind }) => kind === one.kind).length > 1;
	return several ? `${words.kinds[one.kind]} ${one.number}` : words.kinds[one.kind];
}
