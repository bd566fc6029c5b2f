import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/**
 * A passkey in software, as a device would answer: for tests that need a key's answer, and one that is wrong in one thing.
 */
export function makeKey(rpId = 'kijkkring.test', origin = 'https://kijkkring.test') {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const id = randomBytes(32);
	let counter = 0;

	const clientData = (type: string, challenge: string, at: string) =>
		Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));

	/** Flags: 1 present, 4 verified, 64 with a new key. */
	function authenticatorData(flags: number, tail: Buffer = Buffer.alloc(0)): Buffer {
		const head = Buffer.alloc(5);
		head[0] = flags;
		head.writeUInt32BE(counter, 1);
		return Buffer.concat([createHash('sha256').update(rpId).digest(), head, tail]);
	}

	return {
		id: id.toString('base64url'),
		/** What a browser says after making it. */
		made(challenge: string, as: { at?: string; verified?: boolean } = {}): string {
			const length = Buffer.alloc(2);
			length.writeUInt16BE(id.length);
			const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
			const data = authenticatorData(0x41 | (as.verified === false ? 0 : 4), attested);
			const attestationObject = Buffer.concat([
				Buffer.from([0xa3]),
				text('fmt'),
				text('none'),
				text('attStmt'),
				Buffer.from([0xa0]),
				text('authData'),
				bytes(data)
			]);
			return answer(id, {
				clientDataJSON: clientData('webauthn.create', challenge, as.at ?? origin).toString('base64url'),
				attestationObject: attestationObject.toString('base64url'),
				transports: ['internal']
			});
		},
		/** What a browser says when it is used. */
		used(challenge: string, as: { at?: string; verified?: boolean; back?: boolean } = {}): string {
			counter = as.back ? 0 : counter + 1;
			const client = clientData('webauthn.get', challenge, as.at ?? origin);
			const data = authenticatorData(0x01 | (as.verified === false ? 0 : 4));
			const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
			return answer(id, {
				clientDataJSON: client.toString('base64url'),
				authenticatorData: data.toString('base64url'),
				signature: sign('sha256', signed, privateKey).toString('base64url')
			});
		}
	};
}

const answer = (id: Buffer, response: object): string =>
	JSON.stringify({
		id: id.toString('base64url'),
		rawId: id.toString('base64url'),
		type: 'public-key',
		clientExtensionResults: {},
		response
	});

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => {
	const head =
		value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length & 255]);
	return Buffer.concat([head, value]);
};

/** COSE: EC2, ES256, P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
	const { x = '', y = '' } = key.export({ format: 'jwk' });
	const coordinate = (label: number, value: string) =>
		Buffer.concat([Buffer.from([label]), bytes(Buffer.from(value, 'base64url'))]);
	const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
	return Buffer.concat([head, coordinate(0x21, x), coordinate(0x22, y)]);
}
