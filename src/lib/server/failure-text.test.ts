import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { failureText } from './failure-text';

describe('what the log says of something unexpected', () => {
	it('what the database said and where we were, and not one word of what was to be stored', () => {
		const said = new Error('relation "clip" does not exist');
		const text = failureText(new DrizzleQueryError('insert into clip values ($1)', ['J. speelt alleen'], said));
		expect(text).toContain('relation "clip" does not exist');
		expect(text).toContain('failure-text.test.ts');
		expect(text).not.toContain('J. speelt alleen');
	});

	it('also when nobody knows why it failed', () => {
		const text = failureText(new DrizzleQueryError('insert into clip values ($1)', ['J.\n    at tafel'], undefined));
		expect(text).toContain('insert into clip');
		expect(text).not.toMatch(/J\.|tafel/);
	});

	it('an error of our own as it is', () => {
		expect(failureText(new TypeError('no such pack'))).toMatch(/^TypeError: no such pack\n {4}at /);
		expect(failureText('J.')).not.toContain('J.');
	});
});
