import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushAddress } from '../../src/lib/domain/push';

export interface Received {
	path: string;
	/** What the browser reads after it opened it. */
	text: string;
	ttl: number;
	/** The claims by which the server said who it is; the signature fits. */
	claims: { aud: string; exp: number; sub: string };
}

/** A push service of our own on this machine, with the browsers behind it: it opens what it gets, as they would. */
export async function openPushService(publicKey: () => string) {
	const browsers = new Map<string, { pair: ReturnType<typeof createECDH>; auth: Buffer }>();
	const received: Received[] = [];
	const answers = new Map<string, number>();
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const path = request.url ?? '';
			const browser = browsers.get(path);
			const answer = answers.get(path) ?? 201;
			if (answer === 201 && browser)
				received.push({
					path,
					text: opened(Buffer.concat(chunks), browser.pair, browser.auth),
					ttl: Number(request.headers.ttl),
					claims: claimsOf(request.headers.authorization ?? '', publicKey())
				});
			response.writeHead(browser ? answer : 404).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		received,
		/** From now on this browser's address answers so. */
		answer: (path: string, status: number) => answers.set(path, status),
		/** A browser is turned on. */
		browser: (path: string): PushAddress => {
			const [pair, auth] = [createECDH('prime256v1'), randomBytes(16)];
			pair.generateKeys();
			browsers.set(path, { pair, auth });
			return {
				endpoint: origin + path,
				p256dh: pair.getPublicKey().toString('base64url'),
				auth: auth.toString('base64url')
			};
		},
		close: () => new Promise<void>((resolve) => void server.close(() => resolve()))
	};
}

/** RFC 8291 from the browser's side. */
function opened(body: Buffer, pair: ReturnType<typeof createECDH>, auth: Buffer): string {
	const derive = (key: Uint8Array, salt: Uint8Array, info: Uint8Array | string, length: number) =>
		Buffer.from(hkdfSync('sha256', key, salt, info, length));
	const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 21 + body.readUInt8(20))];
	const about = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
	const secret = derive(pair.computeSecret(theirs), auth, about, 32);
	const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
	const decipher = createDecipheriv('aes-128-gcm', key, derive(secret, salt, 'Content-Encoding: nonce\0', 12));
	const sealed = body.subarray(21 + theirs.length);
	decipher.setAuthTag(sealed.subarray(-16));
	const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
	if (plain.at(-1) !== 2) throw new Error('not the last record');
	return plain.subarray(0, -1).toString();
}

function claimsOf(header: string, publicKey: string): Received['claims'] {
	const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
	if (key !== publicKey) throw new Error('another key than the browser was turned on for');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
	const [head = '', claims = '', signature = ''] = token.split('.');
	const fits = verify(
		'sha256',
		Buffer.from(`${head}.${claims}`),
		{
			key: createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }),
			dsaEncoding: 'ieee-p1363'
		},
		Buffer.from(signature, 'base64url')
	);
	if (!fits) throw new Error('the signature does not fit');
	return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Received['claims'];
}
