import { expect, it } from 'vitest';
import * as v from 'valibot';
import { formOf, orFail } from './door';

const schema = v.object({ name: v.string(), email: v.pipe(v.string(), v.email()), password: v.string() });
const sent = (email: string) =>
	new Request('https://kijkkring.test', {
		method: 'POST',
		body: new URLSearchParams({ name: 'Noor', email, password: 'geheim' })
	});

it('a form that does not fit gives back what was typed, and no password', async () => {
	const form = await formOf(sent('noor@school'), schema);
	expect(form.ok).toBe(false);
	expect(orFail(form, form.typed('name', 'email'))).toMatchObject({
		status: 400,
		data: { code: 'bad-input', values: { name: 'Noor', email: 'noor@school' } }
	});
});

it('a field that was not sent is empty, and a form that fits is what was asked for', async () => {
	const form = await formOf(sent('noor@school.nl'), schema);
	expect(form).toMatchObject({ ok: true, value: { name: 'Noor', email: 'noor@school.nl' } });
	expect(form.typed('about')).toEqual({ about: '' });
});
