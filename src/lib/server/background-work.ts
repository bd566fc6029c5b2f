import type { SignIns } from './auth/sign-ins';
import type { Role } from './config';
import { tidyEmbedded, type Connection } from './db/connection';
import { openDuty, type Duty } from './db/duty';
import type { Neighbours } from './live/neighbours';
import type { OpenClipFiles } from './media/clip-files';
import { failureText } from './failure-text';
import type { LogKeeper } from './log-keeper';
import { checkClip, resumeClips } from './use-cases/clip/check-clip';
import { findLeftovers, finishErasures } from './use-cases/clip/erase-bytes';
import { putClipsAway } from './use-cases/clip/put-away';
import type { Needs } from './use-cases/needs';
import { tick } from './use-cases/tick';

/** How often the clock's own work runs: ends, erasures, sweeps. */
const tickEvery = 60_000;
const tidyEvery = 24 * 3_600_000;
/** How often entries of the log are linked [AU2]. */
const linkEvery = 1_000;

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
	log: LogKeeper;
	role: Role;
}

/**
 * Starts the work. On the embedded database it is this process's; on PostgreSQL it belongs to one of the processes that
 * take part (`all` and `worker`), and to another as soon as that one is gone. A clip that nobody heard of is found when
 * the work is taken over.
 */
export function openBackgroundWork(options: Options): BackgroundWork {
	const { needs, signIns, connection, neighbours, files, log, role } = options;
	const checking = new Set<string>();

	function check(clipId: string): void {
		if (checking.has(clipId)) return;
		checking.add(clipId);
		needs.later(() => checkClip(needs, clipId).finally(() => checking.delete(clipId)));
	}

	const clips = openClipCare(needs, files);
	const logged = onceAtATime(needs);
	// in this process: the message that a clip waits would come back to it
	const ours = { ...needs, clipWaits: check };

	function begin(): () => void {
		const minute = setInterval(() => {
			needs.later(() => tick(ours, signIns));
			logged('head', log.sendHead);
			clips.everyMinute();
		}, tickEvery);
		const second = setInterval(() => logged('link', log.link), linkEvery);
		const daily = () => {
			clips.everyDay();
			logged('shorten', log.shorten);
		};
		const day = setInterval(daily, tidyEvery);
		for (const timer of [second, minute, day]) timer.unref();
		needs.later(async () => {
			if (neighbours) await files.sweep();
			await resumeClips(ours);
		});
		daily();
		clips.everyMinute();
		return () => [second, minute, day].forEach(clearInterval);
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

/** Work in the background, of each name one at a time. */
function onceAtATime(needs: Needs): (name: string, work: () => Promise<void>) => void {
	const running = new Set<string>();
	return (name, work) => {
		if (running.has(name)) return;
		running.add(name);
		needs.later(() => work().finally(() => running.delete(name)));
	};
}

/** What did not work out is told again this often, ms: an operator reads it, and the log is not full of it. */
const tellEvery = 3_600_000;

/** Brings clips to where they belong, and what is left of erased ones to nothing. Each at most once at a time. */
function openClipCare(needs: Needs, files: Pick<OpenClipFiles, 'tidy'>): { everyMinute(): void; everyDay(): void } {
	const once = onceAtATime(needs);
	const told = new Map<string, number>();

	function tell(about: string, line: string): void {
		const last = told.get(about);
		if (last !== undefined && performance.now() - last < tellEvery) return;
		told.set(about, performance.now());
		console.error(`kijkkring: ${line}`);
	}

	async function moveClips(): Promise<void> {
		try {
			await putClipsAway(needs, (done, of) => {
				if (of > 1) console.log(`kijkkring: ${done} of ${of} clips brought to where they belong`);
			});
			told.delete('moves');
		} catch (error) {
			tell('moves', `clips cannot be brought to where they belong, and stay where they are: ${firstLine(error)}`);
		}
	}

	async function erase(): Promise<void> {
		const left = await finishErasures(needs);
		if (!left) return void told.delete('erasures');
		const since = left.since.toISOString();
		tell(
			'erasures',
			`bytes of ${left.clips} erased clips still have to go, since ${since}; their keys are gone: ${firstLine(left.reason)}`
		);
	}

	async function look(): Promise<void> {
		try {
			await files.tidy();
			const { unknown } = await findLeftovers(needs);
			if (unknown > 0)
				tell('unknown', `bytes of ${unknown} clips lie there that this database does not know; left alone`);
		} catch (error) {
			tell('leftovers', `what is left of erased clips could not be looked for: ${firstLine(error)}`);
		}
	}

	return {
		everyMinute() {
			once('moves', moveClips);
			once('erasures', erase);
		},
		everyDay: () => once('look', look)
	};
}

const firstLine = (error: unknown): string => failureText(error).split('\n', 1)[0] ?? '';
