import { describe, expect, it } from 'vitest';
import { publicHalf, sealPush } from './push-sealing';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

describe('[RD11] a message only that browser can open', () => {
	/** RFC 8291, appendix A. */
	const example = {
		plain: 'When I grow up, I want to be a watermelon',
		ourPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
		ourPublic: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
		p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
		auth: 'BTBZMqHH6r4Tts7J_aSIgg',
		salt: 'DGv6ra1nlYgDCS1FRnbzlw',
		sealed:
			'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
	};

	it('is what the example of RFC 8291 says, byte for byte', () => {
		expect(publicHalf(bytes(example.ourPrivate))).toBe(example.ourPublic);
		const chance = { privateKey: bytes(example.ourPrivate), salt: bytes(example.salt) };
		const sealed = sealPush(Buffer.from(example.plain), example, chance);
		expect(Buffer.from(sealed).toString('base64url')).toBe(example.sealed);
	});

	it('is never the same twice', () => {
		const one = sealPush(Buffer.from('x'), example);
		const two = sealPush(Buffer.from('x'), example);
		expect(one.subarray(0, 16)).not.toEqual(two.subarray(0, 16));
		expect(one.subarray(21, 86)).not.toEqual(two.subarray(21, 86));
	});

	it('is none when the browser’s key is no point of the curve, or the message is too long', () => {
		const wrong = Buffer.alloc(65, 7).toString('base64url');
		expect(() => sealPush(Buffer.from('x'), { ...example, p256dh: wrong })).toThrow();
		expect(() => sealPush(Buffer.alloc(4000), example)).toThrow('too long');
	});
});
