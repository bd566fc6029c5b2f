import { describe, expect, it } from 'vitest';
import {
	effective,
	expertMayWatch,
	figuresMayBeCounted,
	guestMayWatch,
	isClosedDoor,
	newestOf,
	nothingAsked,
	teacherSees,
	teamMayWatch,
	writtenAs,
	type ConsentScope,
	type ConsentState,
	type GuardianAnswer
} from './consent';
import { nextNumber } from './guardian';

const said = (
	guardianId: string | null,
	state: ConsentState,
	scope: ConsentScope = 'team',
	expertId: string | null = null
): GuardianAnswer => ({ guardianId, scope, state, expertId });

describe('[CN1] several guardians together', () => {
	it('one yes opens, whoever is still waited for', () => {
		expect(teamMayWatch(effective([said('a', 'asked'), said('b', 'asked')]))).toBe(false);
		expect(teamMayWatch(effective([said('a', 'asked'), said('b', 'asked'), said('a', 'granted')]))).toBe(true);
	});

	it('one no is a no, whoever says it and in whatever order', () => {
		for (const no of ['refused', 'withdrawn'] as const)
			for (const answers of [
				[said('a', 'granted'), said('b', no)],
				[said('b', no), said('a', 'granted')]
			])
				expect([teamMayWatch(effective(answers)), isClosedDoor(effective(answers))]).toEqual([false, true]);
	});

	it('only who said no can come back to it', () => {
		const no = [said('a', 'granted'), said('b', 'withdrawn')];
		expect(teamMayWatch(effective([...no, said('a', 'granted')]))).toBe(false);
		expect(teamMayWatch(effective([...no, said('b', 'granted')]))).toBe(true);
	});

	it('nothing is given that was not asked; a yes to one scope says nothing of another', () => {
		expect(effective([])).toEqual(nothingAsked);
		const consent = effective([said('a', 'granted'), said('a', 'granted', 'photo')]);
		expect(consent).toEqual({ ...nothingAsked, team: 'granted', photo: 'granted' });
		expect(guestMayWatch(consent)).toBe(false);
		// a guest alone opens nothing either
		expect(guestMayWatch(effective([said('a', 'granted', 'guest')]))).toBe(false);
	});

	it('[CN2] what parents said together before they were told apart holds beside what each says', () => {
		expect(teamMayWatch(effective([said(null, 'granted')]))).toBe(true);
		expect(teamMayWatch(effective([said(null, 'granted'), said('a', 'refused')]))).toBe(false);
		expect(teamMayWatch(effective([said('a', 'granted'), said(null, 'withdrawn')]))).toBe(false);
	});
});

describe('[CN4] a named expert', () => {
	const team = said('a', 'granted');
	it('is the only one a yes is about', () => {
		const consent = effective([team, said('a', 'granted', 'expert', 'anke')]);
		expect(['anke', 'bram'].map((id) => expertMayWatch(consent, id))).toEqual([true, false]);
	});

	it('watches under the team’s yes alone', () => {
		const yes = said('a', 'granted', 'expert', 'anke');
		expect(expertMayWatch(effective([yes]), 'anke')).toBe(false);
		expect(expertMayWatch(effective([team, yes, said('b', 'refused')]), 'anke')).toBe(false);
	});

	it('is refused by one guardian for all of them, and nobody else with her', () => {
		const consent = effective([
			team,
			said('a', 'granted', 'expert', 'anke'),
			said('a', 'granted', 'expert', 'bram'),
			said('b', 'refused', 'expert', 'anke')
		]);
		expect(['anke', 'bram'].map((id) => expertMayWatch(consent, id))).toEqual([false, true]);
	});

	it('a yes of before experts were named holds until somebody is asked about by name', () => {
		const before = [team, said(null, 'granted', 'expert')];
		expect(expertMayWatch(effective(before), 'anke')).toBe(true);
		const asked = effective([...before, said('a', 'refused', 'expert', 'anke')]);
		expect(['anke', 'bram'].map((id) => expertMayWatch(asked, id))).toEqual([false, true]);
	});
});

describe('[CN3] how an answer is written down', () => {
	it('a no is a withdrawal as soon as anybody’s yes opens something', () => {
		expect(writtenAs('no', { own: 'granted', child: 'granted' })).toBe('withdrawn');
		expect(writtenAs('no', { own: 'asked', child: 'granted' })).toBe('withdrawn');
		// her yes opened nothing, as another had said no; it is taken back all the same
		expect(writtenAs('no', { own: 'granted', child: 'refused' })).toBe('withdrawn');
		expect(writtenAs('no', { own: 'asked', child: 'asked' })).toBe('refused');
		expect(writtenAs('no', { own: 'not-asked', child: 'not-asked' })).toBe('refused');
	});

	it('what stands already is not written again, and a yes may follow a no', () => {
		expect(writtenAs('no', { own: 'refused', child: 'refused' })).toBeNull();
		expect(writtenAs('no', { own: 'withdrawn', child: 'withdrawn' })).toBeNull();
		expect(writtenAs('yes', { own: 'granted', child: 'granted' })).toBeNull();
		for (const own of ['not-asked', 'asked', 'refused', 'withdrawn'] as const)
			expect(writtenAs('yes', { own, child: own })).toBe('granted');
	});
});

it('[CN10] figures are counted under their own yes, and under no other', () => {
	const figures = (team: ConsentState, own: ConsentState) =>
		figuresMayBeCounted(effective([said('a', team), said('a', own, 'figures')]));
	expect(figures('granted', 'granted')).toBe(true);
	for (const own of ['not-asked', 'asked', 'refused', 'withdrawn'] as const)
		expect(figures('granted', own)).toBe(false);
	for (const team of ['asked', 'refused', 'withdrawn'] as const) expect(figures(team, 'granted')).toBe(false);
	expect(figuresMayBeCounted(effective([said('a', 'granted')]))).toBe(false);
	// one no of one guardian is a no to this, too
	const both = [said('a', 'granted'), said('a', 'granted', 'figures'), said('b', 'refused', 'figures')];
	expect(figuresMayBeCounted(effective(both))).toBe(false);
});

it('[CN5] a teacher is told the same of a refusal and of a yes taken back', () => {
	expect(teacherSees('refused')).toBe(teacherSees('withdrawn'));
	expect((['granted', 'asked', 'not-asked'] as const).map(teacherSees)).toEqual(['given', 'waiting', 'not-asked']);
});

it('the newest of each guardian to each question counts', () => {
	const all = [said('a', 'asked'), said('b', 'asked'), said('a', 'granted'), said('a', 'granted', 'expert', 'x')];
	expect(newestOf(all)).toEqual([said('a', 'granted'), said('b', 'asked'), said('a', 'granted', 'expert', 'x')]);
});

it('[CN2] two guardians of a kind are told apart by a number', () => {
	expect(nextNumber('mother', [])).toBe(1);
	const there = [1, 3].map((number) => ({ kind: 'mother' as const, number }));
	expect([nextNumber('mother', there), nextNumber('father', there)]).toEqual([2, 1]);
});
