import { describe, expect, it } from 'vitest';
import { packs } from '../methods';
import { drafts } from '$lib/methods/drafts';
import { p2gPlg } from '$lib/methods/p2g-plg';
import { p2gPlg2 } from '$lib/methods/p2g-plg-2';
import type { Pack, Protocol, Round, Unit } from './pack';
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
	it('[P18] what is on offer has a version from 1, and every version stands there once', () => {
		for (const pack of packs) expect(pack.version).toBeGreaterThanOrEqual(1);
		expect(new Set(packs.map((p) => `${p.id} ${p.version}`)).size).toBe(packs.length);
		expect(packs.filter((p) => p.id === 'p2g-plg').map((p) => p.version)).toEqual([1, 2]);
	});
});

/** The same for the words that came with version 2, in its long protocol and in the drafts. */
const longSpoilt = (spoil: (pack: Pack, round: (id: string) => Round, protocol: Protocol) => void): string =>
	broken(p2gPlg2, 'long', spoil);
const draftSpoilt = (id: string, protocol: string, spoil: Parameters<typeof longSpoilt>[0]): string => {
	const pack = drafts.find((p) => p.id === id);
	if (!pack) throw new Error(id);
	return broken(pack, protocol, spoil);
};
function broken(from: Pack, protocolId: string, spoil: Parameters<typeof longSpoilt>[0]): string {
	const pack = structuredClone(from);
	const protocol = pack.protocols.find((p) => p.id === protocolId);
	if (!protocol) throw new Error(protocolId);
	const find = (id: string) => {
		const found = protocol.rounds.find((r) => r.id === id);
		if (!found) throw new Error(id);
		return found;
	};
	expect(problems(pack)).toEqual([]);
	spoil(pack, find, protocol);
	return problems(pack).join('\n');
}

describe('the words of version 2', () => {
	it('[P3] a guide may open only where she is set apart', () => {
		expect(longSpoilt((_, r) => (r('introduce').speaks = 'guide'))).toContain('the presenter opens');
		expect(draftSpoilt('k-vht', 'review', (_, __, p) => delete p.guide)).toContain('the presenter opens');
	});
	it('[P4] a view is guided only by a guide set apart', () => {
		expect(longSpoilt((_, __, p) => (p.firstLook = 'guided'))).toContain('only a guide set apart guides the view');
		expect(draftSpoilt('k-vht', 'review', (_, __, p) => delete p.firstLook)).toContain('plays through once');
	});
	it('[P8] a word the engine does not know is named, wherever it stands', () => {
		const odd = 'whenever' as never;
		expect(longSpoilt((_, r) => (r('needs').speaks = odd))).toContain('round needs: unknown word whenever');
		expect(longSpoilt((_, r) => (r('needs').answers = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').write.needs = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').picture.mode = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').picture.remote = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').picture.sound = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').picture.freeze = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').guard = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').enter = [odd]))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').optional = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('rewatch-skills').notes = odd))).toContain('unknown word');
		expect(longSpoilt((_, r) => (r('needs').tasks = { [odd]: { nl: 'a', en: 'a' } }))).toContain('unknown word');
		expect(longSpoilt((p) => ((p.codeGroups[0] ?? { kind: undefined }).kind = odd))).toContain('unknown word');
	});
	it('[P9] what is sealed or prepared is revealed, and a reveal has something to reveal', () => {
		expect(longSpoilt((_, r) => (r('what-teacher-did').enter = []))).toContain('what is sealed here is never revealed');
		expect(longSpoilt((_, r) => delete r('rewatch-skills').notes)).toContain('there is nothing to reveal');
		expect(longSpoilt((_, r) => (r('rewatch-skills').write = {}))).toContain('nothing is written that could be sealed');
		expect(draftSpoilt('vipp-school', 'visit', (_, r) => (r('script').enter = []))).toContain('never revealed');
	});
	it('[P10] the first and the last round are never on request', () => {
		expect(longSpoilt((_, r) => (r('introduce').optional = 'anyone'))).toContain('never on request');
		expect(longSpoilt((_, r) => (r('take-along').optional = 'anyone'))).toContain('never on request');
	});
	it('[P11] what is a guide’s needs a guide set apart', () => {
		expect(longSpoilt((_, r) => (r('needs').answers = 'guide'))).toContain('needs a guide');
		expect(longSpoilt((_, r) => (r('needs').write.needs = 'guide'))).toContain('needs a guide');
		expect(longSpoilt((_, r) => (r('needs').picture.remote = 'guide'))).toContain('needs a guide');
		expect(longSpoilt((_, __, p) => ((p.prepare?.[0] ?? { by: '' }).by = 'guide'))).toContain('a guide prepares');
	});
	it('[P12] a picture stands still by itself only where it can, and only at what there is', () => {
		expect(longSpoilt((_, r) => (r('first-viewing').picture.freeze = 'initiatives'))).toContain('cannot stand still');
		expect(draftSpoilt('k-vht', 'review', (p) => p.codeGroups.forEach((g) => delete g.kind))).toContain(
			'no group of codes is one'
		);
		expect(draftSpoilt('vipp-school', 'visit', (_, __, p) => (p.prepare = []))).toContain('nobody writes it before');
		expect(draftSpoilt('key2teach', 'debrief', (p) => p.meetings.forEach((m) => delete m.carries))).toContain(
			'stands still at the keywords'
		);
	});
	it('[P13] what a meeting names exists; something is always held; on site no picture moves', () => {
		const meeting = (change: (m: Pack['meetings'][number]) => void) =>
			draftSpoilt('key2teach', 'analysis', (p) => p.meetings.slice(0, 1).forEach(change));
		expect(meeting((m) => (m.protocol = 'gone'))).toContain('follows protocol gone');
		expect(meeting((m) => (m.phase = 'gone'))).toContain('stands in phase gone');
		expect(meeting((m) => (m.groups = ['gone']))).toContain('unknown group of codes gone');
		expect(meeting((m) => (m.carries = ['gone' as never]))).toContain('unknown part gone');
		expect(meeting((m) => (m.carries = ['keywords']))).toContain('nothing to carry over');
		expect(draftSpoilt('k-vht', 'review', (p) => p.meetings.forEach((m) => (m.ifNeeded = true)))).toContain(
			'always held'
		);
		expect(draftSpoilt('k-vht', 'review', (p) => (p.dose = { least: 3, usual: 2, most: 4 }))).toContain(
			'the dose runs'
		);
		expect(draftSpoilt('k-vht', 'record', (_, r) => (r('film').picture.mode = 'marks'))).toContain('on site');
	});
	it('[P14] a box of a sheet is a code, in a part that is opened', () => {
		const box = (change: (b: { code: string; unit: Unit }) => void) =>
			draftSpoilt('key2teach', 'analysis', (p) => p.sheets?.[0]?.boxes.slice(0, 1).forEach(change));
		expect(box((b) => (b.code = 'box-9'))).toContain('unknown code box-9');
		expect(box((b) => (b.unit = 'takeaway'))).toBe('');
		expect(box((b) => (b.unit = 'tips'))).toContain('no round opens tips');
	});
	it('[P15] a lens stands once in its round and names codes that exist', () => {
		const lenses = (change: (r: Round) => void) => longSpoilt((_, r) => change(r('rewatch-skills')));
		expect(lenses((r) => r.lenses?.push(...r.lenses.slice(0, 1)))).toContain('lens s1 stands there twice');
		expect(lenses((r) => r.lenses?.[0]?.codes.push('s99'))).toContain('code s99, which does not exist');
	});
	it('[P16] an expert speaks last only where there are turns', () => {
		const speech = longSpoilt((_, __, p) => p.rounds.forEach((r) => r.speaks === 'in-turn' && (r.speaks = 'everyone')));
		expect(speech).toContain('an expert speaks last only where there are turns');
	});
	it('[P17] effects, parking and asking whose need it is must be possible in their round', () => {
		expect(longSpoilt((_, r) => (r('first-viewing').enter = ['sound-off']))).toContain('begins without sound');
		expect(longSpoilt((_, r) => (r('ahead').enter = ['to-glad']))).toContain('a picture that does not move');
		expect(longSpoilt((_, r) => (r('first-viewing').enter = ['to-closer']))).toContain('nobody chose before');
		expect(longSpoilt((_, r) => (r('needs').write.parking = 'everyone'))).toContain('has its own place');
		expect(longSpoilt((_, r) => (r('strength').whose = true))).toContain('no need is written');
	});
	it('the long protocol has the rounds and minutes the study names, with two on request', () => {
		const long = p2gPlg2.protocols.find((p) => p.id === 'long');
		expect(long?.rounds.map((r) => `${r.id} ${r.minutes}${r.optional ? ' ' + r.optional : ''}`)).toEqual([
			'introduce 3',
			'first-viewing 5',
			'choose 3',
			'rewatch-contact 6',
			'rewatch-skills 6',
			'what-teacher-did 6',
			'how-child-reacted 6',
			'where-warmth 5',
			'third-viewing 4 presenter',
			'experience 4',
			'values 5',
			'needs 5',
			'strength 4',
			'ahead 4',
			'conditions 4 anyone',
			'take-along 2'
		]);
	});
	it('every round of version 2 says who speaks, what the others do, how the picture is and how long it takes (R61)', () => {
		for (const { id, minutes, prompt, others } of p2gPlg2.protocols.flatMap((p) => p.rounds))
			expect([id, minutes > 0, prompt.nl !== '', others.nl !== '']).toEqual([id, true, true, true]);
	});
	it('[P19] blocks are known words, fit in the meeting, and watch only where clips are brought', () => {
		const blocks = (spoil: (meeting: Pack['meetings'][number]) => void) =>
			spoilt((p) => {
				p.meetings = structuredClone(p2gPlg2.meetings);
				const meeting = p.meetings[3];
				if (meeting) spoil(meeting);
			});
		expect(blocks(() => {})).toBe('');
		expect(blocks((m) => (m.watching = false))).toContain('none are brought');
		expect(blocks((m) => (m.minutes = 30))).toContain('take longer');
		expect(blocks((m) => m.blocks?.push(...m.blocks.slice(0, 1)))).toContain('stands there twice');
		expect(blocks((m) => m.blocks?.reverse())).toContain('the closing comes last');
		expect(blocks((m) => Object.assign(m.blocks?.[0] ?? {}, { kind: 'dance' }))).toContain('unknown word dance');
		expect(blocks((m) => Object.assign(m.blocks?.[0] ?? {}, { minutes: 0 }))).toContain('takes more than no time');
	});
});
