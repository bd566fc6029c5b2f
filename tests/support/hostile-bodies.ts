import { globSync, readFileSync } from 'node:fs';
import { dice, seedOf, type Dice } from '../faults/dice';

/** What nobody types and somebody may send, for any field of any form. */
const values: ((d: Dice) => string | File)[] = [
	() => '',
	() => ' \t\n',
	() => 'x'.repeat(200_000),
	() => '\u0000',
	() => 'a\u0000b',
	() => '\ud800',
	() => '\u202egnp.exe',
	() => '🙈'.repeat(4_000),
	() => '__proto__',
	() => '{"__proto__":{"admin":true}}',
	() => '[[[[[[[[]]]]]]]]',
	() => '['.repeat(20_000),
	() => 'null',
	() => 'true',
	(d) => String(d.roll(2 ** 31) - 2 ** 30),
	() => '-1',
	() => '1e309',
	() => 'NaN',
	() => '9007199254740993',
	() => '2026-99-99T99:99',
	() => '+275760-09-13T00:00:00Z',
	() => '0000-01-01',
	() => "'; drop table trajectory; --",
	() => '<script>alert(1)</script>',
	() => '../../../../etc/passwd',
	() => '%s%n%00',
	() => new File(['\u0000'], '../x.mp4', { type: 'video/mp4' }),
	() => new File([new Uint8Array(100_000)], '', { type: '' })
];

/** Bodies that are no form at all, though they say so. */
const broken: (() => BodyInit)[] = [
	() => '',
	() => '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nbreaks off',
	() => new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
	() => '--other\r\n\r\n--other--'
];

/** Every name that a field has anywhere: what an action does not know it ignores, what it knows it must survive. */
export const fieldNames = (): string[] => [
	...new Set(
		globSync('src/**/*.svelte').flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\bname="([a-zA-Z-]+)"/g)].flatMap(([, name]) => name ?? [])
		)
	)
];

/** A request to an action that means no good: the `n`th of its kind, always the same one. `names`: fields that forms have. */
export function hostileRequest(url: string, names: readonly string[], n: number): Request {
	const d = dice(seedOf(7, n));
	const origin = new URL(url).origin;
	if (n % 10 === 9)
		return new Request(url, {
			method: 'POST',
			headers: { origin, 'content-type': 'multipart/form-data; boundary=b' },
			body: d.pick(broken)()
		});
	const form = new FormData();
	// one value for all fields reaches the deepest check; a mix reaches what lies between them
	const one = d.chance(0.5) ? d.pick(values)(d) : null;
	for (const name of [...names, '__proto__', 'constructor'])
		if (d.chance(0.9)) {
			form.append(name, one ?? d.pick(values)(d));
			if (d.chance(0.1)) form.append(name, d.pick(values)(d));
		}
	return new Request(url, { method: 'POST', headers: { origin }, body: form });
}
