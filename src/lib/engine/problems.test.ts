import { describe, expect, it } from 'vitest';
import { packs } from '../methods';
import { p2gPlg } from '$lib/methods/p2g-plg';
import type { Pack } from './pack';
import { problems } from './problems';

/** A copy of the pack that may be spoilt. */
const copy = (): Pack => structuredClone(p2gPlg);
const spoilt = (spoil: (pack: Pack) => void): string => {
	const pack = copy();
	spoil(pack);
	return problems(pack).join('\n');
};
const rounds = (pack: Pack) => pack.protocols[0]?.rounds ?? [];
const round = (pack: Pack, id: string) => {
	const found = rounds(pack).find((r) => r.id === id);
	if (!found) throw new Error(id);
	return found;
};

describe('method packs', () => {
	it.each(packs.map((p) => [`${p.id} ${p.version}`, p] as const))('%s has no problems', (_, pack) => {
		expect(problems(pack)).toEqual([]);
	});
	it('[P1] an id that stands there twice is named', () => {
		expect(spoilt((p) => p.codes.push(...p.codes.slice(0, 1)))).toContain('code s1 stands there twice');
	});
	it('[P2] a default protocol and code groups must exist', () => {
		expect(spoilt((p) => (p.defaultProtocol = 'gone'))).toContain('default protocol gone');
		expect(spoilt((p) => p.codeGroups.splice(0, 1))).toContain('does not exist');
		expect(spoilt((p) => (p.meetings = []))).toContain('at least one meeting');
	});
	it('[P3] the presenter opens', () => {
		expect(spoilt((p) => (round(p, 'introduce').speaks = 'everyone'))).toContain('the presenter opens');
	});
	it('[P4] nobody writes at the table, and nothing pauses, in the first viewing', () => {
		expect(spoilt((p) => (round(p, 'first-viewing').write = { observations: 'everyone' }))).toContain('nobody writes');
		expect(spoilt((p) => (round(p, 'first-viewing').picture.mode = 'marks'))).toContain('plays through once');
	});
	it('[P5] strengths come before tips, and tips are written only where they are open', () => {
		expect(spoilt((p) => rounds(p).reverse())).toContain('strengths come before tips');
		expect(spoilt((p) => (round(p, 'ahead').tips = false))).toContain('tips can be written but are not open');
	});
	it('[P6] a text that misses one language is found wherever it stands', () => {
		expect(spoilt((p) => (round(p, 'needs').prompt.en = ' '))).toContain('missing in one language');
	});
	it('[P7] a pack is plain JSON: nothing in it is a function, a map or a forgotten value', () => {
		for (const odd of [() => 1, new Map(), new Date(0), undefined, Number.NaN])
			expect(spoilt((p) => void Object.assign(p, { odd }))).toContain('not plain JSON');
		expect(JSON.parse(JSON.stringify(p2gPlg))).toEqual(p2gPlg);
	});
	it('the short protocol fits in an hour with beginning and end (Q7)', () => {
		const minutes = rounds(copy()).reduce((sum, r) => sum + r.minutes, 0);
		expect(minutes).toBe(43);
	});
});
