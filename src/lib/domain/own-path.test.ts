import { expect, it } from 'vitest';
import { ownPath } from './own-path';

it.each(['/today', '/meetings/m3?view=print', '/invite/abc#top'])('%s is our own', (path) =>
	expect(ownPath(path, '/today')).toBe(path)
);

it.each([
	'//evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'https://evil.example/today',
	'javascript:alert(1)',
	'/\t/evil.example',
	'/%0a\n/evil.example',
	'today',
	'',
	null,
	undefined,
	`/${'a'.repeat(600)}`
])('%j leads to the fallback', (path) => expect(ownPath(path, '/today')).toBe('/today'));
