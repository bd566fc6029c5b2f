import { lt } from 'drizzle-orm';
import { signInTry } from '$lib/server/db/schema';
import { forgetBrowsers } from '$lib/server/db/sign-in-tries';
import { sweepQuestions } from '$lib/server/db/second-factor';
import { sweepVisits } from '$lib/server/db/guardian-links';
import { sweepScreens } from '$lib/server/db/screens';
import { doFreshStarts } from './accounts/fresh-start';
import { endHelpThatRanOut } from './help/end-help';
import { finishWithdrawals } from './child/record-consent';
import { destroyKeys } from './erasure/destroy-keys';
import { renewSpentKeys } from './erasure/renew-key';
import { resumeClips } from './clip/check-clip';
import { eraseClipsThatRanOut } from './clip/erase-clip';
import { tellBeforeErasing } from './clip/tell-before';
import { endForgottenSessions } from './session/end-sessions';
import { raiseAlarms } from './audit/alarms';
import { endGlasses } from './audit/break-glass';
import { remind } from './people/reminders';
import type { Needs } from './needs';

/**
 * What the clock does, once a minute: ends access that ran out, erases clips past their date, sweeps what is stale, reminds.
 * Every part may run twice and stop half-way.
 */
export async function tick(needs: Needs, signIns: { sweep(now: Date): Promise<void> }): Promise<void> {
	const now = needs.clock();
	await signIns.sweep(now);
	await needs.db.delete(signInTry).where(lt(signInTry.at, new Date(now.getTime() - 24 * 3_600_000)));
	await forgetBrowsers(needs.db, new Date(now.getTime() - 90 * 24 * 3_600_000));
	await sweepScreens(needs.db, new Date(now.getTime() - 24 * 3_600_000));
	await sweepQuestions(needs.db, now);
	await doFreshStarts(needs);
	await sweepVisits(needs.db, now);
	await endHelpThatRanOut(needs);
	await endForgottenSessions(needs);
	await eraseClipsThatRanOut(needs);
	await finishWithdrawals(needs);
	await renewSpentKeys(needs);
	await destroyKeys(needs);
	await resumeClips(needs);
	await tellBeforeErasing(needs);
	await remind(needs);
	await endGlasses(needs);
	await raiseAlarms(needs);
}
