import type { SignIns } from './auth/sign-ins';
import type { Role } from './config';
import { tidyEmbedded, type Connection } from './db/connection';
import { openDuty, type Duty } from './db/duty';
import type { Neighbours } from './live/neighbours';
import type { OpenClipFiles } from './media/clip-files';
import { checkClip, resumeClips } from './use-cases/clip/check-clip';
import type { Needs } from './use-cases/needs';
import { tick } from './use-cases/tick';

/** How often the clock's own work runs: ends, erasures, sweeps. */
const tickEvery = 60_000;
const tidyEvery = 24 * 3_600_000;

/** What nobody waits for: the clock, and looking at clips that arrived. */
export interface BackgroundWork {
	/** A clip is waiting; whoever does the work hears of it. */
	clipWaits(clipId: string): void;
	close(): void;
}

interface Options {
	needs: Needs;
	signIns: SignIns;
	connection: Connection;
	neighbours: Neighbours | null;
	files: OpenClipFiles;
	role: Role;
}

/**
 * Starts the work. On the embedded database it is this process's; on PostgreSQL it belongs to one of the processes that
 * take part (`all` and `worker`), and to another as soon as that one is gone. A clip that nobody heard of is found when
 * the work is taken over.
 */
export function openBackgroundWork(options: Options): BackgroundWork {
	const { needs, signIns, connection, neighbours, files, role } = options;
	const checking = new Set<string>();

	function check(clipId: string): void {
		if (checking.has(clipId)) return;
		checking.add(clipId);
		needs.later(() => checkClip(needs, clipId).finally(() => checking.delete(clipId)));
	}

	function begin(): () => void {
		const clock = setInterval(() => needs.later(() => tick(needs, signIns)), tickEvery);
		clock.unref();
		needs.later(async () => {
			if (neighbours) await files.sweep();
			await resumeClips({ ...needs, clipWaits: check });
		});
		return () => clearInterval(clock);
	}

	if (!neighbours) {
		const stop = begin();
		const tidy = setInterval(() => needs.later(() => tidyEmbedded(connection.db)), tidyEvery);
		tidy.unref();
		return {
			clipWaits: check,
			close() {
				stop();
				clearInterval(tidy);
			}
		};
	}

	const { signals, server } = neighbours;
	const takesPart = role === 'all' || role === 'worker';
	const duty: Duty | null = takesPart ? openDuty(server, begin) : null;
	signals.onMessage((message) => {
		const clipId = waitingClip(message);
		if (clipId !== null && duty?.ours) check(clipId);
	});
	return {
		clipWaits(clipId) {
			if (duty?.ours) check(clipId);
			else signals.send({ is: 'clipWaits', clipId });
		},
		close: () => duty?.close()
	};
}

const waitingClip = (message: unknown): string | null =>
	typeof message === 'object' &&
	message !== null &&
	'is' in message &&
	message.is === 'clipWaits' &&
	'clipId' in message &&
	typeof message.clipId === 'string'
		? message.clipId
		: null;
