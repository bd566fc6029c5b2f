import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

/** What a process does: pages, sockets of the live table, work in the background, or everything. */
const roles = ['all', 'web', 'live', 'worker'] as const;
export type Role = (typeof roles)[number];

/** Everything the environment may say, checked once at the start. The only reader of `process.env`. */
export interface Config {
	database: { url: string } | { dir: string };
	dataDir: string;
	/** Public address, no trailing slash. In the demo: null, and every name under localhost is its own address. */
	origin: string | null;
	port: number;
	demo: boolean;
	/** Development server: letters go to the outbox page, plain http is fine. */
	dev: boolean;
	smtp: { host: string; port: number; user: string; password: string; from: string } | null;
	role: Role;
	/** Names this process among others on the same database; a balancer sends `/live/at/<name>/` to it. */
	nodeName: string;
	/** Over how many seconds a process that stops hands its sessions to the others; 0 is at once. */
	drainSeconds: number;
	/** What all clips together, and those of one team, may take, bytes; null is as much as the disk has. */
	clipSpace: { school: number | null; team: number | null };
	masterKey: Uint8Array;
	migrations: string;
}

/** A setting that cannot be right: the server prints this one line and stops. */
export class ConfigError extends Error {}

const environment = v.object({
	DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'))),
	DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), 'data'),
	ORIGIN: v.optional(v.pipe(v.string(), v.url('must be a full address such as https://kijkkring.example'))),
	PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a port number')), '3000'),
	KIJKKRING_DEMO: v.optional(v.picklist(['0', '1'], 'must be 0 or 1'), '0'),
	KIJKKRING_KEY: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 random bytes as base64url'))),
	KIJKKRING_KEY_FILE: v.optional(v.pipe(v.string(), v.minLength(1))),
	ROLE: v.optional(v.picklist(roles, `must be one of ${roles.join(', ')}`), 'all'),
	NODE_NAME: v.optional(
		v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/, 'must be at most 32 letters, digits and dashes'))
	),
	CLIPS_GB: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'must be a number of gigabytes; 0 is no limit'))),
	CLIPS_GB_PER_TEAM: v.optional(
		v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'must be a number of gigabytes; 0 is no limit')),
		'100'
	),
	DRAIN_SECONDS: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'must be a number of seconds')), '20'),
	SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://'))),
	MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address')))
});

/** The settings of this process. */
export const configOfThisProcess = (dev: boolean): Config => readConfig(process.env, dev);

/** Reads and checks all settings. Throws `ConfigError` with one clear line. */
export function readConfig(env: Record<string, string | undefined>, dev: boolean): Config {
	const read = v.safeParse(environment, env);
	if (!read.success) {
		const [issue] = read.issues;
		const name = issue.path?.[0]?.key;
		throw new ConfigError(`${typeof name === 'string' ? name : 'a setting'}: ${issue.message}`);
	}
	const it = read.output;
	const demo = it.KIJKKRING_DEMO === '1';
	if (demo) refuseRealDemo(it);
	else if (!dev && !it.ORIGIN)
		throw new ConfigError('ORIGIN: is needed, the address people use, such as https://kijkkring.example');
	// the embedded database lives inside one process: there is nothing to share
	if (it.ROLE !== 'all' && !it.DATABASE_URL)
		throw new ConfigError(
			`ROLE: ${it.ROLE} needs DATABASE_URL; the embedded database serves one process that does it all`
		);
	const dataDir = path.resolve(it.DATA_DIR);
	return {
		database: it.DATABASE_URL ? { url: it.DATABASE_URL } : { dir: path.join(dataDir, 'database') },
		dataDir,
		origin: demo || !it.ORIGIN ? null : originOf(it.ORIGIN),
		port: portOf(it.PORT),
		demo,
		dev,
		smtp: smtpOf(it.SMTP_URL, it.MAIL_FROM),
		role: it.ROLE,
		nodeName: it.NODE_NAME ?? `node-${randomBytes(6).toString('hex')}`,
		drainSeconds: Number(it.DRAIN_SECONDS),
		clipSpace: { school: gigabytes(it.CLIPS_GB), team: gigabytes(it.CLIPS_GB_PER_TEAM) },
		masterKey: masterKeyOf(it.KIJKKRING_KEY, it.KIJKKRING_KEY_FILE ?? path.join(dataDir, 'keys', 'master.key')),
		migrations: path.resolve('drizzle')
	};
}

/**
 * Demo mode lets anybody be anybody. It runs only on the embedded database, without mail and without a public
 * address; the server further refuses it on a database that is not the demo school's (server/demo).
 */
function refuseRealDemo(it: v.InferOutput<typeof environment>): void {
	const real = (['DATABASE_URL', 'ORIGIN', 'SMTP_URL', 'KIJKKRING_KEY', 'KIJKKRING_KEY_FILE'] as const).find(
		(key) => it[key]
	);
	if (real)
		throw new ConfigError(`KIJKKRING_DEMO: cannot be combined with ${real}; the demo is for trying out on one machine`);
}

/** As a browser says it, in small letters and without the usual port: WebSockets are compared with this to the letter. */
function originOf(address: string): string {
	const { origin, protocol } = new URL(address);
	if (protocol !== 'https:' && protocol !== 'http:') throw new ConfigError('ORIGIN: must begin with https://');
	return origin;
}

/** 0 and nothing are no limit. */
const gigabytes = (text: string | undefined): number | null => Number(text ?? 0) * 1e9 || null;

function portOf(text: string): number {
	const port = Number(text);
	if (port > 65_535) throw new ConfigError('PORT: must be at most 65535');
	return port;
}

function smtpOf(url: string | undefined, from: string | undefined): Config['smtp'] {
	if (!url) return null;
	if (!from) throw new ConfigError('MAIL_FROM: is needed together with SMTP_URL');
	const parsed = new URL(url);
	const secure = parsed.protocol === 'smtps:';
	return {
		host: parsed.hostname,
		port: parsed.port ? Number(parsed.port) : secure ? 465 : 587,
		user: decodeURIComponent(parsed.username),
		password: decodeURIComponent(parsed.password),
		from
	};
}

/**
 * The master key: from the environment, or from a file that is made at the first start and readable by the server
 * alone. Whoever backs up the data folder must keep this file apart (docs/operate.md).
 */
function masterKeyOf(inline: string | undefined, file: string): Uint8Array {
	if (inline) return new Uint8Array(Buffer.from(inline, 'base64url'));
	if (!fs.existsSync(file)) {
		fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
		fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
	}
	const key = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'base64url');
	if (key.length !== 32) throw new ConfigError(`KIJKKRING_KEY_FILE: ${file} does not hold 32 bytes as base64url`);
	return new Uint8Array(key);
}
