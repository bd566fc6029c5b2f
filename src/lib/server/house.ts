import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { problems } from '$lib/engine/problems';
import { packs } from '$lib/methods';
import { openSignIns, type SignIns } from './auth/sign-ins';
import type { Config } from './config';
import { openDemoDesk, type DemoDesk } from './demo/desk';
import { connect, tidyEmbedded, type Connection } from './db/connection';
import { openVault } from './db/vault';
import { failureText } from './failure-text';
import { openLiveTable, type LiveHouse } from './live/live-table';
import { openMail } from './mail';
import { openClipFiles } from './media/clip-files';
import { findFfmpeg } from './media/ffmpeg';
import { mayConnectFrom } from './origins';
import { resumeClips } from './use-cases/clip/check-clip';
import type { Needs } from './use-cases/needs';
import { nameOf } from './use-cases/people/name-of';
import { joinTable } from './use-cases/session/enter';
import { tick } from './use-cases/tick';

/** The whole house, built once. */
export interface House {
	config: Config;
	needs: Needs;
	signIns: SignIns;
	live: LiveHouse;
	connection: Connection;
	/** Only in demo mode. */
	demo: DemoDesk | null;
	close(): Promise<void>;
}

/** How often the clock's own work runs: ends, erasures, sweeps. */
const tickEvery = 60_000;
const tidyEvery = 24 * 3_600_000;

/** Builds everything and plugs it together. Throws when a pack has problems: better no server than a wrong one. */
export async function buildHouse(config: Config): Promise<House> {
	const wrong = packs.flatMap(problems);
	if (wrong.length) throw new Error(`method packs have problems:\n  ${wrong.join('\n  ')}`);

	const connection = await connect(config.database, config.migrations);
	const { db } = connection;
	const clock = () => new Date();
	const newId = () => randomBytes(16).toString('base64url');
	const vault = openVault(config.masterKey);
	const signIns = openSignIns(db, config.origin?.startsWith('https:') ?? false);
	const files = await openClipFiles({ dir: path.join(config.dataDir, 'clips'), ffmpeg: await findFfmpeg() });

	const running = new Set<Promise<void>>();
	const needs: Needs = {
		db,
		vault,
		clock,
		newId,
		newSecret: () => randomBytes(32).toString('base64url'),
		files,
		// the table asks the use cases who may enter, and they tell it what moved: the knot is tied here
		get table() {
			return live.table;
		},
		mail: openMail(config, db, newId, clock),
		origin: config.origin ?? `http://localhost:${config.port}`,
		later: (work) => {
			const job = work()
				.catch((error: unknown) => console.error(`work in the background failed: ${failureText(error)}`))
				.finally(() => running.delete(job));
			running.add(job);
		}
	};
	const live: LiveHouse = openLiveTable({
		db,
		vault,
		clock,
		kind: connection.kind,
		enter: (userId, sessionId) => joinTable(needs, userId, sessionId),
		nameOf: (userId) => nameOf(needs, userId),
		whoIs: (cookieHeader) => signIns.read(cookieIn(cookieHeader, signIns.cookieName), clock()),
		allowedOrigin: (request) => mayConnectFrom(config, request)
	});

	const timers = [
		setInterval(() => needs.later(() => tick(needs, signIns)), tickEvery),
		setInterval(
			() => needs.later(() => (connection.kind === 'embedded' ? tidyEmbedded(db) : Promise.resolve())),
			tidyEvery
		)
	];
	for (const timer of timers) timer.unref();
	needs.later(() => resumeClips(needs));

	return {
		config,
		needs,
		signIns,
		live,
		connection,
		demo: config.demo ? openDemoDesk(config, db) : null,
		close: async () => {
			timers.forEach(clearInterval);
			await live.close();
			// work in the background is safe to cut off (every job can run twice), so it gets one second, not for ever
			await files.close();
			await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 1000))]);
			await connection.close();
		}
	};
}

function cookieIn(header: string | null, name: string): string | null {
	for (const part of header?.split(';') ?? []) {
		const [key, ...value] = part.trim().split('=');
		if (key === name) return value.join('=');
	}
	return null;
}
