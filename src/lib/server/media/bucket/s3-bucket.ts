import { createHash } from 'node:crypto';
import { OutOfReach } from '../clip-store';
import { BucketRefusal, S3Line, type BucketSettings, type Patience } from './s3-line';

/** One object, by its name after the prefix. `version` where the bucket keeps versions. */
export interface Thing {
	name: string;
	/** Bytes; 0 of a mark that something was deleted. */
	size: number;
	version?: string;
}

/** A sending in parts that was begun. */
export interface Sending {
	name: string;
	id: string;
	begunAt: Date;
}

/** What the bucket does with what is deleted: nothing is kept, older versions are, or it does not say. */
export type Versions = 'none' | 'kept' | 'unsaid';

/** Bytes of a body that go in one request. Multipart needs 5 MiB, and 2 GB fit in few enough of these. */
const partBytes = 16 * 1024 * 1024;

/** What a bucket can do, in the few requests that every S3-compatible service knows. Names never hold anything personal. */
export class S3Bucket {
	/** Set by the check at the start. */
	versions: Versions = 'none';

	constructor(private readonly line: S3Line) {}

	static at(settings: BucketSettings): S3Bucket {
		return new S3Bucket(new S3Line(settings));
	}

	get settings(): BucketSettings {
		return this.line.settings;
	}

	/** Bytes [offset, offset + length) of an object; null when it is not there. Fewer than asked for is an error. */
	async range(
		name: string,
		offset: number,
		length: number,
		how: {
			into?: Uint8Array<ArrayBuffer> | undefined;
			signal?: AbortSignal | undefined;
			patience?: Patience;
		} = {}
	): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Headers } | null> {
		const headers = { range: `bytes=${offset}-${offset + length - 1}` };
		const { into, ...rest } = how;
		const place = into?.subarray(0, length) ?? new Uint8Array(length);
		try {
			const answer = await this.line.ask({ method: 'GET', name, headers, most: length, into: place, ...rest });
			if (answer.body.length !== length) throw new OutOfReach('the bucket gave fewer bytes than it has');
			return { bytes: answer.body, headers: answer.headers };
		} catch (error) {
			if (error instanceof BucketRefusal && error.status === 404) return null;
			throw error;
		}
	}

	/** A small object, whole; null when it is not there. */
	async get(name: string): Promise<Uint8Array | null> {
		try {
			return (await this.line.ask({ method: 'GET', name })).body;
		} catch (error) {
			if (error instanceof BucketRefusal && error.status === 404) return null;
			throw error;
		}
	}

	/** Stores an object in one request. The service compares it with its hash before it says yes. */
	async put(name: string, body: Uint8Array<ArrayBuffer>, meta: Record<string, string> = {}, signal?: AbortSignal) {
		const sha256 = createHash('sha256').update(body).digest('hex');
		await this.line.ask({ method: 'PUT', name, body, sha256, headers: { ...binary, ...named(meta) }, signal });
	}

	/**
	 * Stores something of any size, part by part; `read` gives the bytes [from, to). What was begun and not finished is
	 * taken back, as far as the bucket can be reached.
	 */
	async putLarge(
		name: string,
		size: number,
		read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>,
		meta: Record<string, string>,
		signal: AbortSignal
	): Promise<void> {
		if (size <= partBytes) return this.put(name, await read(0, size), meta, signal);
		const begun = await this.line.ask({
			method: 'POST',
			name,
			query: { uploads: '' },
			headers: { ...binary, ...named(meta) },
			signal
		});
		const id = valueIn(textOf(begun.body), 'UploadId');
		if (!id) throw new Error('the bucket began a sending without a name');
		try {
			const tags = await this.#sendParts(name, id, size, read, signal);
			await this.#complete(name, id, tags, signal);
		} catch (error) {
			const takenBack = this.abandon({ name, id }).catch(() => undefined); // else the next sweep does
			// whoever ended it has no time: the server stops, or what erases finds it by itself
			if (!signal.aborted) await takenBack;
			throw error;
		}
	}

	async #sendParts(
		name: string,
		uploadId: string,
		size: number,
		read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>,
		signal: AbortSignal
	): Promise<string[]> {
		const tags: string[] = [];
		for (let at = 0; at < size; at += partBytes) {
			const body = await read(at, Math.min(size, at + partBytes));
			const sha256 = createHash('sha256').update(body).digest('hex');
			const query = { partNumber: String(tags.length + 1), uploadId };
			const { headers } = await this.line.ask({ method: 'PUT', name, query, body, sha256, signal });
			tags.push(headers.get('etag') ?? '');
		}
		return tags;
	}

	/** A service may answer 200 and say only in the body that it did not work out after all. */
	async #complete(name: string, uploadId: string, tags: string[], signal: AbortSignal): Promise<void> {
		const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
		const xml = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
		const body = new TextEncoder().encode(xml);
		const sha256 = createHash('sha256').update(body).digest('hex');
		const headers = { 'content-type': 'application/xml' };
		const answer = await this.line.ask({ method: 'POST', name, query: { uploadId }, headers, body, sha256, signal });
		const text = textOf(answer.body);
		if (!text.includes('<CompleteMultipartUploadResult')) {
			throw new BucketRefusal(answer.status, valueIn(text, 'Code') ?? '', 'the end of a sending');
		}
	}

	/** Everything under a name. */
	async list(prefix: string): Promise<Thing[]> {
		const found: Thing[] = [];
		for (let token: string | null = null; ;) {
			const query = { 'list-type': '2', prefix: this.settings.prefix + prefix };
			const asked = token === null ? query : { ...query, 'continuation-token': token };
			const text = textOf((await this.line.ask({ method: 'GET', query: asked })).body);
			for (const entry of entriesIn(text, 'Contents')) found.push(this.#thing(entry));
			token = valueIn(text, 'IsTruncated') === 'true' ? valueIn(text, 'NextContinuationToken') : null;
			if (token === null) return found;
		}
	}

	/** Every version under a name, and every mark that something was deleted. */
	async listVersions(prefix: string): Promise<Thing[]> {
		const found: Thing[] = [];
		for (let after: Record<string, string> = {}; ;) {
			const query = { versions: '', prefix: this.settings.prefix + prefix, ...after };
			const text = textOf((await this.line.ask({ method: 'GET', query })).body);
			for (const kind of ['Version', 'DeleteMarker'])
				for (const entry of entriesIn(text, kind))
					found.push({ ...this.#thing(entry), version: valueIn(entry, 'VersionId') ?? 'null' });
			if (valueIn(text, 'IsTruncated') !== 'true') return found;
			after = {
				'key-marker': valueIn(text, 'NextKeyMarker') ?? '',
				'version-id-marker': valueIn(text, 'NextVersionIdMarker') ?? ''
			};
		}
	}

	/**
	 * Sendings in parts under a name that were begun and not finished, as far as the service tells: some do not, and clear
	 * them away by themselves.
	 */
	async sendings(prefix: string): Promise<Sending[]> {
		try {
			return await this.#sendings(prefix);
		} catch (error) {
			if (error instanceof BucketRefusal && error.status === 501) return [];
			throw error;
		}
	}

	async #sendings(prefix: string): Promise<Sending[]> {
		const found: Sending[] = [];
		for (let after: Record<string, string> = {}; ;) {
			const query = { uploads: '', prefix: this.settings.prefix + prefix, ...after };
			const text = textOf((await this.line.ask({ method: 'GET', query })).body);
			for (const entry of entriesIn(text, 'Upload')) {
				const begunAt = new Date(valueIn(entry, 'Initiated') ?? 0);
				found.push({ name: this.#thing(entry).name, id: valueIn(entry, 'UploadId') ?? '', begunAt });
			}
			if (valueIn(text, 'IsTruncated') !== 'true') return found;
			after = {
				'key-marker': valueIn(text, 'NextKeyMarker') ?? '',
				'upload-id-marker': valueIn(text, 'NextUploadIdMarker') ?? ''
			};
		}
	}

	async abandon({ name, id }: Pick<Sending, 'name' | 'id'>): Promise<void> {
		await this.#remove(name, { uploadId: id });
	}

	/** Deletes an object, or one version of it. What is not there is deleted. */
	async remove({ name, version }: Pick<Thing, 'name' | 'version'>): Promise<void> {
		await this.#remove(name, version === undefined ? {} : { versionId: version });
	}

	async #remove(name: string, query: Record<string, string>): Promise<void> {
		try {
			await this.line.ask({ method: 'DELETE', name, query });
		} catch (error) {
			if (!(error instanceof BucketRefusal && error.status === 404)) throw error;
		}
	}

	/** Asks whether versions are kept. A service without versions does not know the question. */
	async askVersions(): Promise<Versions> {
		try {
			const { body } = await this.line.ask({ method: 'GET', query: { versioning: '' } });
			return valueIn(textOf(body), 'Status') === null ? 'none' : 'kept';
		} catch (error) {
			if (!(error instanceof BucketRefusal)) throw error;
			return error.status === 403 ? 'unsaid' : 'none';
		}
	}

	#thing(entry: string): Thing {
		const key = valueIn(entry, 'Key') ?? '';
		return { name: key.slice(this.settings.prefix.length), size: Number(valueIn(entry, 'Size') ?? 0) };
	}
}

const binary = { 'content-type': 'application/octet-stream' };
const named = (meta: Record<string, string>): Record<string, string> =>
	Object.fromEntries(Object.entries(meta).map(([key, value]) => [`x-amz-meta-${key}`, value]));

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

/** The answers are flat lists of a fixed form: an element never holds one of its own name. */
const entriesIn = (xml: string, name: string): string[] =>
	[...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '');

function valueIn(xml: string, name: string): string | null {
	const raw = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
	return raw === undefined || raw === '' ? null : raw.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, unescaped);
}

const named5: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (whole: string, decimal?: string, hex?: string, name?: string): string =>
	decimal || hex
		? String.fromCodePoint(parseInt(decimal ?? hex ?? '', decimal ? 10 : 16))
		: (named5[name ?? ''] ?? whole);
