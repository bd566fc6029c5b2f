import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as consent from '../src/lib/domain/consent';
import { may } from '../src/lib/domain/permissions';
import * as roles from '../src/lib/domain/roles';
import { consentIsRight, firstDifference, maySays, opens, rolesAreRight } from './support/rights-matrix/may-says';
import { mutantsOf, runModule, type Mutant } from './support/rights-matrix/mutants';

type Table = Parameters<typeof firstDifference>[0];
type Module = Record<string, unknown>;
const domain = 'src/lib/domain';

/** Whether what is written down notices; a table that cannot even answer is noticed too. */
function caught(isRight: () => boolean): boolean {
	try {
		return !isRight();
	} catch {
		return true;
	}
}
const tableIsRight = (changed: { source?: string; roles?: Module; consent?: Module }): boolean => {
	const source = changed.source ?? permissions;
	const beside = { './consent': changed.consent ?? consent, './roles': changed.roles ?? roles };
	return firstDifference(runModule(source, beside)['may'] as Table) === null;
};
const permissions = readFileSync(`${domain}/permissions.ts`, 'utf8');
const alive = (mutants: Mutant[], isRight: (source: string) => boolean) =>
	mutants.filter(({ source }) => !caught(() => isRight(source))).map(({ name }) => name);

describe('[RG6] a right that is changed does not go unnoticed', () => {
	it('the table of rights says what is written down, of every right it has', () => {
		expect(firstDifference(may as unknown as Table)).toBeNull();
		expect(Object.keys(maySays).sort()).toEqual(Object.keys(may).sort());
		expect(rolesAreRight(roles)).toBe(true);
		expect(consentIsRight(consent)).toBe(true);
	});

	it('every condition of permissions.ts, removed or turned round, is caught', { timeout: 300_000 }, () => {
		const mutants = mutantsOf(`${domain}/permissions.ts`);
		expect(alive(mutants, (source) => tableIsRight({ source }))).toEqual([]);
		expect(mutants.length).toBeGreaterThan(150);
	});

	it('and those of roles.ts and consent.ts, on which it leans', { timeout: 300_000 }, () => {
		const ofRoles = mutantsOf(`${domain}/roles.ts`);
		const rolesAlive = alive(ofRoles, (source) => {
			const changed = runModule(source, {});
			return rolesAreRight(changed as unknown as typeof roles) && tableIsRight({ roles: changed });
		});
		expect(rolesAlive).toEqual([]);
		const ofConsent = mutantsOf(`${domain}/consent.ts`, opens);
		const changed = (source: string) => runModule(source, {}) as unknown as typeof consent;
		expect(alive(ofConsent, (source) => consentIsRight(changed(source)))).toEqual([]);
		expect([ofRoles.length > 20, ofConsent.length > 10]).toEqual([true, true]);
	});
});
