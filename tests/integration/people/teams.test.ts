import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateOf } from '../../../src/lib/server/auth/gate';
import { openSignIns } from '../../../src/lib/server/auth/sign-ins';
import {
	clip,
	helpRequest,
	invitation,
	session,
	teamMember,
	trajectory,
	userAccount
} from '../../../src/lib/server/db/schema';
import { acceptAsNew, joinWithInvitation } from '../../../src/lib/server/use-cases/people/accept-invitation';
import { changeRoles } from '../../../src/lib/server/use-cases/people/change-roles';
import { leaveTeam, removeMember } from '../../../src/lib/server/use-cases/people/end-membership';
import {
	inviteMember,
	renewInvitation,
	withdrawInvitation
} from '../../../src/lib/server/use-cases/people/invite-member';
import { openTeam } from '../../../src/lib/server/use-cases/people/open-team';
import { readInvitation } from '../../../src/lib/server/use-cases/people/read-invitation';
import { listTeams, viewTeam } from '../../../src/lib/server/use-cases/people/view-team';
import { openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const gate = () => gateOf(openSignIns(house.db, false));
const newcomer = {
	name: 'Joke',
	about: 'groep 4',
	email: 'joke@delinde.test',
	password: 'vier gewone woorden hier',
	locale: 'nl' as const
};
const days = (n: number) => house.setClock(new Date(house.needs.clock().getTime() + n * 86_400_000));

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
beforeEach(() => house.told.splice(0));
afterAll(() => house.close());

async function invite(by = 'noor', email = '', roles: Parameters<typeof inviteMember>[3]['roles'] = ['teacher']) {
	const made = await inviteMember(house.needs, by, 'onderbouw', { email, roles });
	if (!made.ok) throw new Error(made.code);
	await house.settled();
	return /invite\/(\S+)$/.exec(made.value.link)?.[1] ?? '';
}

describe('inviting', () => {
	it('the lead and the admin may, a member may not, a stranger learns nothing', async () => {
		const to = { email: '', roles: ['teacher' as const] };
		expect(await inviteMember(house.needs, 'noor', 'onderbouw', to)).toMatchObject({ ok: true });
		expect(await inviteMember(house.needs, 'els', 'onderbouw', to)).toMatchObject({ ok: true });
		expect(await inviteMember(house.needs, 'marit', 'onderbouw', to)).toEqual({ ok: false, code: 'not-allowed' });
		for (const stranger of ['vreemd', 'vertrokken'])
			expect(await inviteMember(house.needs, stranger, 'onderbouw', to)).toEqual({ ok: false, code: 'not-found' });
		expect(await inviteMember(house.needs, 'els', 'bestaat-niet', to)).toEqual({ ok: false, code: 'not-found' });
	});

	it('keeps only a hash of the link, and sends a letter when there is an address', async () => {
		const secret = await invite('noor', 'joke@delinde.test');
		const rows = await house.db.select().from(invitation);
		expect(JSON.stringify(rows)).not.toContain(secret);
		expect(house.letters.at(-1)).toMatchObject({ to: 'joke@delinde.test', text: expect.stringContaining(secret) });
		const before = house.letters.length;
		await invite();
		expect(house.letters).toHaveLength(before);
	});

	it('looking changes nothing', async () => {
		const secret = await invite();
		for (let i = 0; i < 3; i++)
			expect(await readInvitation(house.needs, secret)).toMatchObject({
				ok: true,
				value: { team: 'Onderbouw', invitedBy: 'Noor', roles: ['teacher'] }
			});
	});

	it('works once, for somebody new', async () => {
		const secret = await invite('noor', '', ['teacher', 'lead']);
		expect(await acceptAsNew(house.needs, gate(), secret, { ...newcomer, password: 'kort' })).toMatchObject({
			code: 'password-too-short'
		});
		const joined = await acceptAsNew(house.needs, gate(), secret, newcomer);
		expect(joined).toMatchObject({ ok: true, value: { teamId: 'onderbouw' } });
		expect(await acceptAsNew(house.needs, gate(), secret, { ...newcomer, email: 'ander@delinde.test' })).toEqual({
			ok: false,
			code: 'link-used'
		});
		const [row] = await house.db.select().from(userAccount).where(eq(userAccount.email, newcomer.email));
		expect(row).toMatchObject({ name: 'Joke', admin: false });
		expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
	});

	it('twice at the same moment is once', async () => {
		const secret = await invite();
		const both = await Promise.all(
			['een', 'twee'].map((who) =>
				acceptAsNew(house.needs, gate(), secret, { ...newcomer, email: `${who}@delinde.test` })
			)
		);
		expect(both.map((it) => (it.ok ? 'in' : it.code)).toSorted()).toEqual(['in', 'link-used']);
		const accounts = await house.db.select({ email: userAccount.email }).from(userAccount);
		expect(accounts.filter((it) => /^(een|twee)@/.test(it.email))).toHaveLength(1);
	});

	it('an address that has an account joins with that account', async () => {
		const secret = await invite();
		expect(await acceptAsNew(house.needs, gate(), secret, { ...newcomer, email: 'vreemd@delinde.test' })).toEqual({
			ok: false,
			code: 'email-taken'
		});
		expect(await joinWithInvitation(house.needs, 'marit', secret)).toEqual({ ok: false, code: 'already-member' });
		expect(await joinWithInvitation(house.needs, 'vreemd', secret)).toMatchObject({ ok: true });
		expect(house.told).toContainEqual({ rightsChanged: { userId: 'vreemd', teamId: 'onderbouw' } });
		expect(await viewTeam(house.needs, 'vreemd', 'onderbouw')).toMatchObject({ ok: true });
		await leaveTeam(house.needs, 'vreemd', 'onderbouw');
	});

	it('withdrawn, renewed, run out, made up', async () => {
		const secret = await invite('noor', 'later@delinde.test');
		const view = await viewTeam(house.needs, 'noor', 'onderbouw');
		const id = view.ok ? (view.value.invitations.find((it) => it.email === 'later@delinde.test')?.id ?? '') : '';
		expect(await withdrawInvitation(house.needs, 'marit', id)).toEqual({ ok: false, code: 'not-allowed' });
		expect(await renewInvitation(house.needs, 'vreemd', id)).toEqual({ ok: false, code: 'not-found' });
		const renewed = await renewInvitation(house.needs, 'noor', id);
		const second = renewed.ok ? renewed.value.link.split('/').at(-1)! : '';
		expect(await readInvitation(house.needs, secret)).toEqual({ ok: false, code: 'link-expired' });
		expect(await readInvitation(house.needs, second)).toMatchObject({ ok: true });
		expect(await renewInvitation(house.needs, 'noor', id)).toEqual({ ok: false, code: 'link-used' });
		days(15);
		expect(await readInvitation(house.needs, second)).toEqual({ ok: false, code: 'link-expired' });
		expect(await acceptAsNew(house.needs, gate(), second, { ...newcomer, email: 'laat@delinde.test' })).toMatchObject({
			code: 'link-expired'
		});
		expect(await readInvitation(house.needs, 'verzonnen')).toEqual({ ok: false, code: 'not-found' });
	});
});

describe('teams', () => {
	it('an admin opens one and sees all; others see their own', async () => {
		expect(await openTeam(house.needs, 'noor', 'Nieuw')).toEqual({ ok: false, code: 'not-allowed' });
		expect(await openTeam(house.needs, 'els', 'Nieuw')).toMatchObject({ ok: true });
		const names = async (who: string) => {
			const list = await listTeams(house.needs, who);
			return list.ok ? list.value.teams.map((team) => team.name) : [];
		};
		expect(await names('els')).toContain('Nieuw');
		expect(await names('marit')).toEqual(['Onderbouw']);
		expect(await names('vertrokken')).toEqual([]);
	});

	it('another team is not there', async () => {
		for (const who of ['vreemd', 'vertrokken'])
			expect(await viewTeam(house.needs, who, 'onderbouw')).toEqual({ ok: false, code: 'not-found' });
	});

	it('open links are shown only to those who may invite', async () => {
		await invite('noor', 'open@delinde.test');
		const seen = async (who: string) => {
			const view = await viewTeam(house.needs, who, 'onderbouw');
			return view.ok ? view.value.invitations.length : -1;
		};
		expect(await seen('noor')).toBeGreaterThan(0);
		expect(await seen('marit')).toBe(0);
	});
});

describe('roles', () => {
	it('the lead changes them, and open connections are judged again', async () => {
		expect(await changeRoles(house.needs, 'marit', 'onderbouw', 'kees', ['lead'])).toEqual({
			ok: false,
			code: 'not-allowed'
		});
		expect(await changeRoles(house.needs, 'noor', 'onderbouw', 'vreemd', ['teacher'])).toEqual({
			ok: false,
			code: 'not-found'
		});
		expect(await changeRoles(house.needs, 'noor', 'onderbouw', 'kees', ['teacher', 'facilitator'])).toMatchObject({
			ok: true
		});
		expect(house.told).toEqual([{ rightsChanged: { userId: 'kees', teamId: 'onderbouw' } }]);
	});

	it('a team never loses its last lead', async () => {
		const members = await house.db.select().from(teamMember).where(eq(teamMember.teamId, 'onderbouw'));
		for (const other of members.filter((it) => it.roles.includes('lead') && it.userId !== 'noor'))
			await changeRoles(house.needs, 'noor', 'onderbouw', other.userId, ['teacher']);
		expect(await changeRoles(house.needs, 'noor', 'onderbouw', 'noor', ['teacher'])).toEqual({
			ok: false,
			code: 'last-lead'
		});
		expect(await leaveTeam(house.needs, 'noor', 'onderbouw')).toEqual({ ok: false, code: 'last-lead' });
		expect(await removeMember(house.needs, 'els', 'onderbouw', 'noor')).toEqual({ ok: false, code: 'last-lead' });
		await changeRoles(house.needs, 'noor', 'onderbouw', 'kees', ['teacher', 'lead']);
		expect(await changeRoles(house.needs, 'noor', 'onderbouw', 'noor', ['lead', 'teacher'])).toMatchObject({
			ok: true
		});
	});
});

describe('[R10] leaving', () => {
	it('rights end at once, the trajectory is closed and kept, the table is cleared, help ends', async () => {
		const now = house.needs.clock();
		await house.db.insert(clip).values({
			id: 'k1',
			trajectoryId: 'marit-j',
			ownerId: 'marit',
			title: sealed(house.needs, 'J. bouwt'),
			status: 'ready',
			bytes: 1,
			createdAt: now,
			keepUntil: now
		});
		await house.db.insert(session).values({
			id: 's1',
			teamId: 'onderbouw',
			cycleId: 'c1',
			clipId: 'k1',
			trajectoryId: 'marit-j',
			presenterId: 'marit',
			packId: 'p2g-plg',
			packVersion: 1,
			protocolId: 'short',
			shownFrom: 0,
			shownTo: 1,
			fragmentFrom: 0,
			fragmentTo: 1,
			createdAt: now
		});
		await house.db.insert(helpRequest).values({
			id: 'h1',
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: 'k1',
			question: sealed(house.needs, '?'),
			status: 'accepted',
			accessUntil: new Date(now.getTime() + 86_400_000),
			createdAt: now
		});
		expect(await removeMember(house.needs, 'sofie', 'onderbouw', 'marit')).toEqual({ ok: false, code: 'not-allowed' });
		expect(await removeMember(house.needs, 'noor', 'onderbouw', 'marit')).toMatchObject({ ok: true });

		expect(await viewTeam(house.needs, 'marit', 'onderbouw')).toEqual({ ok: false, code: 'not-found' });
		expect(house.told).toContainEqual({ rightsChanged: { userId: 'marit', teamId: 'onderbouw' } });
		expect(house.told).toContainEqual({ rightsChanged: { sessionId: 's1' } });
		const [child] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
		expect(child).toMatchObject({ closedWhy: 'left', closedAt: now });
		const [brought] = await house.db.select().from(session).where(eq(session.id, 's1'));
		expect(brought?.withdrawnAt).toEqual(now);
		const [help] = await house.db.select().from(helpRequest).where(eq(helpRequest.id, 'h1'));
		expect(help).toMatchObject({ status: 'ended', accessUntil: now });
		expect(await house.db.select().from(clip).where(eq(clip.id, 'k1'))).toHaveLength(1);
	});

	it('twice is not-found, and whoever left can be invited again', async () => {
		expect(await removeMember(house.needs, 'noor', 'onderbouw', 'marit')).toEqual({ ok: false, code: 'not-found' });
		const secret = await invite('noor', '', ['assistant']);
		expect(await joinWithInvitation(house.needs, 'marit', secret)).toMatchObject({ ok: true });
		const view = await viewTeam(house.needs, 'marit', 'onderbouw');
		expect(view.ok && view.value.members.find((it) => it.userId === 'marit')?.roles).toEqual(['assistant']);
	});

	it('an expert who loses the role helps nobody any more', async () => {
		await house.db.update(helpRequest).set({ status: 'accepted' }).where(eq(helpRequest.id, 'h1'));
		await changeRoles(house.needs, 'noor', 'onderbouw', 'anke', ['guest']);
		const [help] = await house.db.select().from(helpRequest).where(eq(helpRequest.id, 'h1'));
		expect(help?.status).toBe('ended');
	});
});
