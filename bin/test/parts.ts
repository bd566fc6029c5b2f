import { existsSync, readdirSync } from 'node:fs';
import { startPostgres } from '../../tests/support/postgres.ts';
import { build } from '../tools/build.js';
import { at } from '../tools/places.js';
import { graphsAreFresh, migrationsAreFresh } from './generated.ts';
import { provideBrowser, provideFfmpeg } from './machine.ts';
import { playwright, type Result, step, tool, vitest } from './runners.ts';

export type { Result };

/** One part of `npm test`, with the name that runs it alone. */
export interface Part {
	name: string;
	title: string;
	run(): Promise<Result>;
	/** A part may have nothing to do yet; asked by name it runs all the same, and fails for want of tests. */
	skip?(): boolean;
}

/** In this order, all of them, whatever fails on the way. */
export const parts: Part[] = [
	{ name: 'types', title: 'svelte-check, warnings count', run: async () => step(await types()) },
	{ name: 'format', title: 'prettier', run: async () => step(await tool('prettier', '--check', '.')) },
	{ name: 'lint', title: 'eslint', run: async () => step(await tool('eslint', '.', '--max-warnings', '0')) },
	{ name: 'unused', title: 'knip: files, exports and packages nobody uses', run: async () => step(await tool('knip')) },
	{ name: 'migrations', title: 'the migrations make the schema', run: async () => step(await migrationsAreFresh()) },
	{ name: 'graphs', title: 'the drawn methods are those of the packs', run: async () => step(await graphsAreFresh()) },
	{ name: 'unit', title: 'rules, packs and the house itself', run: () => vitest('unit') },
	{ name: 'integration', title: 'on the embedded database', run: () => integration() },
	{ name: 'integration-postgres', title: 'the same, on PostgreSQL', run: integrationOnPostgres },
	{
		name: 'components',
		title: 'what people see, in a browser',
		run: async () => (await provideBrowser(), vitest('components'))
	},
	{ name: 'build', title: 'the production server', run: async () => step((await build()) === 0) },
	{
		name: 'faults',
		title: 'killed, cut off and starved',
		run: onBuild(() => vitest('faults')),
		skip: () => !hasFiles('tests/faults')
	},
	{
		name: 'e2e',
		title: 'people at the production server',
		run: onBuild(async () => (await provideBrowser(), playwright()))
	}
];

const types = async () =>
	(await tool('svelte-kit', 'sync')) && (await tool('svelte-check', '--fail-on-warnings', '--output', 'human'));

async function integration(env: NodeJS.ProcessEnv = { TEST_DATABASE_URL: undefined }): Promise<Result> {
	provideFfmpeg();
	await provideBrowser();
	return vitest('integration', env);
}

async function integrationOnPostgres(): Promise<Result> {
	const server = await startPostgres();
	try {
		return await integration({ TEST_DATABASE_URL: server.url });
	} finally {
		await server.stop();
	}
}

/** A part that needs build/: an old build would answer for sources that are no longer there. */
function onBuild(run: () => Promise<Result>): () => Promise<Result> {
	return async () => {
		const { buildIsFresh } = await import('../tools/build.js');
		if (!buildIsFresh() && (await build()) !== 0) throw new Error('Not run: there is no build of these sources.');
		return run();
	};
}

function hasFiles(folder: string): boolean {
	return (
		existsSync(at(folder)) &&
		readdirSync(at(folder), { recursive: true }).some((name) => String(name).endsWith('.test.ts'))
	);
}
