import { expect, it } from 'vitest';
import { openPostOffice } from '../../../tests/support/post-office';
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

it('[SF3] words with a line end in them become no line of a letter of their own, and a letter is plain text', async () => {
	const office = await openPostOffice();
	const smtp = { host: '127.0.0.1', port: office.port, user: '', password: '', from: 'kijkkring@delinde.test' };
	const send = openMail(
		{ smtp, demo: false, dev: false } as unknown as Config,
		{} as Db,
		() => 'id',
		() => new Date(0)
	);
	for (const end of ['\r\n', '\n', '\r', '\u2028', '\u0085']) {
		await expect(send({ ...letter, to: `marit@delinde.test${end}Bcc: dief@elders.example` })).rejects.toThrow();
		await expect(send({ ...letter, to: 'marit@delinde.test, dief@elders.example' })).rejects.toThrow();
		await expect(send({ ...letter, to: 'all: dief@elders.example;' })).rejects.toThrow();
		await send({
			...letter,
			subject: `Kring${end}Reply-To: dief@elders.example${end}${end}<script>kkran(1)</script>`,
			text: `<img src=x onerror=kkran(1)>${end}.${end}RCPT TO:<dief@elders.example>`
		});
	}
	office.close();
	const lines = office.heard().split(/\r\n|\n|\r/);
	expect(lines.filter((line) => /^(?:bcc|reply-to):/i.test(line))).toEqual([]);
	// what stands in the letter itself is said as part of it: behind DATA
	const outside = office.heard().replace(/^DATA\r\n[^]*?\r\n\.\r\n/gim, '');
	expect(outside.match(/RCPT TO:[^\r\n]*/gi)).toEqual(Array.from({ length: 5 }, () => 'RCPT TO:<marit@delinde.test>'));
	expect(office.heard()).toContain('Content-Type: text/plain');
	expect(office.heard()).not.toMatch(/content-type: text\/html/i);
});
