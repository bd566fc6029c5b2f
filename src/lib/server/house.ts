import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { problems } from '$lib/engine/problems';
import { packs } from '$lib/methods';
import { screenCookieName } from './auth/screen-cookie';
import { openSchoolDoor, type SchoolDoor } from './auth/school-door';
import { openSignIns, type SignIns } from './auth/sign-ins';
import { openBackgroundWork } from './background-work';
import type { Config, Role } from './config';
import { openDemoDesk, type DemoDesk } from './demo/desk';
import { record } from './db/audit';
import { connect, type Connection } from './db/connection';
import { asNobody, asPerson, whoAsks } from './db/who-asks';
import { livingNodes } from './db/nodes';
import { pushKeyOf } from './db/push-devices';
import { failureText } from './failure-text';
import { openLiveTable, type LiveHouse } from './live/live-table';
import { openNeighbours, type Neighbours } from './live/neighbours';
import { openLogKeeper } from './log-keeper';
import { openMail, sendsMail } from './mail';
import { openPush } from './push';
import { openBucket } from './media/bucket/open-bucket';
import { openClipFiles } from './media/clip-files';
import { findFfmpeg } from './media/ffmpeg';
import { forgetOldKey, openKeys } from './open-keys';
import { openPace, type Pace } from './pace';
import { mayConnectFrom } from './origins';
import { openViewBook } from './use-cases/audit/view-book';
import { replayErasures } from './use-cases/erasure/replay';
import { settleKeys } from './use-cases/erasure/settle-keys';
import type { Needs } from './use-cases/needs';
import { nameOf } from './use-cases/people/name-of';
import { joinWriting, keepWriting, readWriting } from './use-cases/plan/shared-writing';
import { screenNow } from './use-cases/screen/screen-now';
import { joinTable } from './use-cases/session/enter';

/** The whole house, built once. */
export interface House {
	config: Config;
	needs: Needs;
	signIns: SignIns;
	/** The school's own provider, where it has one. */
	schoolDoor: SchoolDoor | null;
	/** [A21] */
	pace: Pace;
	live: LiveHouse;
	connection: Connection;
	/** Only in demo mode. */
	demo: DemoDesk | null;
	/** What `/health` tells a balancer; null when this process should get nothing new. */
	health(): { role: Role; name: string } | null;
	/** [L16] Hands everything to the other live processes, if there are any, before `close`. */
	drain(): Promise<void>;
	close(): Promise<void>;
}

/** Builds everything and plugs it together. Throws when a pack has problems: better no server than a wrong one. */
export async function buildHouse(config: Config): Promise<House> {
	const wrong = packs.flatMap(problems);
	if (wrong.length) throw new Error(`method packs have problems:\n  ${wrong.join('\n  ')}`);

	const connection = await connect(config.database, config.migrations);
	const { db } = connection;
	const clock = () => new Date();
	const newId = () => randomBytes(16).toString('base64url');
	for (const line of config.warnings) console.warn(`kijkkring: ${line}`);
	const vault = await openKeys(config, db);
	const signIns = openSignIns(db, config.origin?.startsWith('https:') ?? false);
	const { server } = connection;
	const neighbours = server ? await openNeighbours(server, { name: config.nodeName, role: config.role }) : null;
	const files = await openClipFiles({
		dir: path.join(config.dataDir, 'clips'),
		bucket: await bucketOf(config, vault.mark),
		ffmpeg: await findFfmpeg(),
		shared: server !== null
	});

	const running = new Set<Promise<void>>();
	const needs: Needs = {
		// [RG8] within a request of somebody, only what is hers
		get db() {
			return whoAsks() ? connection.persons : db;
		},
		vault,
		clock,
		newId,
		newSecret: () => randomBytes(32).toString('base64url'),
		files,
		clipSpace: config.clipSpace,
		views: openViewBook(db),
		// the table asks the use cases who may enter, and they tell it what moved: the knot is tied here
		get table() {
			return live.table;
		},
		mail: openMail(config, db, newId, clock),
		mails: sendsMail(config),
		push: config.push && openPush({ ...config.push, privateKey: await pushKeyOf(db, vault), clock }),
		origin: config.origin ?? `http://localhost:${config.port}`,
		later: (work) => {
			const job = asNobody(work)
				.catch((error: unknown) => console.error(`work in the background failed: ${failureText(error)}`))
				.finally(() => running.delete(job));
			running.add(job);
		},
		clipWaits: (clipId) => work.clipWaits(clipId)
	};
	const live: LiveHouse = openLiveTable({
		db,
		vault,
		clock,
		kind: connection.kind,
		neighbours,
		// sockets are judged each for her own, also when it is somebody else's request that moved something
		enter: (userId, sessionId) => asPerson(userId, clock, () => joinTable(needs, userId, sessionId)),
		nameOf: (userId) => asNobody(() => nameOf(needs, userId)),
		whoIs: (cookieHeader) => signIns.read(cookieIn(cookieHeader, signIns.cookieName), clock()),
		whichScreen: (cookieHeader) => asNobody(() => screenNow(needs, cookieIn(cookieHeader, screenCookieName(signIns)))),
		plans: {
			join: (userId, id) => asPerson(userId, clock, () => joinWriting(needs, userId, id)),
			read: (id) => asNobody(() => readWriting(needs, id)),
			keep: (id, typed) => asNobody(() => keepWriting(needs, id, typed))
		},
		allowedOrigin: (request) => mayConnectFrom(config, request),
		// of all clips: a second source goes with the rights of another one, and asking which would be a moment too late
		onRightsChanged: () => files.forget()
	});

	// before anybody is answered: what was erased must not be there for a moment, whatever backup this database came from
	await settleKeys(needs);
	if (config.oldMasterKey) await record(db, { at: clock(), kind: 'key-rotated', actor: 'nobody' });
	forgetOldKey(config);
	if (config.role !== 'live') await replayErasures(needs);

	const log = openLogKeeper(needs, config);
	const work = openBackgroundWork({ needs, signIns, connection, neighbours, files, log, role: config.role });
	// each process writes what was watched through it
	const watched = setInterval(() => needs.later(() => needs.views.flush(clock())), 10_000).unref();

	return {
		config,
		needs,
		signIns,
		schoolDoor: config.oidc && openSchoolDoor(config.oidc, needs.origin),
		pace: openPace(clock),
		live,
		connection,
		demo: config.demo ? openDemoDesk(config, db) : null,
		health: () =>
			neighbours && (neighbours.node.id === null || neighbours.node.draining)
				? null
				: { role: config.role, name: config.nodeName },
		drain: async () => {
			if (!neighbours || !(await hasHeirs(neighbours))) return;
			const late = new Promise((resolve) => setTimeout(resolve, (config.drainSeconds + patience) * 1000).unref());
			await Promise.race([live.drain(config.drainSeconds), late]);
		},
		close: async () => {
			work.close();
			clearInterval(watched);
			await live.close();
			// work in the background is safe to cut off (every job can run twice), so it gets one second, not for ever
			await files.close();
			await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 1000))]);
			await needs.views.flush(clock(), true);
			await neighbours?.close();
			await connection.close();
		}
	};
}

/** [K1] The bucket, tried out; null where there is none, and at a process that touches no clip. */
async function bucketOf({ clipStore, role }: Config, mark: string) {
	if (!clipStore.bucket || role === 'live') return null;
	const warn = (line: string): void => console.warn(`kijkkring: ${line}`);
	const bucket = await openBucket(clipStore.bucket, mark, warn);
	return { bucket, belong: clipStore.belong };
}

/** How much longer than planned handing over may take, s. */
const patience = 10;

/**
 * Whether another process takes over our sessions. A live process has others beside it, or one that is being started in
 * its place; a process that does it all may well be the only one, and waiting would only keep people out longer.
 */
async function hasHeirs({ server, node }: Neighbours): Promise<boolean> {
	if (node.role !== 'all') return node.role === 'live';
	const others = (await livingNodes(server.client)).filter((other) => other.id !== node.id && !other.draining);
	return others.some((other) => other.role === 'live' || other.role === 'all');
}

function cookieIn(header: string | null, name: string): string | null {
	for (const part of header?.split(';') ?? []) {
		const [key, ...value] = part.trim().split('=');
		if (key === name) return value.join('=');
	}
	return null;
}
