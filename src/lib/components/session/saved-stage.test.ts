import { describe, expect, it } from 'vitest';
import { calmAfter, savedStage, stalledAfter } from './saved-stage';

const never = { unsavedFor: 0, savedFor: 0 };

describe('what the saved indicator may say', () => {
	it('never says saved while something is not', () => {
		for (const before of ['saved', 'saving', 'stalled', 'offline'] as const)
			expect(savedStage('saving', before, { ...never, unsavedFor: 1 })).toBe('saving');
	});
	it('says saved again after a moment’s rest, not between two letters', () => {
		expect(savedStage('saved', 'saving', { ...never, savedFor: calmAfter - 1 })).toBe('saving');
		expect(savedStage('saved', 'saving', { ...never, savedFor: calmAfter })).toBe('saved');
		expect(savedStage('saved', 'connecting', never)).toBe('saved');
	});
	it('says that the server is busy when it has let one wait for two seconds, and not before', () => {
		expect(savedStage('saving', 'saving', { ...never, unsavedFor: stalledAfter - 1 })).toBe('saving');
		expect(savedStage('saving', 'saving', { ...never, unsavedFor: stalledAfter })).toBe('stalled');
	});
	it('says at once that the line is down', () => {
		expect(savedStage('offline', 'saved', never)).toBe('offline');
		expect(savedStage('offline', 'stalled', { ...never, unsavedFor: 9000 })).toBe('offline');
	});
});
