import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentAnswer, guardian } from '$lib/server/db/schema';
import { answerAsGuardian } from '$lib/server/use-cases/child/answer-as-guardian';
import { addGuardian } from '$lib/server/use-cases/child/guardians';
import { readLog } from '$lib/server/use-cases/audit/read-log';
import { changeRoles } from '$lib/server/use-cases/people/change-roles';
import { removeMember } from '$lib/server/use-cases/people/end-membership';
import { inviteMember } from '$lib/server/use-cases/people/invite-member';
import { openTeam } from '$lib/server/use-cases/people/open-team';
import { emptyLog, entriesOf } from '../../support/audit/log';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.setClock(castDay);
	await emptyLog(house.db);
});

const lines = async () =>
	(await entriesOf(house.db)).map(({ kind, actor, role, aboutId, facts }) => [kind, actor, role, aboutId, facts]);

describe('[AU1] rights that change stand in the log, and what was refused does not', () => {
	it('roles, by whom and of whom', async () => {
		await changeRoles(house.needs, 'kees', 'onderbouw', 'sofie', ['lead']);
		expect(await lines()).toEqual([]);
		await changeRoles(house.needs, 'els', 'onderbouw', 'sofie', ['teacher', 'facilitator']);
		expect(await lines()).toEqual([['roles-changed', 'els', 'admin', 'sofie', { roles: 'facilitator+teacher' }]]);
	});

	it('who goes, who is invited, a team that is opened', async () => {
		await inviteMember(house.needs, 'noor', 'onderbouw', { email: 'nieuw@delinde.test', roles: ['teacher'] });
		await openTeam(house.needs, 'els', 'Plusgroep');
		await removeMember(house.needs, 'noor', 'onderbouw', 'lieke');
		const found = await lines();
		expect(found.map(([kind, actor, role, about]) => [kind, actor, role, about])).toEqual([
			['invited', 'noor', '', null],
			['team-opened', 'els', 'admin', null],
			['member-left', 'noor', 'lead+teacher', 'lieke']
		]);
		expect(JSON.stringify(found)).not.toMatch(/delinde|Plusgroep/);
	});

	it('an answer of parents: that it came and when, not whose; an admin does not read which', async () => {
		await house.db.delete(consentAnswer);
		await house.db.delete(guardian);
		const added = await addGuardian(house.needs, 'marit', 'marit-j', { kind: 'mother', language: 'nl' });
		if (!added.ok) throw new Error(added.code);
		const { guardianId } = added.value;
		const text = { version: 1, language: 'nl', hash: 'abc' };
		for (const answer of ['yes', 'no'] as const)
			await answerAsGuardian(house.needs, guardianId, { answers: [{ scope: 'team', expertId: null, answer }], text });
		const found = (await entriesOf(house.db)).filter(({ kind }) => kind.startsWith('consent'));
		expect(found.map(({ kind, actor, childId, facts }) => [kind, actor, childId, facts])).toEqual([
			['consent-answered', 'guardian', 'marit-j', { scope: 'team', state: 'granted' }],
			['consent-withdrawn', 'guardian', 'marit-j', { scope: 'team', state: 'withdrawn' }]
		]);
		expect(JSON.stringify(found)).not.toContain(guardianId);
		const read = await readLog(house.needs, 'els', { part: 'rights', accountId: null, before: null });
		const shown = read.ok ? read.value.lines.map(({ kind }) => kind) : [];
		expect(shown.filter((kind) => kind.startsWith('consent'))).toEqual(['consent-answered', 'consent-answered']);
	});
});
