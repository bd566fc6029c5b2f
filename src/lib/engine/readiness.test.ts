import { describe, expect, it } from 'vitest';
import { nothingAsked, type Consent } from '$lib/domain/consent';
import { en } from '$lib/words/en';
import { nl } from '$lib/words/nl';
import { readinessOf, readinessSteps, type ClipProgress, type PersonFacts } from './readiness';

const consent = (team: Consent['team']): Consent => ({ ...nothingAsked, team });
const teacher = (more: Partial<PersonFacts> = {}): PersonFacts => ({
	pausing: false,
	worksWithChild: true,
	child: null,
	brings: false,
	...more
});
const withChild = (team: Consent['team'], clips: Partial<ClipProgress>[] = []) =>
	teacher({
		child: {
			consent: consent(team),
			clips: clips.map((clip) => ({ ready: false, fragmentChosen: false, stopped: false, ...clip }))
		}
	});

describe('the line behind a name', () => {
	it('[RD10] is a plain word in both languages: no number, no rank, no word for being behind', () => {
		const lines = [nl, en].flatMap(({ cycle, reminding }) => [
			...readinessSteps.flatMap((step) => [cycle.readiness[step], cycle.couldHelp[step]]),
			...Object.values(reminding.duties.duty),
			reminding.duties.notYet
		]);
		const pressing =
			/\d|te laat|achter(loop|stand)|mist nog|nog steeds|moet nog|vergeten|\blate\b|overdue|behind|missing|still/i;
		expect(lines.filter((line) => pressing.test(line))).toEqual([]);
	});
	it('[R7] a lead without a child looks along and misses nothing', () =>
		expect(readinessOf(teacher({ worksWithChild: false }))).toBe('looks-along'));
	it('[PC1] whoever is away is away, whatever lies ready, and nobody reads why', () => {
		expect(readinessOf(teacher({ pausing: true, brings: true }))).toBe('pausing');
		expect(readinessOf({ ...withChild('refused'), pausing: true })).toBe('pausing');
	});
	it('a teacher without a child is choosing one', () => expect(readinessOf(teacher())).toBe('choosing-child'));
	it('[Q12] whose parents said no, or changed their mind, is choosing too: colleagues see no difference', () => {
		expect(readinessOf(withChild('refused'))).toBe('choosing-child');
		expect(readinessOf(withChild('withdrawn'))).toBe('choosing-child');
	});
	it('the parents: not asked, asked, yes', () => {
		expect(readinessOf(withChild('not-asked'))).toBe('asking-parents');
		expect(readinessOf(withChild('asked'))).toBe('waiting-for-parents');
		expect(readinessOf(withChild('granted'))).toBe('may-film');
	});
	it('the clip: on its way, ready, with a fragment, on the table', () => {
		expect(readinessOf(withChild('granted', [{ ready: false, fragmentChosen: false }]))).toBe('clip-arriving');
		expect(readinessOf(withChild('granted', [{ ready: true, fragmentChosen: false }]))).toBe('clip-ready');
		expect(readinessOf(withChild('granted', [{ ready: true, fragmentChosen: true }]))).toBe('fragment-chosen');
		expect(readinessOf({ ...withChild('granted'), brings: true })).toBe('brings-clip');
	});
	it('[U7] a sending that stopped is not on its way; another one that goes on is', () => {
		expect(readinessOf(withChild('granted', [{ stopped: true }]))).toBe('clip-waits');
		expect(readinessOf(withChild('granted', [{ stopped: true }, {}]))).toBe('clip-arriving');
	});
	it('a clip says nothing while the parents have not said yes', () =>
		expect(readinessOf(withChild('asked', [{ ready: true, fragmentChosen: true }]))).toBe('waiting-for-parents'));
});
