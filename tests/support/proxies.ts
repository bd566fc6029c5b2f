import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { at } from '../../bin/tools/places.js';
import { installDebian } from './debian';

/** One of our example configurations in the hands of the real program, for one test. */
export interface Proxy {
	/** `https://localhost:<port>`. */
	origin: string;
	/** PEM of the certificate it shows. */
	certificate: string;
	/** Everything it wrote where logs go. */
	logged(): string;
	/** Starts it in front of processes on these ports. Throws with its own words when it does not like the file. */
	start(ports: { web: number; one: number; two: number }): Promise<void>;
	/** Whether it has seen every process well; until then haproxy sends people past those it has not. */
	seesAll(): Promise<boolean>;
	stop(): Promise<void>;
}

type Program = 'nginx' | 'haproxy';

/** Whether this machine has the program (and openssl, for a certificate), after trying to install it where that is ours to do (a CI container). */
export function hasProxy(program: Program): boolean {
	const runs = () =>
		[spawnSync(program, ['-v'], { stdio: 'ignore' }), spawnSync('openssl', ['version'], { stdio: 'ignore' })].every(
			({ status }) => status === 0
		);
	return runs() || (installDebian(program === 'nginx' ? 'nginx-light' : 'haproxy', 'openssl') && runs());
}

/**
 * The file of docs/deploy with only names, ports and places replaced. Every replacement must be found, so that a change
 * of the example is not quietly tested as something else.
 */
export async function openProxy(program: Program): Promise<Proxy> {
	const folder = mkdtempSync(path.join(tmpdir(), `kijkkring-${program}-`));
	chmodSync(folder, 0o755);
	const [port, plainPort] = [await anyPort(), await anyPort()];
	const key = path.join(folder, 'privkey.pem');
	const certificate = path.join(folder, 'fullchain.pem');
	const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
	const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
	execFileSync('openssl', [...make, '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' });
	const both = path.join(folder, 'site.pem');
	writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 });
	const log = path.join(folder, 'kijkkring.log');
	const toldOf = path.join(folder, 'stats.sock');
	let child: ChildProcess | null = null;
	let said = '';

	return {
		origin: `https://localhost:${port}`,
		certificate: readFileSync(certificate, 'utf8'),
		logged: () => said + (spawnSync('cat', [log, `${log}.errors`], { encoding: 'utf8' }).stdout ?? ''),
		async start(ports) {
			const replace: [string, string][] = [
				['school.example', 'localhost'],
				['127.0.0.1:3000', `127.0.0.1:${ports.web}`],
				['127.0.0.1:3011', `127.0.0.1:${ports.one}`],
				['127.0.0.1:3012', `127.0.0.1:${ports.two}`]
			];
			const file = path.join(folder, 'proxy.conf');
			if (program === 'nginx') {
				const site = replaced('nginx.conf', [
					['/etc/ssl/school.example/fullchain.pem', certificate],
					['/etc/ssl/school.example/privkey.pem', key],
					['/var/log/nginx/kijkkring.log', log],
					['/var/log/nginx/kijkkring-error.log', `${log}.errors`],
					['listen 80;', `listen 127.0.0.1:${plainPort};`],
					['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
					...replace
				]);
				// what Debian's /etc/nginx/nginx.conf holds around conf.d
				const around = `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit;\nevents {}\nhttp {\n`;
				const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
					(n) => `${n}_temp_path ${folder}/${n};`
				);
				writeFileSync(file, `${around}${places.join('\n')}\n${site}\n}\n`);
			} else {
				const site = replaced('haproxy.cfg', [
					['/etc/ssl/school.example/site.pem', both],
					['bind :80', `bind 127.0.0.1:${plainPort}`],
					['bind :443', `bind 127.0.0.1:${port}`],
					...replace
				]);
				writeFileSync(file, site);
			}
			// beside the example, not in it: where a test can ask which processes it sees
			const asked = path.join(folder, 'stats.conf');
			writeFileSync(asked, `global\n\tstats socket ${toldOf} mode 600\n`);
			const args = program === 'nginx' ? ['-p', folder, '-c', file] : ['-db', '-f', file, '-f', asked];
			child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
			for (const stream of [child.stdout, child.stderr])
				stream?.on('data', (part: Buffer) => (said = (said + part).slice(-16_384)));
			const started = child;
			process.once('exit', () => started.kill('SIGKILL'));
			for (const until = Date.now() + 10_000; !(await answers(port)); await new Promise((r) => setTimeout(r, 50)))
				if (started.exitCode !== null || Date.now() > until) throw new Error(`${program} does not start: ${said}`);
		},
		async seesAll() {
			if (program === 'nginx') return true;
			const rows = (await answerOf(toldOf, 'show stat -1 4 -1')).trim().split('\n');
			const at = (rows[0] ?? '').split(',');
			const servers = rows.slice(1).map((row) => row.split(','));
			return servers.length > 0 && servers.every((server) => server[at.indexOf('check_status')] === 'L7OK');
		},
		async stop() {
			const running = child;
			if (running && running.exitCode === null) {
				const gone = new Promise((resolve) => running.once('exit', resolve));
				running.kill('SIGKILL');
				await gone;
			}
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function replaced(example: string, pairs: [string, string][]): string {
	return pairs.reduce(
		(text, [from, to]) => {
			if (!text.includes(from)) throw new Error(`docs/deploy/${example} does not say "${from}" any more`);
			return text.replaceAll(from, to);
		},
		readFileSync(at('docs', 'deploy', example), 'utf8')
	);
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(port, '127.0.0.1');
		socket.once('connect', () => (socket.destroy(), resolve(true)));
		socket.once('error', () => resolve(false));
	});
}

/** What a program says on a socket of its own to one line. */
function answerOf(socketPath: string, line: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		const socket = net.connect(socketPath, () => socket.end(`${line}\n`));
		socket.on('data', (part) => (said += part.toString()));
		socket.once('end', () => resolve(said));
		socket.once('error', reject);
	});
}

function anyPort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = net.createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as net.AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
