import { postKept, sendKept } from './keep-moments';
import { browserLog, canKeepLog } from './log-store';

/** Sends what this person logged on this device without a line. Nothing is shown: the log says what still waits, and what was refused. */
export async function sendNow(who: string): Promise<void> {
	if (!canKeepLog()) return;
	// a browser that keeps nothing has nothing to send
	await sendKept(browserLog(), who, postKept, () => undefined, Date.now()).catch(() => undefined);
}
