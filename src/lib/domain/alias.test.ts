import { describe, expect, it } from 'vitest';
import { judgeAlias } from './alias';

describe('[R38] a child goes by an alias', () => {
	it.each(['J.', 'J', 'J.B.', 'M-A', 'vosje', 'Vosje', 'meisje rode laarzen', 'jongen van de bouwhoek'.slice(0, 20)])(
		'%s is fine',
		(alias) => expect(judgeAlias(alias)).toEqual({ ok: true, value: alias })
	);

	it.each([
		'Jan Jansen',
		'Jan de Vries',
		'J. Jansen',
		'Marie-Claire',
		'Élodie Özkan',
		'een verzonnen naam van 30 letters'
	])('%s looks like a name', (alias) =>
		expect(judgeAlias(alias)).toEqual({ ok: false, code: 'alias-looks-like-a-name' })
	);

	it('an empty one is no alias, and spaces are tidied', () => {
		expect(judgeAlias('  ')).toEqual({ ok: false, code: 'bad-input' });
		expect(judgeAlias('  klein   vosje ')).toEqual({ ok: true, value: 'klein vosje' });
	});
});
