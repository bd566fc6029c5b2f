import { describe, expect, it } from 'vitest';
import type { ChildFile } from '$lib/domain/child-file';
import { childPage } from '$lib/server/use-cases/erasure/child-page';

const at = new Date('2026-11-12T14:30:00Z');
const nasty = '<script>alert(1)</script> "=cmd|calc" &';
const file: ChildFile = {
	alias: 'J.',
	school: nasty,
	madeAt: at,
	beginnings: [{ cycle: 1, team: nasty, begunAt: at, closedAt: null, reason: nasty }],
	answers: [{ at, scope: 'team', state: 'granted' }],
	clips: [{ at, title: nasty, lengthMs: 1, keptUntil: null, card: [nasty], said: [{ atMs: 0, text: nasty }] }],
	views: [{ at, clip: nasty, by: 'expert' }],
	sessions: [],
	notes: [{ at, by: 'teacher', text: nasty }],
	help: [{ at, clip: nasty, question: nasty, answer: '', until: null }],
	practice: { moments: 0, first: null, last: null },
	plan: [],
	withheld: { own: 3, interviews: 1, marks: 0 }
};

describe('[ER8] the file for the parents', () => {
	it('is a page without anything that runs or fetches, whatever was typed', async () => {
		for (const locale of ['nl', 'en'] as const) {
			const page = await childPage(file, locale);
			expect(page).not.toMatch(/<script|<img|<link|<a |href|src=|url\(/);
			expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(8);
		}
	});

	it('says by which role, that a clip is erased, what there is none of, and how much is not in it', async () => {
		const page = await childPage(file, 'nl');
		for (const part of ['een deskundige', 'gewist', 'Niets.', '3 delen van je plan', '1 interview', 'Autoriteit'])
			expect(page).toContain(part);
		expect(page).not.toContain('eigen moment');
	});
});
