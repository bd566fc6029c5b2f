import { describe, expect, it } from 'vitest';
import { hasHappened, nextPlanStep, withFields, type PlanFacts } from './plan';

const now = new Date('2026-11-20T10:00:00Z');
const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
const facts = (change: Partial<PlanFacts> = {}): PlanFacts => ({
	now,
	closed: false,
	startWords: true,
	playMoments: [],
	end: null,
	lastMeetingAt: days(60),
	...change
});

describe('the next step of a plan', () => {
	it('begins with three words, and not once they are there', () => {
		expect(nextPlanStep(facts({ startWords: false }))).toEqual({ do: 'choose-words' });
		expect(nextPlanStep(facts())).toEqual({ do: 'plan-moment' });
	});

	it('asks how the oldest moment went that has passed, and not about one that was told or is still to come', () => {
		const playMoments = [
			{ id: 'late', at: days(-1), happened: false },
			{ id: 'first', at: days(-3), happened: false },
			{ id: 'told', at: days(-9), happened: true }
		];
		expect(nextPlanStep(facts({ playMoments }))).toEqual({ do: 'tell-how-it-went', entryId: 'first', at: days(-3) });
		expect(nextPlanStep(facts({ playMoments: [{ id: 'told', at: days(-9), happened: true }] }))).toEqual({
			do: 'plan-moment'
		});
		expect(nextPlanStep(facts({ playMoments: [{ id: 'soon', at: days(2), happened: false }] }))).toEqual({
			do: 'wait-for',
			entryId: 'soon',
			at: days(2)
		});
	});

	it('looks back once the last meeting has come, not before, and not twice', () => {
		expect(nextPlanStep(facts({ lastMeetingAt: days(-1) }))).toEqual({ do: 'look-back' });
		expect(nextPlanStep(facts({ lastMeetingAt: null }))).toEqual({ do: 'plan-moment' });
		const end = { words: true, goOn: 'go-on' as const };
		expect(nextPlanStep(facts({ lastMeetingAt: days(-1), end }))).toEqual({ do: 'plan-moment' });
	});

	it('finishes only when the owner chose to, and asks nothing of a closed trajectory', () => {
		expect(nextPlanStep(facts({ end: { words: true, goOn: 'finish' } }))).toEqual({ do: 'finish' });
		expect(nextPlanStep(facts({ end: { words: true, goOn: 'undecided' } }))).toEqual({ do: 'plan-moment' });
		expect(nextPlanStep(facts({ closed: true, startWords: false }))).toBeNull();
	});
});

describe('fields', () => {
	it('keeps what was written and fills what an older entry does not have', () => {
		const kept = withFields('play-moment', { context: 'building', minutes: 8 });
		expect(kept).toMatchObject({ context: 'building', minutes: 8, happened: '', skill: '', done: false });
	});

	it('takes a moment as played when something was told, and not when only the plan stands', () => {
		expect(hasHappened(withFields('play-moment', { learned: 'rust' }))).toBe(true);
		expect(hasHappened(withFields('play-moment', { done: true }))).toBe(true);
		expect(hasHappened(withFields('play-moment', { context: 'building', help: 'Kees', happened: '  ' }))).toBe(false);
	});
});
