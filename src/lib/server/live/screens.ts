import type { Outcome } from '$lib/domain/outcome';
import { closeCodes } from '$lib/notebook/frames';
import type { ScreenHere } from '$lib/server/use-cases/screen/screen-now';
import type { Limits } from './limits';
import { logFailure } from './log';
import type { ScreenSocket } from './screen-socket';

export type WhichScreen = (cookieHeader: string | null) => Promise<Outcome<ScreenHere>>;

/** [BS5] All big screens of this process, judged as every other socket is: when rights change, and every half minute. */
export interface Screens {
	readonly all: Set<ScreenSocket>;
	/** Asks of every screen whether it still is one, of that session; those that are not end now. */
	judge(): void;
	close(): void;
}

export function openScreens(which: WhichScreen, limits: Limits): Screens {
	const all = new Set<ScreenSocket>();

	async function judgeOne(screen: ScreenSocket): Promise<void> {
		// no answer is no right: a database that fails closes the socket for now
		const here = await which(screen.cookieHeader).catch((error: unknown) => {
			logFailure('a screen could not be judged again', error);
			return null;
		});
		if (!here) screen.close(closeCodes.tryAgain, 'too-busy');
		else if (!here.ok || here.value.screenId !== screen.screenId || here.value.at.row.id !== screen.session.id)
			screen.close(closeCodes.gone, 'not-found');
		else screen.session.know(here.value.at);
	}

	const judge = () => {
		for (const screen of all) void judgeOne(screen);
	};
	const timer = setInterval(judge, limits.signInMs);
	timer.unref();
	return { all, judge, close: () => clearInterval(timer) };
}
