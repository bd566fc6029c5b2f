import { AwsClient } from 'aws4fetch';
import { describe, expect, it } from 'vitest';
import { signatureOf, wrongWith } from './support/s3-signature';

/** The examples of "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)", Amazon S3. */
const key = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const at = new Date('2013-05-24T00:00:00Z');
const signed = (signature: string, names: string) =>
	`AWS4-HMAC-SHA256 Credential=${key.id}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${signature}`;

const examples = [
	{
		what: 'a range of an object',
		signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
		names: 'host;range;x-amz-content-sha256;x-amz-date',
		request: { method: 'GET', url: '/test.txt', headers: { range: 'bytes=0-9' } }
	},
	{
		what: 'an object that is put',
		signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
		names: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
		request: {
			method: 'PUT',
			url: '/test%24file.text',
			headers: {
				date: 'Fri, 24 May 2013 00:00:00 GMT',
				'x-amz-storage-class': 'REDUCED_REDUNDANCY',
				'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072'
			}
		},
		body: 'Welcome to Amazon S3.'
	},
	{
		what: 'a question to the bucket',
		signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
		names: 'host;x-amz-content-sha256;x-amz-date',
		request: { method: 'GET', url: '/?lifecycle', headers: {} }
	},
	{
		what: 'a list',
		signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
		names: 'host;x-amz-content-sha256;x-amz-date',
		request: { method: 'GET', url: '/?max-keys=2&prefix=J', headers: {} }
	}
];

describe('the service that our tests ask in place of a bucket', () => {
	it.each(examples)(
		'[K1] knows the published signature of $what, and no other',
		({ signature, names, request, body }) => {
			const headers: Record<string, string> = {
				host: 'examplebucket.s3.amazonaws.com',
				'x-amz-date': '20130524T000000Z',
				'x-amz-content-sha256': nothing,
				...request.headers,
				authorization: signed(signature, names)
			};
			const bytes = new TextEncoder().encode(body ?? '');
			expect(signatureOf({ ...request, headers }, key.secret)).toBe(signature);
			expect(wrongWith({ ...request, headers }, bytes, key, at)).toBeNull();
			expect(wrongWith({ ...request, headers }, bytes, { ...key, secret: 'other' }, at)).toBe('SignatureDoesNotMatch');
			expect(wrongWith({ ...request, headers }, bytes, key, new Date('2013-05-24T01:00:00Z'))).toBe(
				'RequestTimeTooSkewed'
			);
			expect(wrongWith({ ...request, headers }, new Uint8Array(3), key, at)).toBe('XAmzContentSHA256Mismatch');
			expect(wrongWith({ ...request, url: '/other', headers }, bytes, key, at)).toBe('SignatureDoesNotMatch');
		}
	);

	it('[K1] agrees with the library that signs ours', async () => {
		const client = new AwsClient({ accessKeyId: key.id, secretAccessKey: key.secret, service: 's3', region: 'x' });
		const url = 'http://127.0.0.1:9000/a-bucket/kijkkring/clips/Ab-_9/original.0f?uploadId=a%2Bb%2F%3D&partNumber=2';
		const { headers, method } = await client.sign(url, { method: 'PUT', headers: { 'x-amz-content-sha256': nothing } });
		const sent = { ...Object.fromEntries(headers), host: '127.0.0.1:9000' };
		const request = { method, url: new URL(url).pathname + new URL(url).search, headers: sent };
		expect(wrongWith(request, new Uint8Array(), key, new Date())).toBeNull();
	});
});
