import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { dice, seedOf } from './dice';
import type { RunningServer } from '../support/server';

/** What stands in files that are nobody's, one beside each place where files of ours lie. */
const strayText = 'canary-of-a-file-that-is-nobodys';

export interface Strayed {
	asked: number;
	/** Addresses under which bytes came from outside what is meant to be found. */
	out: string[];
	/** Addresses at which the server broke. */
	broke: string[];
	/** Asked for and never answered. */
	hung: string[];
	/** How often each status was answered. */
	statuses: Record<string, number>;
}

const ups = [
	...['..', '%2e%2e', '%2E.', '.%2e', '..%2f', '..%5c', '%252e%252e', '%25252e%25252e', '..;', '..\\', '.%00.'],
	...[
		'%c0%ae%c0%ae',
		'%e0%80%ae%e0%80%ae',
		'....//',
		'.../',
		'..%u2215',
		'%uff0e%uff0e',
		'..%ef%bc%8f',
		'. .',
		'..%20'
	],
	...['..%09', '..%0d%0a', '..#', '..?', '%2e%2e%2f', '%2e%2e%5c', '..%c0%af', '..%255c', '%%32%65%%32%65', '.%252e']
];
const separators = ['/', '/', '/', '//', '\\', '%2f', '%5c', '/./', ';/'];
const ends = [
	...['package.json', 'server.js', 'canary.txt', 'clips/canary.txt', 'database/canary.txt', 'keys/canary.txt'],
	...['keys/master.key', 'keys/store/canary.txt', 'build/index.js', '.svelte-kit/tsconfig.json', 'src/hooks.server.ts'],
	...['etc/passwd', 'proc/self/environ', 'proc/self/cmdline', 'windows/win.ini', 'data/canary.txt', 'demo-links.json']
];
/** What a file of ours is called that a disguise ends in: some checks look at the end alone. */
const tails = ['', '', '', '%00.m3u8', '?.m3u8', '#.svg', '.m3u8', '/.', '%2f', ';.js', '%20', '::$DATA', '~'];
const methods = ['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** Lays a file that is nobody's into every folder of an installation. */
export function layStrays(dataDir: string): void {
	for (const entry of [
		'',
		...readdirSync(dataDir, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []))
	])
		writeFileSync(path.join(dataDir, entry, 'canary.txt'), strayText);
	const store = path.join(dataDir, 'keys', 'store');
	mkdirSync(store, { recursive: true });
	writeFileSync(path.join(store, 'canary.txt'), strayText);
}

/** The doors behind which files lie, for somebody whose own clip and child these are. */
export const startsFor = (clip: string, child: string): string[] => [
	...['', '/_app', '/_app/immutable', '/_app/immutable/entry', '/fonts', '/help', '/calendar', '/consent/receipt'],
	...[`/clips/${clip}/media`, `/clips/${clip}/upload`, `/clips/${clip}`, '/clips', `/trajectories/${child}/kept/file`],
	...[`/trajectories/${child}/consent`, '/school/access/report.csv', '/live', '/demo/enter', '/invite', '/sessions']
];

/** One address that leads out, or would where somebody decodes once too often: the `n`th, always the same one. */
function strayAddress(n: number, starts: readonly string[]): { method: string; target: string } {
	const d = dice(seedOf(8, n));
	const up = d.pick(ups);
	const between = d.pick(separators);
	const depth = 1 + d.roll(9);
	// all steps in one disguise, or each in its own
	const steps = Array.from({ length: depth }, () => (d.chance(0.7) ? up : d.pick(ups)) + between).join('');
	const shape = d.roll(10);
	const start = d.pick(starts);
	const end = d.pick(ends) + d.pick(tails);
	const target =
		shape === 0
			? `${start}//${d.chance(0.5) ? '' : 'localhost/'}${steps}${end}`
			: shape === 1
				? `${start}/${encodeURIComponent(steps + end)}`
				: shape === 2
					? `${start}/file:///${end}`
					: shape === 3
						? `${start}?file=${steps}${end}&path=${steps}${end}`
						: `${start}/${steps}${end}`;
	return { method: d.pick(methods), target: target.startsWith('/') || shape === 9 ? target : `/${target}` };
}

/** [D8] Asks at so many of them as somebody who is signed in, and as nobody. */
export async function stray(
	server: RunningServer,
	given: { paths: number; cookie: string; starts: readonly string[]; onProgress?: (soFar: object) => void }
): Promise<Strayed> {
	const told: Strayed = { asked: 0, out: [], broke: [], hung: [], statuses: {} };
	const at = Array.from({ length: given.paths }, (_, n) => n);
	await Promise.all(
		Array.from({ length: 8 }, async () => {
			for (let n = at.pop(); n !== undefined; n = at.pop()) {
				const { method, target } = strayAddress(n, given.starts);
				const answer = await raw(server, target, method, n % 3 === 0 ? '' : given.cookie);
				told.asked++;
				const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'cut off';
				told.statuses[status] = (told.statuses[status] ?? 0) + 1;
				if (isOurs(answer)) told.out.push(`${method} ${target}`);
				// 501: a method that the server has never heard of
				if (/^5/.test(status) && status !== '501') told.broke.push(`${status} ${method} ${target}`);
				if (answer === '') told.hung.push(`${method} ${target}`);
				given.onProgress?.({ asked: told.asked, out: told.out.length, broke: told.broke.length });
			}
		})
	);
	return told;
}

/** Bytes of a file that nobody is meant to find. */
const isOurs = (answer: string): boolean =>
	answer.includes(strayText) ||
	/^root:[^\n]*:0:0:/m.test(answer) ||
	answer.includes('"kijkkring"') ||
	answer.includes('NODE_ENV=') ||
	answer.includes('process.chdir(');

/** As it is typed, without a URL library that tidies it up first. Answers everything that came back. */
export function raw(server: Pick<RunningServer, 'url'>, target: string, method = 'GET', cookie = ''): Promise<string> {
	return new Promise((resolve) => {
		const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
		let heard = '';
		socket.setTimeout(20_000, () => socket.destroy());
		socket.on('data', (some) => (heard += some.toString('latin1')));
		socket.on('error', () => {});
		socket.on('close', () => resolve(heard));
		const cookies = cookie ? `cookie: ${cookie}\r\n` : '';
		const origin = `origin: ${server.url}\r\n`;
		socket.write(
			`${method} ${target} HTTP/1.1\r\nhost: localhost\r\n${cookies}${origin}connection: close\r\ncontent-length: 0\r\n\r\n`,
			'latin1'
		);
	});
}
