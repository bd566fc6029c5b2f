import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { glassLimits } from '../src/lib/domain/break-glass';
import { helpLimits } from '../src/lib/domain/help';
import { newsLimits } from '../src/lib/domain/news';
import { keptDays } from '../src/lib/domain/practice';
import { abandonedAfter, keptLonger, keptUntil } from '../src/lib/domain/retention';
import { securityText } from '../src/lib/domain/security-text';
import { logKeptMs } from '../src/lib/server/db/audit-verify';
import { linkLasts } from '../src/lib/server/use-cases/people/link-secret';

const hour = 3_600_000;
const day = 24 * hour;
const paper = (name: string) => readFileSync(`docs/avg/${name}.md`, 'utf8');
const rows = paper('bewaartermijnen').split('\n');
const termOf = (what: string): string =>
	rows
		.find((row) => row.startsWith(`| ${what} `))
		?.split('|')[2]
		?.trim() ?? `no row "${what}"`;

/** Far from the end of a school year, so that it does not cut anything short. */
const meeting = new Date('2026-11-12T14:30:00Z');
const weeks = (until: Date | null, from: Date) => ((until?.getTime() ?? 0) - from.getTime()) / (7 * day);
const signIns = readFileSync('src/lib/server/auth/sign-ins.ts', 'utf8');
/** A number as it stands in the code of sign-ins. */
const inCode = (before: RegExp) => Number(new RegExp(`${before.source}(\\d+)`).exec(signIns)?.[1]);

describe('[AU13] the papers say the terms that hold', () => {
	const until = keptUntil(meeting, meeting);
	it.each([
		['Opname van een kind', `tot ${weeks(until, meeting)} weken na`],
		['Dezelfde opname, na een nieuw ja', `${weeks(keptLonger(until, meeting), until)} weken langer`],
		['Opname waarvan het versturen is gestopt', `${abandonedAfter / day} dagen`],
		['Meekijken door een expert', `${helpLimits.defaultMs / day} dagen na het afgesproken moment`],
		['Meekijken door een expert', `hooguit ${helpLimits.longestMs / day} dagen`],
		['Uitnodiging voor een team', `${linkLasts.team / day} dagen`],
		['Link om een wachtwoord te kiezen', `${linkLasts.password / 60_000} minuten`],
		[
			'Ingelogd zijn',
			`${inCode(/const idleMinutes = /) / 60} uur zonder gebruik, hooguit ${inCode(/lasts = \{ in: /)} uur`
		],
		['Logboek van kijken en rechten', `${Math.floor(logKeptMs / (30.4 * day))} maanden`],
		['Opening in geval van nood', `${glassLimits.answerWithinMs / hour} uur om in te stemmen`],
		['Opening in geval van nood', `${glassLimits.lastsMs / 60_000} minuten open`],
		['Regels onder de bel', `${newsLimits.keptMs / day} dagen`],
		['Moment dat op een telefoon wacht', `${keptDays} dagen`]
	])('%s: %s', (what, term) => {
		expect(termOf(what)).toContain(term);
	});

	it('a clip never outlives the school year', () => {
		const june = new Date('2027-06-30T10:00:00Z');
		expect(keptUntil(june, june).toISOString()).toBe('2027-07-31T22:00:00.000Z');
		expect(termOf('Opname van een kind')).toContain('nooit na 31 juli');
	});

	it.each([
		'bewaartermijnen',
		'dpia',
		'dreigingsmodel',
		'normentabel',
		'privacyverklaring',
		'verwerkersovereenkomst-bijlage'
	])('%s says that it is a draft for the board’s own officer', (name) => {
		expect(paper(name)).toMatch(/> \*\*Concept\*\*, voor/);
	});
});

describe('[AU14] whom to tell about a leak (RFC 9116)', () => {
	const at = (now: Date) => securityText({ contact: 'mailto:fg@bestuur.example', origin: 'https://k.example', now });

	it('has a contact, languages, its own address, and an end within a year that is still ahead', () => {
		const lines = Object.fromEntries(
			at(meeting)
				.trim()
				.split('\r\n')
				.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string])
		);
		expect(lines).toMatchObject({
			Contact: 'mailto:fg@bestuur.example',
			'Preferred-Languages': 'nl, en',
			Canonical: 'https://k.example/.well-known/security.txt'
		});
		const left = Date.parse(lines['Expires'] ?? '') - meeting.getTime();
		expect(left).toBeGreaterThan(30 * day);
		expect(left).toBeLessThan(365 * day);
		expect(lines['Expires']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	});
});
