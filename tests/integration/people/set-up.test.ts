import { afterAll, beforeAll, expect, it } from 'vitest';
import { gateOf } from '../../../src/lib/server/auth/gate';
import { openSignIns } from '../../../src/lib/server/auth/sign-ins';
import { setupLink } from '../../../src/lib/server/use-cases/people/first-run';
import { personOf } from '../../../src/lib/server/use-cases/people/person-of';
import { readInvitation } from '../../../src/lib/server/use-cases/people/read-invitation';
import { readSetup, setUpSchool } from '../../../src/lib/server/use-cases/people/set-up-school';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => void (house = await openTestHouse()));
afterAll(() => house.close());

const given = {
	school: 'De Linde',
	name: 'Els',
	email: 'els@delinde.test',
	password: 'vier gewone woorden hier',
	locale: 'nl' as const
};
const secretOf = (link: string | null) => link?.split('/').at(-1) ?? '';
const gate = () => gateOf(openSignIns(house.db, false));

it('an empty school gets one link; a second start replaces it', async () => {
	const first = secretOf(await setupLink(house.needs));
	const second = secretOf(await setupLink(house.needs));
	expect(await readSetup(house.needs, first)).toEqual({ ok: false, code: 'link-expired' });
	expect(await readSetup(house.needs, second)).toMatchObject({ ok: true });
	expect(await readSetup(house.needs, 'verzonnen')).toEqual({ ok: false, code: 'not-found' });
	// a set-up link is no invitation
	expect(await readInvitation(house.needs, second)).toEqual({ ok: false, code: 'not-found' });
});

it('runs out after a week', async () => {
	const secret = secretOf(await setupLink(house.needs));
	house.setClock(new Date(house.needs.clock().getTime() + 8 * 86_400_000));
	expect(await setUpSchool(house.needs, gate(), secret, given)).toEqual({ ok: false, code: 'link-expired' });
});

it('makes the admin, once; after that there is no link any more', async () => {
	const secret = secretOf(await setupLink(house.needs));
	expect(await setUpSchool(house.needs, gate(), secret, { ...given, password: 'kort' })).toMatchObject({
		code: 'password-too-short'
	});
	const made = await setUpSchool(house.needs, gate(), secret, given);
	expect(made).toMatchObject({ ok: true });
	expect(await personOf(house.needs, made.ok ? made.value.userId : '')).toMatchObject({ name: 'Els', admin: true });
	expect(await setUpSchool(house.needs, gate(), secret, { ...given, email: 'ander@delinde.test' })).toEqual({
		ok: false,
		code: 'link-used'
	});
	expect(await setupLink(house.needs)).toBeNull();
});
