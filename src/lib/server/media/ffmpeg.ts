import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

const usualFolders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/bin'];

/** A system ffmpeg and the tools that hold it in check, found once at the start. */
export interface FfmpegTool {
	binary: string;
	/** bubblewrap, when it is there and works on this kernel: ffmpeg then sees one file and no network. */
	bwrap: string | null;
	nice: string | null;
	prlimit: string | null;
}

/** One run of ffmpeg over one file. */
export interface FfmpegRun {
	/** The clear input; the only file of ours that ffmpeg may see. */
	input: string;
	/** Arguments with `inputName` where the input goes and `pipe:1` as output. Never a shell's. */
	args: (inputName: string) => string[];
	/** Called with each piece of output in order; awaited, so that a slow disk slows ffmpeg down. */
	onOutput: (bytes: Uint8Array) => Promise<void>;
	/** How far it has come, in ms of the clip. */
	onTime?: (ms: number) => void;
	signal: AbortSignal;
	wallMs: number;
	/** Processor time it may use, all threads together; four times the wall clock when left out. */
	cpuSeconds?: number;
	/** What it may write, bytes; it is stopped at the first piece beyond. */
	outputBytes?: number;
	/** Nobody waits for it: everything else goes first, conversions too. */
	background?: boolean;
}

/** Address space of one run, bytes. A 4K picture with two threads stays under it; a bomb does not get far beyond it. */
const memoryBytes = 2 * 1024 ** 3;

/**
 * Looks for ffmpeg where Debian, macOS and hand-made installs put it; null when it is not there or does not run.
 * Whether bubblewrap really works is tried out, because many containers forbid it.
 */
export async function findFfmpeg(folders: readonly string[] = usualFolders): Promise<FfmpegTool | null> {
	const binary = await findIn(folders, 'ffmpeg');
	if (!binary || !(await runs(binary, ['-hide_banner', '-version']))) return null;
	const bwrap = await findIn(usualFolders, 'bwrap');
	const sandboxed =
		bwrap !== null && (await runs(bwrap, [...sandbox(binary, '/dev/null'), binary, '-hide_banner', '-version']));
	return {
		binary,
		bwrap: sandboxed ? bwrap : null,
		nice: await findIn(usualFolders, 'nice'),
		prlimit: await findIn(usualFolders, 'prlimit')
	};
}

/** Outcome of a run: how it ended and the last lines it said (for the log; may quote nothing of a person). */
export interface FfmpegEnd {
	ok: boolean;
	said: string;
}

/**
 * Runs ffmpeg at low priority, within time, memory and (where possible) a sandbox, its output piped to us so that
 * nothing clear is written. On abort, time-out or a failing `onOutput` the whole process group is killed before
 * this resolves or rejects.
 */
export async function runFfmpeg(tool: FfmpegTool, run: FfmpegRun): Promise<FfmpegEnd> {
	run.signal.throwIfAborted();
	const [command, args] = commandOf(tool, run);
	// Its own process group: killing only the child would leave what nice or bwrap started.
	const child = spawn(command, args, {
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
		env: { PATH: '/usr/bin:/bin' }
	});
	const kill = (): void => {
		try {
			if (child.pid) process.kill(-child.pid, 'SIGKILL');
		} catch {
			// It was already gone.
		}
	};
	const clock = setTimeout(kill, run.wallMs);
	run.signal.addEventListener('abort', kill, { once: true });
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	const { output, trouble, progress } = pipesOf(child);
	const said = collectTail(trouble);
	watchTime(progress, run.onTime);
	let left = run.outputBytes ?? Infinity;
	try {
		for await (const piece of output as AsyncIterable<Uint8Array>) {
			left -= piece.length;
			if (left < 0) return { ok: false, said: 'more output than this clip can be worth' };
			await run.onOutput(piece);
		}
		const code = await ended;
		run.signal.throwIfAborted();
		return { ok: code === 0, said: said() };
	} finally {
		kill();
		await ended.catch(() => null);
		clearTimeout(clock);
		run.signal.removeEventListener('abort', kill);
	}
}

/** The three pipes asked for in `spawn`; Node types them as maybe absent because other settings leave them out. */
function pipesOf(child: ChildProcess): { output: Readable; trouble: Readable; progress: Readable } {
	const progress = child.stdio[3];
	if (!child.stdout || !child.stderr || !progress) throw new Error('ffmpeg was started without pipes');
	return { output: child.stdout, trouble: child.stderr, progress: progress as Readable };
}

function commandOf(tool: FfmpegTool, run: FfmpegRun): [string, string[]] {
	const inputName = tool.bwrap ? '/clip' : run.input;
	const line = [
		...(tool.nice ? [tool.nice, '-n', run.background ? '19' : '15'] : []),
		...(tool.prlimit ? [tool.prlimit, ...limitsOf(run)] : []),
		...(tool.bwrap ? [tool.bwrap, ...sandbox(tool.binary, run.input)] : []),
		tool.binary,
		...run.args(inputName)
	];
	const [command = tool.binary, ...args] = line;
	return [command, args];
}

/** Its output is a pipe, which `fsize` leaves alone: of files it can write none, wherever it may find a place. */
function limitsOf({ wallMs, cpuSeconds }: FfmpegRun): string[] {
	const cpu = Math.ceil(cpuSeconds ?? (wallMs * 4) / 1000);
	return [`--cpu=${cpu}`, `--as=${memoryBytes}`, '--core=0', '--fsize=0', '--nofile=64'];
}

/** Sees the system's programs, the one clip, and nothing else: no network, no home, no other clip, no environment. */
function sandbox(binary: string, input: string): string[] {
	const system = ['/usr', '/lib', '/lib64', '/bin', '/etc/alternatives', '/etc/ld.so.cache', dirname(binary)];
	return [
		'--unshare-all',
		'--die-with-parent',
		'--new-session',
		'--clearenv',
		...system.flatMap((path) => ['--ro-bind-try', path, path]),
		...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--ro-bind', input, '/clip', '--chdir', '/tmp']
	];
}

async function findIn(folders: readonly string[], name: string): Promise<string | null> {
	for (const folder of folders) {
		const path = join(folder, name);
		const there = await access(path, constants.X_OK).then(
			() => true,
			() => false
		);
		if (there) return path;
	}
	return null;
}

function runs(command: string, args: string[]): Promise<boolean> {
	return new Promise((resolve) => {
		const child = spawn(command, args, { stdio: 'ignore', timeout: 10_000 });
		child.once('error', () => resolve(false));
		child.once('close', (code) => resolve(code === 0));
	});
}

function collectTail(stream: Readable): () => string {
	let tail = '';
	stream.on('data', (piece: Buffer) => (tail = (tail + piece.toString('utf8')).slice(-2_000)));
	return () => tail;
}

/** Reads ffmpeg's `-progress` lines, which count in microseconds. */
function watchTime(stream: Readable, onTime: ((ms: number) => void) | undefined): void {
	let line = '';
	stream.on('data', (piece: Buffer) => {
		line += piece.toString('latin1');
		const times = [...line.matchAll(/out_time_us=(\d+)\n/g)];
		const last = times.at(-1)?.[1];
		line = line.slice(-200);
		if (last) onTime?.(Number(last) / 1000);
	});
}
