import { describe, expect, it } from 'vitest';
import { nothingAsked, type Consent } from '$lib/domain/consent';
import { advisedPath, joinedHalfWay, lateSteps, type LateFacts, type MeetingAhead } from './late-path';

const day = 24 * 3_600_000;
const now = 100 * day;
const meeting = (inDays: number, watching = true): MeetingAhead => ({
	startsAt: now + inDays * day,
	endsAt: now + inDays * day + 3_600_000,
	watching
});
const consent = (team: Consent['team']): Consent => ({ ...nothingAsked, team });
const child = (more: Partial<NonNullable<LateFacts['child']>> = {}) => ({
	consent: consent('granted'),
	firstWords: false,
	played: false,
	clip: false,
	...more
});

describe('[PC4] joining half-way', () => {
	it('is when a meeting lay behind and one is ahead: not before the first, and not after the last', () => {
		expect(joinedHalfWay([meeting(-10), meeting(10)], now, now)).toBe(true);
		expect(joinedHalfWay([meeting(-10), meeting(10)], now - 20 * day, now)).toBe(false);
		expect(joinedHalfWay([meeting(5), meeting(10)], now, now)).toBe(false);
		expect(joinedHalfWay([meeting(-10), meeting(-5)], now, now)).toBe(false);
	});

	it('advises a child while there is time to ask parents and play, and looking along after that', () => {
		expect(advisedPath({ now, meetings: [meeting(-10), meeting(21)] })).toBe('shortened');
		expect(advisedPath({ now, meetings: [meeting(-10), meeting(20)] })).toBe('looks-along');
		expect(advisedPath({ now, meetings: [meeting(40, false)] })).toBe('looks-along');
	});

	it('asks for what is ahead, and nothing she missed', () => {
		const steps = lateSteps({ now, meetings: [meeting(-10), meeting(30)], child: null });
		expect(steps.map((it) => it.step)).toEqual(['child', 'parents', 'first-words', 'play', 'clip']);
		expect(steps.every((it) => !it.done)).toBe(true);
	});

	it('asks for no clip when there is no meeting left to bring it to', () => {
		const steps = lateSteps({ now, meetings: [meeting(-10), meeting(30, false)], child: null });
		expect(steps.map((it) => it.step)).not.toContain('clip');
	});

	it('marks what is done, and begins again when the parents said no', () => {
		const done = (facts: LateFacts['child']) =>
			lateSteps({ now, meetings: [meeting(30)], child: facts })
				.filter((it) => it.done)
				.map((it) => it.step);
		expect(done(child({ firstWords: true, clip: true }))).toEqual(['child', 'parents', 'first-words', 'clip']);
		expect(done(child({ consent: consent('asked'), played: true }))).toEqual(['child', 'play']);
		expect(done(child({ consent: consent('refused'), played: true }))).toEqual([]);
	});
});
