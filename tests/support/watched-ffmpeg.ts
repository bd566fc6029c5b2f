import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FfmpegTool } from '$lib/server/media/ffmpeg';

/** What ffmpeg did beyond reading its one file and writing to its pipe. All must be empty. */
export interface Attempts {
	/** Runs that were watched. */
	runs: number;
	network: string[];
	/** Opened for writing, made, renamed or removed. */
	written: string[];
	/** Read, and neither the clip nor part of the system. */
	read: string[];
}

const strace = '/usr/bin/strace';
const system = /^\/(usr|lib|lib64|bin|sys|proc|dev|etc\/(ld\.so|alternatives|gcrypt|ssl|fonts|localtime))/;

/**
 * The same ffmpeg with every system call that opens, makes, removes or connects written down; null where `strace` is
 * missing. It stands where `nice` did, outermost, so that no limit of ours and no sandbox holds the watcher.
 */
export async function watched(
	tool: FfmpegTool
): Promise<{ tool: FfmpegTool; attempts: () => Promise<Attempts>; end: () => Promise<void> } | null> {
	if (!existsSync(strace) || !tool.nice) return null;
	const dir = await mkdtemp(join(tmpdir(), 'kijkkring-strace-'));
	const script = join(dir, 'watch');
	const calls =
		'trace=%network,execve,open,openat,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,link,linkat';
	await writeFile(
		script,
		`#!/bin/sh\nexec ${strace} -f --seccomp-bpf -qq -s 200 -e ${calls} -e signal=none -o ${dir}/log.$$ ${tool.nice} "$@"\n`
	);
	await chmod(script, 0o755);
	return {
		tool: { ...tool, nice: script },
		async attempts() {
			const total: Attempts = { runs: 0, network: [], written: [], read: [] };
			for (const name of await readdir(dir)) {
				if (!name.startsWith('log.')) continue;
				add(total, await readFile(join(dir, name), 'utf8'));
				await rm(join(dir, name));
			}
			return total;
		},
		end: () => rm(dir, { recursive: true, force: true })
	};
}

/** Counts only what comes after ffmpeg itself was started: the sandbox round it has to make folders to be one. */
function add(total: Attempts, log: string): void {
	const started = /^(\d+)\s+execve\("[^"]*\/ffmpeg", .*= 0/m.exec(log);
	if (!started) return;
	total.runs++;
	const round = new Set(log.slice(0, started.index).match(/^\d+/gm)); // those of nice, prlimit and bwrap
	round.delete(started[1] ?? '');
	for (const line of log.slice(started.index + started[0].length).split('\n')) {
		const [, process = '', call] = /^(\d+)\s+(\w+)\(/.exec(line) ?? [];
		if (!call || call === 'execve' || round.has(process)) continue;
		if (!/^(open|openat)$/.test(call)) {
			const network = /^(socket|connect|bind|listen|accept|send|recv|getsock|setsock|shutdown)/.test(call);
			(network ? total.network : total.written).push(line);
			continue;
		}
		const path = /"([^"]*)"/.exec(line)?.[1] ?? '';
		if (/O_(WRONLY|RDWR|CREAT)/.test(line) && path !== '/dev/null') total.written.push(line);
		else if (!system.test(path) && path !== '/clip' && !/\/kijkkring-[0-9a-f]{12}-/.test(path)) total.read.push(line);
	}
}
