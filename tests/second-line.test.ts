import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { opensBySecret } from '../src/lib/server/by-secret';
import { schoolWork } from '../src/lib/server/db/who-asks';

const filesIn = (dir: string): string[] =>
	readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => path.join(dir, name).replaceAll('\\', '/'));

it('[RG10] whoever works as the school within a request of a person stands here by name', () => {
	const found = filesIn('src/lib/server/use-cases')
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/(?:goOnAsSchool|asSchool)\([^']*'([\w-]+)'/g)].map(
				([, what]) => `${what}: ${file.replace('src/lib/server/use-cases/', '')}`
			)
		);
	expect([...new Set(found)].sort()).toEqual([
		'access-report: audit/access-report.ts',
		'account-ends: accounts/manage-accounts.ts',
		'account-list: accounts/manage-accounts.ts',
		'child-goes: erasure/erase-child.ts',
		'child-goes: erasure/erase-left-child.ts',
		'clip-goes: clip/erase-clip.ts',
		'consent-ends: child/write-consent.ts',
		'cycle-ends: cycle/change-cycle.ts',
		'device-is-hers: people/push-devices.ts',
		'emergency: audit/break-glass.ts',
		'fresh-start: accounts/fresh-start.ts',
		'left-children: erasure/erase-left-child.ts',
		'membership-ends: people/change-roles.ts',
		'membership-ends: people/end-membership.ts',
		'own-line-goes: meeting/closing.ts',
		'session-ends: session/store-events.ts'
	]);
	expect([...schoolWork].sort()).toEqual([...new Set(found.map((one) => one.split(':')[0]))].sort());
});

it('[RG10] without a proof only what is committed already: keys that must go', () => {
	const nobody = filesIn('src/lib/server/use-cases').filter(
		(file) => file.endsWith('.ts') && /\basNobody\(/.test(readFileSync(file, 'utf8'))
	);
	expect(nobody).toEqual(['src/lib/server/use-cases/erasure/destroy-keys.ts']);
});

it('[RG10] at these doors a secret is the right and the school answers; at every other one the person who asks', () => {
	const routes = [
		...new Set(
			filesIn('src/routes')
				.filter((file) => /\/\+(?:page|server)[^/]*$/.test(file))
				.map((file) => path.posix.dirname(file).replace('src/routes', ''))
		)
	];
	const open = routes.filter((route) => opensBySecret(route || '/'));
	expect(open.sort()).toEqual([
		'/(public)/calendar/[file]',
		'/(public)/demo/enter/[token]',
		'/(public)/forgot',
		'/(public)/guest/[secret]',
		'/(public)/invite/[secret]',
		'/(public)/login',
		'/(public)/login/school',
		'/(public)/login/school/back',
		'/(public)/login/school/out',
		'/(public)/login/second',
		'/(public)/new-password/[secret]',
		'/(public)/setup/[secret]',
		'/consent',
		'/consent/receipt',
		'/logout',
		'/passkey',
		'/screen'
	]);
});
