import { describe, expect, it } from 'vitest';
import type { Agreements } from '$lib/domain/agreements';
import { p2gPlg } from '$lib/methods/p2g-plg';
import { p2gPlg2 } from '$lib/methods/p2g-plg-2';
import { laidOutAsAgreed, usualAgreements } from './agreed';
import { meetingsFor, rhythmsOf } from './rhythms';

const [standard, short] = rhythmsOf(p2gPlg2);
if (!standard || !short) throw new Error('rhythms');
const usual = usualAgreements(standard, 2);
const laid = (more: Partial<Agreements> = {}) =>
	laidOutAsAgreed(meetingsFor(p2gPlg2, standard, { count: more.meetings ?? 5, cycle: 2 }), { ...usual, ...more }).map(
		({ minutes, blocks }) => [minutes, blocks?.map((it) => `${it.kind} ${it.minutes}`).join(', ') ?? null]
	);

it('[PL8] the expert leads the first cycle, and is on call from the second', () => {
	expect(usualAgreements(standard, 1)).toMatchObject({ expert: 'leads', leads: 'facilitator', form: 'together' });
	expect(usualAgreements(short, 2)).toMatchObject({
		rhythm: 'short',
		meetings: 7,
		minutes: 60,
		expert: 'on-call',
		leads: 'lead',
		form: 'groups'
	});
});

describe('[PL9] what was agreed about watching lays the meetings out', () => {
	it('everything with everybody', () =>
		expect(laid({ form: 'together', order: 'same' })).toEqual([
			[60, null],
			[90, null],
			[60, null],
			[60, 'input 5, plenary 45, closing 10'],
			[90, 'plenary 45, interviews 25, closing 20']
		]));
	it('in groups from the start, with an hour and a half each', () =>
		expect(laid({ form: 'pairs', order: 'same', minutes: 90 })).toEqual([
			[60, null],
			[90, null],
			[90, 'input 5, groups 75, closing 10'],
			[90, 'input 5, groups 75, closing 10'],
			[90, null]
		]));
	it('first one together, and in groups later on', () =>
		expect(laid({ meetings: 6 }).slice(2)).toEqual([
			[60, 'input 5, plenary 25, groups 20, closing 10'],
			[60, 'input 5, plenary 25, groups 20, closing 10'],
			[60, null],
			[90, null]
		]));
	it('a meeting too short for two clips has one', () =>
		expect(laid({ form: 'together-then-groups', order: 'same', minutes: 45 })[2]).toEqual([
			45,
			'input 5, groups 30, closing 10'
		]));
	it('the closing stays last, and a block of the method keeps its words', () => {
		for (const { blocks } of laidOutAsAgreed(p2gPlg2.meetings, { ...usual, form: 'groups', order: 'growing' }))
			if (blocks) expect(blocks.at(-1)?.of).toBe('closing');
	});
	it('what the method does not lay out is left alone', () =>
		expect(laidOutAsAgreed(p2gPlg.meetings, usual).map((it) => it.blocks)).toEqual([null, null, null, null, null]));
});
