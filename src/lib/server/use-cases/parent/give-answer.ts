import { createHash } from 'node:crypto';
import type { Asked } from '$lib/domain/consent';
import { no, type Outcome } from '$lib/domain/outcome';
import type { Visit } from '$lib/server/db/guardian-links';
import type { ParentTexts } from '$lib/words/parents/texts';
import { wordsRead } from '$lib/words/parents/shown';
import { answerAsGuardian, viewAsGuardian } from '../child/answer-as-guardian';
import type { Needs } from '../needs';
import { enterCode } from './visit';
import { factsOf } from './view-parents-page';

/**
 * A guardian answers on her own page [PP5]. A no needs nothing but her letter; a yes needs the code from school, entered
 * in this visit or with it. Kept with it: which text she read, in which language, and a hash of its very words. Refusals:
 * `code-needed`, `wrong-code`, `code-spent`, and those of `answerAsGuardian`.
 */
export async function giveAnswer(
	needs: Needs,
	visit: Visit,
	{ scope, expertId, answer }: Asked & { answer: 'yes' | 'no' },
	{ code, texts }: { code: string | null; texts: ParentTexts }
): Promise<Outcome<null>> {
	if (answer === 'yes' && !visit.mayGive) {
		if (code === null) return no('code-needed');
		const entered = await enterCode(needs, visit, code);
		if (!entered.ok) return entered;
	}
	const seen = await viewAsGuardian(needs, visit.guardianId);
	if (!seen.ok) return seen;
	const { trajectoryId, teacher, asked } = seen.value;
	const expert = asked.find((one) => one.scope === scope && one.expertId === expertId)?.expert ?? null;
	const read = wordsRead(texts, await factsOf(needs, trajectoryId, teacher), scope, expert);
	const hash = createHash('sha256').update(read).digest('hex');
	return answerAsGuardian(needs, visit.guardianId, {
		answers: [{ scope, expertId, answer }],
		text: { version: texts.version, language: texts.language, hash }
	});
}
