import { describe, expect, it } from 'vitest';
import { withFields, type PlanFields } from './plan';
import { needsLearned, openQuestionsOf, partsOf } from './plan-parts';
import type { PlayMomentItem, StoryItem } from './plan-story';

const at = new Date('2026-11-10T09:15:00Z');
const head = { at, shared: false, writer: null };
const moment = (state: PlayMomentItem['state'], fields: Partial<PlanFields['play-moment']> = {}): StoryItem => ({
	...{ kind: 'play-moment', id: `m-${state}`, ...head, state, labels: { context: '', skill: '', leftOut: '' } },
	fields: withFields('play-moment', fields)
});
const start = (fields: Partial<PlanFields['start']> = {}): StoryItem => ({
	...{ kind: 'start', id: 's', ...head, skillLabel: '' },
	fields: withFields('start', fields)
});
const end = (fields: Partial<PlanFields['end']> = {}): StoryItem => ({
	...{ kind: 'end', id: 'e', ...head },
	fields: withFields('end', fields)
});
const session = (needs: string[]): StoryItem => ({
	...{ kind: 'session', id: 'z', ...head, sessionId: null, meetingNumber: 2, seen: [], needs },
	sought: { times: 0, wordless: 0 },
	fields: withFields('session', { takeaway: 'wachten' })
});

describe('[LP1] what is still open is named', () => {
	it('in the order of the form, and not what is answered', () => {
		expect(openQuestionsOf(start({ relation: 'vluchtig', words: ['', 'zoekend', ''] }))).toEqual([
			'needs',
			'meet',
			'skill'
		]);
		expect(openQuestionsOf(end({ goOn: 'go-on', keep: ' ' }))).toEqual(['words', 'changed', 'keep', 'support']);
	});

	it('asks of a moment to come what she tries, and of one that was what it brought', () => {
		expect(openQuestionsOf(moment('planned', { skill: 's2' }))).toEqual(['leftOut']);
		expect(openQuestionsOf(moment('passed'))).toEqual([]);
		expect(openQuestionsOf(moment('happened', { happened: 'gebouwd' }))).toEqual(['learned', 'next']);
	});

	it('never asks after help, minutes or notes', () => {
		const full = { skill: 's', leftOut: 'd', happened: 'x', learned: 'x', next: 'x' };
		expect(openQuestionsOf(moment('happened', full))).toEqual([]);
		expect(openQuestionsOf({ kind: 'note', id: 'n', ...head, fields: { text: '' } })).toEqual([]);
	});

	it('lists every part of a plan in its order, also of an empty one', () => {
		expect(partsOf({ items: [] }).map(({ part, there }) => `${part} ${there}`)).toEqual(
			['start', 'moments', 'needs', 'clips', 'group', 'parents', 'end', 'onward'].map((part) => `${part} 0`)
		);
		const items = [start(), moment('happened'), moment('planned'), end({ goOn: 'finish' })];
		expect(partsOf({ items }).filter(({ there, coming }) => there || coming)).toEqual([
			{ part: 'start', there: 1, entryId: 's' },
			{ part: 'moments', there: 1, coming: 1, entryId: null },
			{ part: 'onward', there: 1, entryId: 'e' }
		]);
	});
});

describe('[LP2] needs learned', () => {
	it('come from the beginning, from play and from the group, and from nothing that is empty', () => {
		const items = [
			start({ needs: 'rust' }),
			moment('happened', { learned: 'tijd' }),
			session(['nabijheid']),
			session([])
		];
		expect(needsLearned(items).map(({ kind, text }) => [kind, text])).toEqual([
			['start', 'rust'],
			['play-moment', 'tijd'],
			['session', 'nabijheid']
		]);
		expect(needsLearned([start(), moment('happened'), end({ changed: 'meer rust' })])).toEqual([]);
	});
});
