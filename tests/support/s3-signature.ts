import { createHash, createHmac } from 'node:crypto';

/** A request as it came over the line. Header names in small letters. */
export interface SignedRequest {
	method: string;
	/** With its query, as it was written. */
	url: string;
	headers: Record<string, string>;
}

/** Who may ask. */
export interface KeyPair {
	id: string;
	secret: string;
}

/**
 * What AWS signature version 4 says the signature of a request must be, for S3: the path is encoded once, and the body's
 * hash is the one in `x-amz-content-sha256`. Null when the request does not say how it was signed.
 */
export function signatureOf({ method, url, headers }: SignedRequest, secret: string): string | null {
	const said = saidIn(headers);
	if (!said) return null;
	const [path = '', query = ''] = url.split('?', 2);
	const canonical = [
		method,
		path,
		canonicalQuery(query),
		...said.signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
		'',
		said.signed.join(';'),
		headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD'
	].join('\n');
	const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', said.scope.join('/'), sha256(canonical)].join('\n');
	const key = said.scope.reduce<string | Buffer>((above, part) => hmac(above, part), `AWS4${secret}`);
	return hmac(key, text).toString('hex');
}

/** Whether a request is signed by this key and means its body. Answers S3's own word for what is wrong. */
export function wrongWith(request: SignedRequest, body: Uint8Array, key: KeyPair, now: Date): string | null {
	const { headers } = request;
	const said = saidIn(headers);
	if (!said) return 'AccessDenied';
	if (said.keyId !== key.id) return 'InvalidAccessKeyId';
	const mustBeSigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
	if (mustBeSigned.some((name) => !said.signed.includes(name))) return 'AccessDenied';
	if (signatureOf(request, key.secret) !== said.signature) return 'SignatureDoesNotMatch';
	if (Math.abs(timeOf(headers['x-amz-date'] ?? '') - now.getTime()) > 15 * 60_000) return 'RequestTimeTooSkewed';
	const hash = headers['x-amz-content-sha256'];
	return hash === 'UNSIGNED-PAYLOAD' || hash === sha256(body) ? null : 'XAmzContentSHA256Mismatch';
}

function saidIn(headers: Record<string, string>) {
	const match =
		/^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
			headers['authorization'] ?? ''
		);
	if (!match) return null;
	const [, keyId = '', scope = '', signed = '', signature = ''] = match;
	return { keyId, scope: scope.split('/'), signed: signed.split(';'), signature };
}

const canonicalQuery = (query: string): string =>
	query
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const [name = '', value = ''] = pair.split('=', 2);
			return [encoded(name), encoded(value)] as const;
		})
		.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
		.map((pair) => pair.join('='))
		.join('&');

const encoded = (text: string): string =>
	encodeURIComponent(decodeURIComponent(text.replaceAll('+', ' '))).replace(
		/[!'()*]/g,
		(c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`
	);

const timeOf = (stamp: string): number =>
	Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
