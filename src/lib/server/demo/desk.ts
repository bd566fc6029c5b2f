import { createHmac, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import type { Config } from '$lib/server/config';
import type { Db } from '$lib/server/db/connection';
import { userAccount } from '$lib/server/db/schema';
import { cast, type CastMember } from './cast';

/** Where visitors of the demo school become one of its people. Exists only in demo mode, on the demo's own database. */
export interface DemoDesk {
	/** One link per person, each on an address of its own, so that two windows of one browser can be two people. */
	links(port: number): DemoLink[];
	/** The person a link's token stands for, or null. */
	personOf(token: string): Promise<{ userId: string; member: CastMember } | null>;
}

export interface DemoLink {
	key: string;
	name: string;
	part: CastMember['part'];
	url: string;
}

/** Tokens follow from this installation's master key: they stay the same over a restart and fit no other one. */
export function openDemoDesk(config: Config, db: Db): DemoDesk {
	const tokenOf = (key: string) =>
		createHmac('sha256', config.masterKey).update(`demo ${key}`).digest('base64url').slice(0, 22);
	return {
		links: (port) =>
			cast.map(({ key, name, part }) => ({
				key,
				name,
				part,
				url: `http://${key}.localhost:${port}/demo/enter/${tokenOf(key)}`
			})),
		personOf: async (token) => {
			const member = cast.find((person) => same(tokenOf(person.key), token));
			if (!member) return null;
			const [row] = await db
				.select({ id: userAccount.id })
				.from(userAccount)
				.where(eq(userAccount.email, emailOf(member)));
			return row ? { userId: row.id, member } : null;
		}
	};
}

export const emailOf = (member: CastMember): string => `${member.key}@delinde.example`;

/** Prints who can be visited, and leaves the links in the data folder for scripts that drive the demo. */
export function announce(config: Config, desk: DemoDesk): void {
	const links = desk.links(config.port);
	fs.writeFileSync(
		path.join(config.dataDir, 'demo-links.json'),
		JSON.stringify(
			links.map(({ key, name, part, url }) => ({ key, name, role: part.en, url })),
			null,
			'\t'
		),
		{ mode: 0o600 }
	);
	console.log('\nKijkkring, demo school De Linde. Open two links to be two people at once:\n');
	for (const { name, part, url } of links) console.log(`  ${name.padEnd(7)} ${`(${part.en})`.padEnd(20)} ${url}`);
	console.log('');
}

const same = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
