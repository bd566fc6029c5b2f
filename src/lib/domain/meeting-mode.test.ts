import { describe, expect, it } from 'vitest';
import { longestTalkLink, talkLinkOf, talkPlace } from './meeting-mode';

describe('[BS1] the address of a talk', () => {
	it.each(['https://meet.school.example/onderbouw', 'https://teams.school.example/l/meet?x=1#2'])(
		'takes %s',
		(link) => {
			expect(talkLinkOf(link)).toBe(link);
			expect(talkLinkOf(`  ${link} `)).toBe(link);
		}
	);

	it('none is none', () => {
		expect(talkLinkOf('   ')).toBe('');
	});

	it.each([
		'http://meet.school.example/a',
		'javascript:alert(1)',
		'java\nscript:alert(1)',
		'https:/',
		'meet.school.example/a',
		'//meet.school.example',
		'https://localhost/a',
		'https://juf:geheim@meet.school.example/a',
		'https://meet.school.example/a b',
		'https://meet.school.example/\u0000',
		'data:text/html,hallo',
		`https://meet.school.example/${'a'.repeat(longestTalkLink)}`
	])('refuses %j', (typed) => {
		expect(talkLinkOf(typed)).toBeNull();
	});

	it('is known to a reader by its host', () => {
		expect(talkPlace('https://meet.school.example/onderbouw')).toBe('meet.school.example');
	});
});
