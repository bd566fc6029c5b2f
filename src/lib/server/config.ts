// Longer than most: everything the environment may say is read in one place, and nowhere else.
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
	/** Messages to devices, through the push services of makers of browsers; null: nobody outside is called for them. */
	push: { contact: string } | null;
	role: Role;
	/** Names this process among others on the same database; a balancer sends `/live/at/<name>/` to it. */
	nodeName: string;
	/** Over how many seconds a process that stops hands its sessions to the others; 0 is at once. */
	drainSeconds: number;
	/** What all clips together, and those of one team, may take, bytes; null is as much as the disk has. */
	clipSpace: { school: number | null; team: number | null };
	/**
	 * Where finished clips belong. `bucket` is there whenever its settings are: what lies in it is read from it, also when
	 * clips belong in the folder again.
	 */
	clipStore: { belong: 'folder' | 'bucket'; bucket: BucketSettings | null };
	masterKey: Uint8Array;
	/** The one before it, while keys are turned over to the new one [ER3]. `file` is removed when that is done. */
	oldMasterKey: { key: Uint8Array; file: string | null } | null;
	/** Folder of the key store: the other half of every data key, and what was erased [ER1]. */
	keyStore: string;
	/** Where signed heads of the log go, besides the journal: a file on another machine's disk, a mailbox elsewhere. */
	audit: { headsFile: string | null; mail: string | null };
	/** [A15] Where people of this school sign in for everything else; null: nobody outside is asked who somebody is. */
	oidc: ProviderSettings | null;
	/** Whom to write to about a leak; null: the page of the school says nothing (RFC 9116). */
	securityContact: string | null;
	/** What whoever runs this should hear at the start; no reason to stop. */
	warnings: string[];
	migrations: string;
}

/** An S3-compatible bucket. */
interface BucketSettings {
	endpoint: string;
	bucket: string;
	region: string;
	keyId: string;
	secret: string;
	style: 'path' | 'host';
	prefix: string;
}

/** The school's own OpenID Connect provider. */
interface ProviderSettings {
	issuer: string;
	clientId: string;
	secret: string;
	/** On the button. */
	name: string;
	/** Whoever comes from there took a second step there, also when it does not say so. */
	trustMfa: boolean;
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
	KIJKKRING_KEY_FILE_OLD: v.optional(v.pipe(v.string(), v.minLength(1))),
	KIJKKRING_KEY_STORE: v.optional(v.pipe(v.string(), v.minLength(1))),
	ROLE: v.optional(v.picklist(roles, `must be one of ${roles.join(', ')}`), 'all'),
	NODE_NAME: v.optional(
		v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/, 'must be at most 32 letters, digits and dashes'))
	),
	CLIPS_GB: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'must be a number of gigabytes; 0 is no limit'))),
	CLIPS_GB_PER_TEAM: v.optional(
		v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'must be a number of gigabytes; 0 is no limit')),
		'100'
	),
	CLIPS_STORE: v.optional(v.picklist(['folder', 'bucket'], 'must be folder or bucket')),
	CLIPS_S3_ENDPOINT: v.optional(v.pipe(v.string(), v.url('must be a full address such as https://s3.example'))),
	CLIPS_S3_BUCKET: v.optional(
		v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'))
	),
	CLIPS_S3_REGION: v.optional(
		v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/i, 'must be the name of a region')),
		'us-east-1'
	),
	CLIPS_S3_KEY_ID: v.optional(v.pipe(v.string(), v.minLength(1))),
	CLIPS_S3_SECRET: v.optional(v.pipe(v.string(), v.minLength(1))),
	CLIPS_S3_SECRET_FILE: v.optional(v.pipe(v.string(), v.minLength(1))),
	CLIPS_S3_STYLE: v.optional(v.picklist(['path', 'host'], 'must be path or host')),
	CLIPS_S3_PREFIX: v.optional(
		v.pipe(v.string(), v.regex(/^(?:[A-Za-z0-9_-]{1,40}\/){0,4}$/, 'must be empty, or names with a slash after each')),
		'kijkkring/'
	),
	DRAIN_SECONDS: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'must be a number of seconds')), '20'),
	AUDIT_HEADS_FILE: v.optional(v.pipe(v.string(), v.minLength(1))),
	AUDIT_MAIL: v.optional(v.pipe(v.string(), v.regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address'))),
	OIDC_ISSUER: v.optional(v.pipe(v.string(), v.url('must be a full address such as https://login.school.example'))),
	OIDC_CLIENT_ID: v.optional(v.pipe(v.string(), v.minLength(1))),
	OIDC_CLIENT_SECRET: v.optional(v.pipe(v.string(), v.minLength(1))),
	OIDC_CLIENT_SECRET_FILE: v.optional(v.pipe(v.string(), v.minLength(1))),
	OIDC_NAME: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40, 'must be at most 40 letters'))),
	OIDC_TRUST_MFA: v.optional(v.picklist(['0', '1'], 'must be 0 or 1'), '0'),
	SECURITY_CONTACT: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+|tel:\+[\d-]+)$/, 'must begin with mailto:, https:// or tel:')
		)
	),
	SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://'))),
	MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address'))),
	PUSH_CONTACT: v.optional(v.pipe(v.string(), v.regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address')))
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
	const warnings: string[] = [];
	const warn = demo || dev ? () => {} : (line: string) => void warnings.push(line);
	return {
		database: it.DATABASE_URL ? { url: it.DATABASE_URL } : { dir: path.join(dataDir, 'database') },
		dataDir,
		origin: demo || !it.ORIGIN ? null : originOf(it.ORIGIN),
		port: portOf(it.PORT),
		demo,
		dev,
		smtp: smtpOf(it.SMTP_URL, it.MAIL_FROM),
		push: pushOf(it, warn),
		role: it.ROLE,
		nodeName: it.NODE_NAME ?? `node-${randomBytes(6).toString('hex')}`,
		drainSeconds: Number(it.DRAIN_SECONDS),
		clipSpace: { school: gigabytes(it.CLIPS_GB), team: gigabytes(it.CLIPS_GB_PER_TEAM) },
		clipStore: clipStoreOf(it),
		masterKey: it.KIJKKRING_KEY ? bytesOf(it.KIJKKRING_KEY) : keyInFile(it.KIJKKRING_KEY_FILE, dataDir, warn),
		oldMasterKey: oldKeyOf(it, dataDir),
		keyStore: keyStoreOf(it, dataDir, warn),
		audit: auditOf(it),
		oidc: providerOf(it),
		securityContact: it.SECURITY_CONTACT ?? null,
		warnings,
		migrations: path.resolve('drizzle')
	};
}

/**
 * Demo mode lets anybody be anybody. It runs only on the embedded database, without mail and without a public
 * address; the server further refuses it on a database that is not the demo school's (server/demo).
 */
function refuseRealDemo(it: v.InferOutput<typeof environment>): void {
	const ofRealSchools = [
		'DATABASE_URL',
		'ORIGIN',
		'SMTP_URL',
		'KIJKKRING_KEY',
		'KIJKKRING_KEY_FILE',
		'KIJKKRING_KEY_FILE_OLD',
		'KIJKKRING_KEY_STORE',
		'CLIPS_S3_ENDPOINT',
		'OIDC_ISSUER'
	] as const;
	const real = ofRealSchools.find((key) => it[key]);
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

/** Browsers let only a page that came over TLS, or from this very machine, tell them things. */
function pushOf(it: v.InferOutput<typeof environment>, warn: (line: string) => void): Config['push'] {
	if (!it.PUSH_CONTACT) return null;
	const { protocol, hostname } = new URL(it.ORIGIN ?? 'http://localhost');
	if (protocol !== 'https:' && !/(^|\.)localhost$/.test(hostname) && hostname !== '127.0.0.1') {
		warn('PUSH_CONTACT: nothing is pushed, because ORIGIN does not begin with https://');
		return null;
	}
	return { contact: it.PUSH_CONTACT };
}

function auditOf(it: v.InferOutput<typeof environment>): Config['audit'] {
	if (it.AUDIT_MAIL && !it.SMTP_URL) throw new ConfigError('SMTP_URL: is needed together with AUDIT_MAIL');
	return {
		headsFile: it.AUDIT_HEADS_FILE ? path.resolve(it.AUDIT_HEADS_FILE) : null,
		mail: it.AUDIT_MAIL ?? null
	};
}

/** All of a provider's settings, or none. Without TLS only on this very machine: who somebody is travels in it. */
function providerOf(it: v.InferOutput<typeof environment>): Config['oidc'] {
	if (!it.OIDC_ISSUER) {
		if (it.OIDC_CLIENT_ID) throw new ConfigError('OIDC_ISSUER: is needed together with OIDC_CLIENT_ID');
		return null;
	}
	const { protocol, hostname, search, hash } = new URL(it.OIDC_ISSUER);
	if (protocol !== 'https:' && !(protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)))
		throw new ConfigError('OIDC_ISSUER: must begin with https://');
	if (search || hash) throw new ConfigError('OIDC_ISSUER: must be an address and nothing more');
	if (!it.OIDC_CLIENT_ID) throw new ConfigError('OIDC_CLIENT_ID: is needed together with OIDC_ISSUER');
	const secret =
		it.OIDC_CLIENT_SECRET ??
		(it.OIDC_CLIENT_SECRET_FILE ? secretIn(it.OIDC_CLIENT_SECRET_FILE, 'OIDC_CLIENT_SECRET_FILE') : '');
	if (!secret)
		throw new ConfigError('OIDC_CLIENT_SECRET: is needed together with OIDC_ISSUER, or OIDC_CLIENT_SECRET_FILE');
	return {
		issuer: it.OIDC_ISSUER,
		clientId: it.OIDC_CLIENT_ID,
		secret,
		name: it.OIDC_NAME ?? hostname,
		trustMfa: it.OIDC_TRUST_MFA === '1'
	};
}

/** All of a bucket's settings, or none. */
function clipStoreOf(it: v.InferOutput<typeof environment>): Config['clipStore'] {
	if (!it.CLIPS_S3_ENDPOINT) {
		const alone = (['CLIPS_S3_BUCKET', 'CLIPS_S3_KEY_ID', 'CLIPS_S3_SECRET', 'CLIPS_S3_SECRET_FILE'] as const).find(
			(key) => it[key]
		);
		if (alone) throw new ConfigError(`CLIPS_S3_ENDPOINT: is needed together with ${alone}`);
		if (it.CLIPS_STORE === 'bucket') throw new ConfigError('CLIPS_S3_ENDPOINT: is needed when CLIPS_STORE is bucket');
		return { belong: 'folder', bucket: null };
	}
	const { CLIPS_S3_BUCKET: bucket, CLIPS_S3_KEY_ID: keyId } = it;
	if (!bucket) throw new ConfigError('CLIPS_S3_BUCKET: is needed together with CLIPS_S3_ENDPOINT');
	if (!keyId) throw new ConfigError('CLIPS_S3_KEY_ID: is needed together with CLIPS_S3_ENDPOINT');
	const secret =
		it.CLIPS_S3_SECRET ?? (it.CLIPS_S3_SECRET_FILE ? secretIn(it.CLIPS_S3_SECRET_FILE, 'CLIPS_S3_SECRET_FILE') : '');
	if (!secret)
		throw new ConfigError('CLIPS_S3_SECRET: is needed together with CLIPS_S3_ENDPOINT, or CLIPS_S3_SECRET_FILE');
	const endpoint = endpointOf(it.CLIPS_S3_ENDPOINT);
	// of the services we know only Amazon's does not want the bucket in the path
	const style = it.CLIPS_S3_STYLE ?? (new URL(endpoint).hostname.endsWith('.amazonaws.com') ? 'host' : 'path');
	return {
		belong: it.CLIPS_STORE ?? 'bucket',
		bucket: { endpoint, bucket, region: it.CLIPS_S3_REGION, keyId, secret, style, prefix: it.CLIPS_S3_PREFIX }
	};
}

/** Without TLS only to this machine, or to a name that no other network knows: the names of clips travel in clear. */
function endpointOf(address: string): string {
	const { protocol, hostname, username, search, hash, href } = new URL(address);
	const near = ['127.0.0.1', '[::1]'].includes(hostname) || !/[.:]/.test(hostname);
	if (protocol !== 'https:' && !(protocol === 'http:' && near))
		throw new ConfigError('CLIPS_S3_ENDPOINT: must begin with https://');
	if (username || search || hash) throw new ConfigError('CLIPS_S3_ENDPOINT: must be an address and nothing more');
	return href.replace(/\/+$/, '');
}

function secretIn(file: string, setting: string): string {
	try {
		return fs.readFileSync(file, 'utf8').trim();
	} catch {
		throw new ConfigError(`${setting}: ${file} cannot be read`);
	}
}

const bytesOf = (base64url: string): Uint8Array => new Uint8Array(Buffer.from(base64url, 'base64url'));

/**
 * The master key from its file, which is made at the first start and readable by the server alone. Whoever backs up the
 * data folder must keep this file apart (docs/operate.md). Where there is data already, no new key is made: a wrong
 * path would else look like a start that went well, with nothing readable.
 */
function keyInFile(given: string | undefined, dataDir: string, warn: (line: string) => void): Uint8Array {
	const file = keyFileOf(given, dataDir);
	if (!fs.existsSync(file)) {
		if (['database', 'clips'].some((name) => fs.existsSync(path.join(dataDir, name))))
			throw new ConfigError(
				`KIJKKRING_KEY_FILE: there is no master key at ${file}, and there is data that was made under one`
			);
		fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
		fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
	}
	const key = keyOf(file, 'KIJKKRING_KEY_FILE');
	if (isInside(file, dataDir))
		warn(
			`the master key lies among the data it opens (${file}), and the key store with it. Move both to a place that is not backed up with the data, and say where in KIJKKRING_KEY_FILE.`
		);
	// not refused: what hands out secrets to containers often mounts them so
	if (process.platform !== 'win32' && fs.statSync(file).mode & 0o044)
		warn(`others on this machine can read the master key: chmod 600 ${file}`);
	return key;
}

function keyOf(file: string, setting: string): Uint8Array {
	const key = bytesOf(fs.readFileSync(file, 'utf8').trim());
	if (key.length !== 32) throw new ConfigError(`${setting}: ${file} does not hold 32 bytes as base64url`);
	return key;
}

const keyFileOf = (given: string | undefined, dataDir: string): string =>
	path.resolve(given ?? path.join(dataDir, 'keys', 'master.key'));

/** The master key before this one: where it is said to be, or where `npm run keys:rotate` laid it. */
function oldKeyOf(it: v.InferOutput<typeof environment>, dataDir: string): Config['oldMasterKey'] {
	if (it.KIJKKRING_KEY_FILE_OLD) {
		const file = path.resolve(it.KIJKKRING_KEY_FILE_OLD);
		if (!fs.existsSync(file)) throw new ConfigError(`KIJKKRING_KEY_FILE_OLD: there is no key at ${file}`);
		return { key: keyOf(file, 'KIJKKRING_KEY_FILE_OLD'), file: null };
	}
	if (it.KIJKKRING_KEY) return null;
	const file = `${keyFileOf(it.KIJKKRING_KEY_FILE, dataDir)}.old`;
	return fs.existsSync(file) ? { key: keyOf(file, 'KIJKKRING_KEY_FILE'), file } : null;
}

/** Beside the master key, unless it is said to be elsewhere: whoever moved the one moved both. */
function keyStoreOf(it: v.InferOutput<typeof environment>, dataDir: string, warn: (line: string) => void): string {
	const dir = it.KIJKKRING_KEY_STORE
		? path.resolve(it.KIJKKRING_KEY_STORE)
		: path.join(path.dirname(keyFileOf(it.KIJKKRING_KEY_FILE, dataDir)), 'store');
	// with the key file among the data that was said already
	if (isInside(dir, dataDir) && it.KIJKKRING_KEY)
		warn(
			`the key store lies among the data (${dir}): what is erased can then be read in backups. Move it, and say where in KIJKKRING_KEY_STORE.`
		);
	return dir;
}

const isInside = (file: string, folder: string): boolean => !path.relative(folder, file).startsWith('..');
