import { AwsClient } from 'aws4fetch';
import { setTimeout as pause } from 'node:timers/promises';
import { OutOfReach } from '../clip-store';

/** Where clips are put away. */
export interface BucketSettings {
	/** Address of the service, without bucket and without a slash at its end. */
	endpoint: string;
	bucket: string;
	region: string;
	keyId: string;
	secret: string;
	/** `path`: the bucket's name comes after the address; `host`: before it. */
	style: 'path' | 'host';
	/** Begins every name in the bucket; empty, or ends with a slash. */
	prefix: string;
}

/** One request. `query` without values that begin with `x-amz`: those belong to the signature. */
export interface Asked {
	method: 'GET' | 'PUT' | 'POST' | 'DELETE';
	/** Name in the bucket, without the prefix; none for the bucket itself. */
	name?: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: Uint8Array<ArrayBuffer>;
	/** SHA-256 of the body, hex: the service refuses a body that is another one. */
	sha256?: string;
	/** The most bytes of an answer that is well. */
	most?: number;
	/** Where the answer's bytes are put, instead of into new ones. */
	into?: Uint8Array<ArrayBuffer>;
	signal?: AbortSignal | undefined;
	/** How long to wait; short for what is short, unless it is said. */
	patience?: Patience;
}

export interface Answered {
	status: number;
	headers: Headers;
	body: Uint8Array<ArrayBuffer>;
}

/** The service understood and said no. `code` is its own word, such as `AccessDenied`. */
export class BucketRefusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		what: string
	) {
		super(`the bucket answered ${status}${code ? ` ${code}` : ''} to ${what}`);
	}
}

/** `viewer`: somebody waits with a finger on the screen. */
export type Patience = 'viewer' | 'work';

/** Tries and their longest time, ms. A viewer's player gives up waiting after ten seconds and asks again by itself. */
const patiences: Record<Patience, { tries: number; each: number; pause: number }> = {
	viewer: { tries: 3, each: 6_000, pause: 100 },
	work: { tries: 6, each: 60_000, pause: 200 }
};
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** An answer that is not what was asked for (a list, an error) is never longer than this, bytes. */
const mostText = 4 * 1024 * 1024;

/**
 * The line to an S3-compatible service: signed requests, each a few times before it is given up. It asks the one address
 * it was given and follows no redirect; certificates are checked as always (a private authority: NODE_EXTRA_CA_CERTS).
 * Answers are read whole within a try, so that a body which breaks off is a try that failed. Throws `BucketRefusal`
 * for an answer that trying again would not change, `OutOfReach` when no try came through.
 */
export class S3Line {
	readonly #signer: AwsClient;
	readonly #base: string;

	constructor(
		readonly settings: BucketSettings,
		/** Between two tries, ms; a test does not wait. */
		private readonly rest: (ms: number) => Promise<unknown> = (ms) => pause(ms),
		private readonly limits = patiences
	) {
		const { endpoint, bucket, region, keyId, secret, style } = settings;
		const url = new URL(endpoint);
		if (style === 'host') url.hostname = `${bucket}.${url.hostname}`;
		const path = url.pathname.replace(/\/+$/, '');
		this.#base = url.origin + path + (style === 'host' ? '' : `/${bucket}`);
		this.#signer = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3' });
	}

	async ask(asked: Asked): Promise<Answered> {
		const brings = asked.body !== undefined || asked.headers?.['range'] !== undefined;
		const { tries, each, pause: shortest } = this.limits[asked.patience ?? (brings ? 'work' : 'viewer')];
		let last: unknown;
		for (let i = 0; i < tries; i++) {
			asked.signal?.throwIfAborted();
			// half of it by chance: viewers who were cut off together do not come back together
			if (i > 0) await this.rest(shortest * 2 ** (i - 1) * (0.5 + Math.random()));
			try {
				return await this.#try(asked, each);
			} catch (error) {
				asked.signal?.throwIfAborted();
				if (error instanceof BucketRefusal && !passes(error)) throw error;
				last = error;
			}
		}
		throw new OutOfReach(`the bucket did not answer ${nameOf(asked)}: ${reasonOf(last)}`);
	}

	async #try(asked: Asked, each: number): Promise<Answered> {
		const late = AbortSignal.timeout(each);
		const signal = asked.signal ? AbortSignal.any([asked.signal, late]) : late;
		const response = await fetch(await this.#signed(asked), { signal, redirect: 'manual' });
		const well = response.ok;
		const most = well ? (asked.most ?? mostText) : mostText;
		const body = await readWhole(response, most, well ? asked.into : undefined);
		if (!well) throw new BucketRefusal(response.status, codeIn(body), nameOf(asked));
		return { status: response.status, headers: response.headers, body };
	}

	/** Only the method, the address and our own headers: nothing that fetch adds by itself is signed. */
	#signed({ method, name, query, headers, body, sha256 }: Asked): Promise<Request> {
		const url = new URL(this.#base + (name === undefined ? '' : `/${this.settings.prefix}${name}`));
		for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value);
		return this.#signer.sign(url.toString(), {
			method,
			headers: { ...headers, 'x-amz-content-sha256': sha256 ?? emptySha256 },
			...(body ? { body } : {})
		});
	}
}

/** Of what goes over by itself: too busy, or broken over there. */
const passes = ({ status, code }: BucketRefusal): boolean =>
	(status >= 500 && status !== 501) ||
	status === 429 ||
	status === 408 ||
	code === 'RequestTimeout' ||
	code === 'OperationAborted';

const nameOf = ({ method, name, query }: Asked): string =>
	[method, name ?? 'the list', ...Object.keys(query ?? {}).filter((key) => key !== 'prefix')].join(' ');

/** What went wrong on the way, in the words of whoever knows: fetch itself only says that it failed. */
function reasonOf(error: unknown): string {
	let deepest = error;
	while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
	return deepest instanceof Error ? deepest.message || deepest.name : 'unknown';
}

async function readWhole(
	response: Response,
	most: number,
	into: Uint8Array<ArrayBuffer> | undefined
): Promise<Uint8Array<ArrayBuffer>> {
	const announced = response.headers.get('content-length');
	const length = announced === null ? null : Number(announced);
	if (length !== null && length > (into?.length ?? most)) {
		await response.body?.cancel();
		throw new Error('more bytes than were asked for');
	}
	if (!into && length === null) {
		const body = new Uint8Array(await response.arrayBuffer());
		if (body.length > most) throw new Error('more bytes than were asked for');
		return body;
	}
	const place = into ?? new Uint8Array(length ?? 0);
	let done = 0;
	for await (const piece of response.body ?? []) {
		if (done + piece.length > place.length) throw new Error('more bytes than were asked for');
		place.set(piece, done);
		done += piece.length;
	}
	if (length !== null && done < length) throw new Error('the answer broke off');
	return place.subarray(0, done);
}

const codeIn = (body: Uint8Array): string =>
	/<Code>([A-Za-z0-9.]{1,64})<\/Code>/.exec(new TextDecoder().decode(body))?.[1] ?? '';
