import { ConfigError } from '$lib/server/config';
import type { House } from '$lib/server/house';
import { setupLink } from '$lib/server/use-cases/people/first-run';
import { announce } from './desk';
import { announceParents } from './parent-letter';
import { keepFresh } from './keep-fresh';
import { schoolKind, seedDemoSchool } from './seed';

/**
 * What the server says when it comes up: the demo's links, or the one-time link that sets up a new school.
 * Refuses a demo on a real school's data and a real start on the demo's.
 */
export async function greetStart(house: House): Promise<void> {
	const { config, needs, demo } = house;
	const kind = await schoolKind(needs.db);
	if (demo) {
		if (kind === 'real')
			throw new ConfigError('KIJKKRING_DEMO: this data folder holds a real school; the demo needs its own');
		if (kind === 'none') await seedDemoSchool(needs);
		await keepFresh(needs);
		announce(config, demo);
		await announceParents(needs);
		return;
	}
	if (kind === 'demo' && !config.dev)
		throw new ConfigError('DATA_DIR: this data folder holds the demo school; choose another one for a real school');
	const link = await setupLink(needs);
	if (link) console.log(`\nThis school has not been set up yet. Open this link once:\n\n  ${link}\n`);
}
