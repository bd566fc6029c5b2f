import { expect, it } from 'vitest';
import type { Config } from './config';
import type { Db } from './db/connection';
import { openMail } from './mail';

const letter = {
	to: 'marit@delinde.test',
	subject: 'Nieuw wachtwoord',
	text: 'https://kijkkring.test/new-password/geheim'
};

/** Sends one letter without a mail server and answers what was kept of it. */
async function keptIn(mode: { demo: boolean; dev: boolean }): Promise<unknown[]> {
	const kept: unknown[] = [];
	const db = { insert: () => ({ values: async (row: unknown) => void kept.push(row) }) } as unknown as Db;
	const config = { smtp: null, ...mode } as unknown as Config;
	const send = openMail(
		config,
		db,
		() => 'id',
		() => new Date(0)
	);
	await send(letter);
	return kept;
}

it('a real school without a mail server keeps no letter: its link would lie readable in every backup', async () => {
	expect(await keptIn({ demo: false, dev: false })).toEqual([]);
});

it('the demo and development keep it for the outbox page', async () => {
	expect(await keptIn({ demo: true, dev: false })).toMatchObject([{ to: letter.to, body: letter.text }]);
	expect(await keptIn({ demo: false, dev: true })).toHaveLength(1);
});
