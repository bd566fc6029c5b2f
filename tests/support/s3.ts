import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BucketSettings } from '$lib/server/media/bucket/s3-line';
import { wrongWith } from './s3-signature';

/** What goes wrong with one request. `slow` and `hang` answer when they are let go, or never. */
export type Fault =
	| { is: 'refused'; status: number; code: string }
	| { is: 'reset' }
	| { is: 'breaks-off' }
	| { is: 'garbled' }
	| { is: 'redirect'; to: string }
	| { is: 'waits'; until: Promise<unknown> };

export interface Asked {
	method: string;
	/** In the bucket; empty for the bucket itself. */
	name: string;
	query: URLSearchParams;
	range: string | undefined;
}

interface Version {
	id: string;
	/** Null for a mark that something was deleted. */
	body: Buffer | null;
	meta: Record<string, string>;
}

const smallestPart = 5 * 1024 * 1024;

/**
 * An S3-compatible service on the loopback address, with one bucket in memory, as strict as the real ones where our code
 * could be careless: every signature and every body's hash is checked, parts must be large enough and named by their
 * right tags, pages of lists are short. `fault` is asked before each request.
 */
export async function openS3({ versions = false, pageSize = 3, quota = Infinity } = {}) {
	const key = { id: `key-${randomBytes(4).toString('hex')}`, secret: randomBytes(20).toString('base64') };
	const things = new Map<string, Version[]>();
	const sendings = new Map<string, { name: string; meta: Record<string, string>; parts: Map<number, Buffer> }>();
	const asked: Asked[] = [];
	const it = {
		versions,
		quota,
		/** May older versions be deleted? */
		mayDeleteVersions: true,
		fault: (_asked: Asked): Fault | null => null
	};
	const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bodyOf(request);
		const url = new URL(request.url ?? '/', 'http://s3');
		const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
		const what: Asked = {
			method: request.method ?? '',
			name: rest.join('/'),
			query: url.searchParams,
			range: request.headers.range
		};
		asked.push(what);
		const fault = it.fault(what);
		if (fault?.is === 'waits') await fault.until;
		if (fault?.is === 'reset') return void request.socket.resetAndDestroy();
		if (fault?.is === 'redirect') return send(response, 307, '', { location: fault.to });
		if (fault?.is === 'refused') return send(response, fault.status, problem(fault.code));
		const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
		const wrong = wrongWith({ method: what.method, url: request.url ?? '', headers }, body, key, new Date());
		if (wrong) return send(response, 403, problem(wrong));
		if (bucket !== 'clips') return send(response, 404, problem('NoSuchBucket'));
		const answer = what.name === '' ? ofBucket(what) : ofThing(what, body, headers);
		if (fault?.is === 'garbled' && answer.body) answer.body = Buffer.from(answer.body.map((byte) => byte ^ 1));
		if (fault?.is !== 'breaks-off') return send(response, answer.status, answer.body ?? '', answer.headers);
		response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body?.length ?? 0) });
		response.write(answer.body?.subarray(0, Math.floor(answer.body.length / 2)) ?? '');
		setImmediate(() => request.socket.destroy());
	}

	function ofBucket({ method, query }: Asked): Answer {
		if (method !== 'GET') return no(405, 'MethodNotAllowed');
		if (query.has('versioning')) {
			const status = it.versions ? '<Status>Enabled</Status>' : '';
			return xml(`<VersioningConfiguration>${status}</VersioningConfiguration>`);
		}
		const prefix = query.get('prefix') ?? '';
		if (query.has('uploads')) {
			const found = [...sendings].filter(([, { name }]) => name.startsWith(prefix));
			const page = pageOf(found, ([id]) => id, query.get('upload-id-marker'));
			const entries = page.of.map(
				([id, { name }]) =>
					`<Upload><Key>${name}</Key><UploadId>${id}</UploadId><Initiated>${new Date().toISOString()}</Initiated></Upload>`
			);
			return xml(
				`<ListMultipartUploadsResult>${ended(page, 'NextUploadIdMarker')}${entries.join('')}</ListMultipartUploadsResult>`
			);
		}
		if (query.has('versions')) {
			const found = [...things].flatMap(([name, all]) => all.map((version) => ({ name, ...version })));
			const mine = found.filter(({ name }) => name.startsWith(prefix));
			const page = pageOf(mine, ({ id }) => id, query.get('version-id-marker'));
			const entries = page.of.map(({ name, id, body }) => {
				const kind = body ? 'Version' : 'DeleteMarker';
				return `<${kind}><Key>${name}</Key><VersionId>${id}</VersionId></${kind}>`;
			});
			return xml(`<ListVersionsResult>${ended(page, 'NextVersionIdMarker')}${entries.join('')}</ListVersionsResult>`);
		}
		const names = [...things.keys()].filter((name) => name.startsWith(prefix) && newest(name)).sort();
		const page = pageOf(names, (name) => name, query.get('continuation-token'));
		const entries = page.of.map(
			(name) => `<Contents><Key>${name}</Key><Size>${newest(name)?.length}</Size></Contents>`
		);
		return xml(`<ListBucketResult>${ended(page, 'NextContinuationToken')}${entries.join('')}</ListBucketResult>`);
	}

	function ofThing({ method, name, query, range }: Asked, body: Buffer, headers: Record<string, string>): Answer {
		const uploadId = query.get('uploadId');
		if (method === 'POST' && query.has('uploads')) {
			const id = `up+${randomBytes(6).toString('hex')}/=`;
			sendings.set(id, { name, meta: metaIn(headers), parts: new Map() });
			return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
		}
		if (uploadId !== null) return ofSending(method, name, uploadId, query, body);
		if (method === 'PUT') return keep(name, body, metaIn(headers));
		if (method === 'DELETE') return remove(name, query.get('versionId'));
		const version = things.get(name)?.at(-1);
		if (method !== 'GET' || !version?.body) return no(404, 'NoSuchKey');
		const meta = Object.fromEntries(Object.entries(version.meta));
		const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
		if (!match) return { status: 200, headers: meta, body: version.body };
		const [from, to] = [Number(match[1]), Math.min(Number(match[2]), version.body.length - 1)];
		return { status: 206, headers: meta, body: version.body.subarray(from, to + 1) };
	}

	function ofSending(method: string, name: string, id: string, query: URLSearchParams, body: Buffer): Answer {
		const sending = sendings.get(id);
		if (sending?.name !== name) return no(404, 'NoSuchUpload');
		if (method === 'DELETE') return (sendings.delete(id), { status: 204 });
		if (method === 'PUT') {
			if (used() + body.length > it.quota) return no(507, 'QuotaExceeded');
			sending.parts.set(Number(query.get('partNumber')), body);
			return { status: 200, headers: { etag: tagOf(body) } };
		}
		const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g)];
		const parts = named.map(([, number]) => sending.parts.get(Number(number)) ?? Buffer.alloc(0));
		if (named.some(([, , tag], i) => tag !== tagOf(parts[i] ?? Buffer.alloc(0)))) return no(400, 'InvalidPart');
		if (parts.slice(0, -1).some((part) => part.length < smallestPart)) return no(400, 'EntityTooSmall');
		sendings.delete(id);
		keep(name, Buffer.concat(parts), sending.meta);
		return xml('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
	}

	function keep(name: string, body: Buffer, meta: Record<string, string>): Answer {
		if (used() + body.length > it.quota) return no(507, 'QuotaExceeded');
		const version = { id: randomBytes(6).toString('hex'), body, meta };
		things.set(name, it.versions ? [...(things.get(name) ?? []), version] : [version]);
		return { status: 200, headers: { etag: tagOf(body) } };
	}

	function remove(name: string, id: string | null): Answer {
		const all = things.get(name) ?? [];
		if (id !== null && !it.mayDeleteVersions) return no(403, 'AccessDenied');
		if (id === null && it.versions) {
			if (all.length) things.set(name, [...all, { id: randomBytes(6).toString('hex'), body: null, meta: {} }]);
			return { status: 204 };
		}
		const left = id === null ? [] : all.filter((version) => version.id !== id);
		if (left.length) things.set(name, left);
		else things.delete(name);
		return { status: 204 };
	}

	const newest = (name: string): Buffer | null => things.get(name)?.at(-1)?.body ?? null;
	const used = (): number =>
		[...things.values()].flat().reduce((sum, { body }) => sum + (body?.length ?? 0), 0) +
		[...sendings.values()].flatMap(({ parts }) => [...parts.values()]).reduce((sum, part) => sum + part.length, 0);

	function pageOf<T>(all: T[], nameOf: (one: T) => string, after: string | null): { of: T[]; next: string | null } {
		const from = after === null ? 0 : all.findIndex((one) => nameOf(one) === after) + 1;
		const of = all.slice(from, from + pageSize);
		const last = of.at(-1);
		return { of, next: last !== undefined && from + pageSize < all.length ? nameOf(last) : null };
	}

	return Object.assign(it, {
		settings: {
			endpoint: `http://127.0.0.1:${port}`,
			bucket: 'clips',
			region: 'eu-test-1',
			keyId: key.id,
			secret: key.secret,
			style: 'path',
			prefix: 'school/'
		} satisfies BucketSettings,
		/** Every request so far. */
		asked,
		/** Names of everything that is left of a prefix: objects, older versions, marks, sendings. */
		left: (prefix: string): string[] => [
			...[...things].flatMap(([name, all]) => (name.startsWith(prefix) ? all.map(() => name) : [])),
			...[...sendings.values()].flatMap(({ name }) => (name.startsWith(prefix) ? [`${name} (sending)`] : []))
		],
		newest,
		/** Changes what is stored behind everybody's back. */
		change: (name: string, body: Buffer) => void things.set(name, [{ id: 'changed', body, meta: {} }]),
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	});
}

export type S3 = Awaited<ReturnType<typeof openS3>>;

interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: Buffer;
}

const xml = (text: string): Answer => ({
	status: 200,
	headers: { 'content-type': 'application/xml' },
	body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)
});
const problem = (code: string): string =>
	`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
const no = (status: number, code: string): Answer => ({ status, body: Buffer.from(problem(code)) });
const ended = ({ next }: { next: string | null }, marker: string): string =>
	next === null ? '<IsTruncated>false</IsTruncated>' : `<IsTruncated>true</IsTruncated><${marker}>${next}</${marker}>`;
const tagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;
const metaIn = (headers: Record<string, string>): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-')));

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

function send(
	response: ServerResponse,
	status: number,
	body: string | Buffer,
	headers: Record<string, string> = {}
): void {
	response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}
