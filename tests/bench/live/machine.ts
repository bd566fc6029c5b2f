import { closeSync, fdatasyncSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Samples } from './samples';

/**
 * What the kernel knows of processes, so that a server of somebody else is measured with the same yardstick as ours.
 * Linux only: elsewhere reading fails with ENOENT on /proc.
 */

/** This process and all that came from it and still live. */
function family(pid: number): number[] {
	const own: number[] = [];
	for (const task of readOr(() => readdirSync(`/proc/${pid}/task`), [])) {
		const children = readOr(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'), '').trim();
		if (children) own.push(...children.split(' ').flatMap((child) => family(Number(child))));
	}
	return [pid, ...own];
}

/**
 * Seconds of CPU this process and its family used so far, all threads, to the nanosecond; of those that ended and were
 * waited for (a database has such helpers), to the hundredth.
 */
export function cpuSeconds(pid: number): number {
	let [nanoseconds, hundredths] = [0, 0];
	for (const member of family(pid)) {
		for (const task of readOr(() => readdirSync(`/proc/${member}/task`), [])) {
			const stat = readOr(() => readFileSync(`/proc/${member}/task/${task}/schedstat`, 'utf8'), '0');
			nanoseconds += Number(stat.split(' ')[0]);
		}
		// after the name, which may hold spaces: state is field 3, the time of children that ended fields 16 and 17
		const fields = readOr(() => readFileSync(`/proc/${member}/stat`, 'utf8'), '')
			.replace(/^.*\) /s, '')
			.split(' ');
		hundredths += Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
	}
	return nanoseconds / 1e9 + hundredths / 100;
}

/** Resident memory of one process, kB. 0 when it is gone. */
export function memoryKb(pid: number): number {
	const status = readOr(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

/** A process or thread may end between two looks. */
function readOr<T>(read: () => T, otherwise: T): T {
	try {
		return read();
	} catch {
		return otherwise;
	}
}

/** Seconds in which any core did something, since the machine started. The kernel counts in hundredths. */
function busySeconds(): number {
	const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0, steal = 0] = (
		/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
	)
		.split(' ')
		.map(Number);
	return (user + nice + system + irq + soft + steal) / 100;
}

/** Starts watching; the answer tells how many cores others than we and our children used meanwhile. */
export function watchOthers(): () => number {
	const [busy, own, at] = [busySeconds(), cpuSeconds(process.pid), performance.now()];
	return () => {
		const others = busySeconds() - busy - (cpuSeconds(process.pid) - own);
		return Math.max(0, others / ((performance.now() - at) / 1000));
	};
}

export const cores = availableParallelism();

/** `busy`: others disturb what takes less than a few ms. `crowded`: whoever is measured waits for its turn most of all. */
export type Mood = 'quiet' | 'busy' | 'crowded';

/** By the cores that others used: more than 0.15 disturbs, more than a third of the machine crowds. */
export function moodOf(others: number): Mood {
	if (others > cores / 3) return 'crowded';
	return others > 0.15 ? 'busy' : 'quiet';
}

/**
 * How long the disk takes for what a commit needs: one page of 8 kB written into a file that is there already, and
 * `fdatasync`. In ms, as the database's folder would see it (both are temporary folders).
 */
export function diskWait(times = 60): Samples {
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-disk-'));
	const file = openSync(path.join(folder, 'probe'), 'w');
	const page = Buffer.alloc(8192, 1);
	const waits = new Samples();
	try {
		for (let i = 0; i < times; i++) writeSync(file, page, 0, page.length, i * page.length);
		fdatasyncSync(file);
		for (let i = 0; i < times; i++) {
			const begun = performance.now();
			writeSync(file, page, 0, page.length, i * page.length);
			fdatasyncSync(file);
			waits.add(performance.now() - begun);
		}
		return waits;
	} finally {
		closeSync(file);
		rmSync(folder, { recursive: true, force: true });
	}
}
