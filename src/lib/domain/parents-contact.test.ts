import { describe, expect, it } from 'vitest';
import { dialled, namesNobody, isPhone, reachable } from './parents-contact';

const nobody = { who: '', email: '', phone: '', privacy: '' };

describe('[PP11] whom parents can turn to', () => {
	it('is somebody with a way to reach her', () => {
		expect(reachable({ ...nobody, who: 'Els', email: 'els@delinde.example' })).toBe(true);
		expect(reachable({ ...nobody, who: 'Els', phone: '030 123 45 67' })).toBe(true);
		for (const given of [
			{ who: 'Els' },
			{ email: 'els@delinde.example' },
			{ who: 'Els', privacy: 'fg@bestuur.example' }
		])
			expect(reachable({ ...nobody, ...given })).toBe(false);
	});

	it('nobody is nobody', () => {
		expect(namesNobody(nobody)).toBe(true);
		expect(namesNobody({ ...nobody, privacy: 'fg@bestuur.example' })).toBe(false);
	});

	it('a number is figures, and dials as such', () => {
		for (const good of ['030 123 45 67', '+31 (0)30-1234567', '112233']) expect(isPhone(good)).toBe(true);
		for (const bad of ['', 'bel maar', '030', '030-1234567 toestel 3', 'tel:030', '+', '1'.repeat(25), '030\n1234567'])
			expect(isPhone(bad)).toBe(false);
		expect(dialled('+31 (0)30-123 45 67')).toBe('+31301234567');
		expect(dialled('030 - 123 45 67')).toBe('0301234567');
	});
});
