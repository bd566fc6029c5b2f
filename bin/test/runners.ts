import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { at, cache } from '../tools/places.js';
import { runNode } from '../tools/runtime.js';

/** What a part of the tests came to. */
export interface Result {
	passed: number;
	failed: number;
	skipped?: number;
	/** The tests that failed, where the runner tells them. */
	broken?: Broken[];
}

export interface Broken {
	name: string;
	/** The first lines of what was wrong. */
	why: string[];
}

/** A log is often cut to its end: enough of each message that nobody has to see it happen again to know. */
const linesOfWhy = 8;

const firstLines = (messages: string[]): string[] =>
	stripVTControlCharacters(messages.join('\n'))
		.split('\n')
		.filter((line) => line.trim())
		.slice(0, linesOfWhy);

/** A step without tests of its own counts as one. */
export const step = (good: boolean): Result => (good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Runs a tool of node_modules; answers whether it was content. */
export async function tool(name: string, ...args: string[]): Promise<boolean> {
	return (await runNode([at('bin', 'run.js'), name, ...args])) === 0;
}

interface VitestCase {
	status: string;
	fullName: string;
	failureMessages?: string[];
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: { name: string; status: string; message?: string; assertionResults: VitestCase[] }[];
}

/** Runs one vitest project and counts its tests; a file that does not even load is one that failed. */
export async function vitest(project: string, env: NodeJS.ProcessEnv = {}): Promise<Result> {
	const report = freshReport(`vitest-${project}`);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const code = await runNode([at('bin', 'run.js'), 'vitest', 'run', '--project', project, ...reporters], env);
	const read = readReport<VitestReport>(report);
	if (!read) return nothingRan(`vitest ${project}`);
	const failing = read.testResults.filter((file) => file.status === 'failed');
	const broken = failing.map(({ name, message = '', assertionResults }): Broken[] => {
		const file = path.relative(at(), name);
		const tests = assertionResults.filter((test) => test.status === 'failed');
		if (!tests.length) return [{ name: file, why: firstLines([message]) }];
		return tests.map((test) => ({
			name: `${file}: ${test.fullName}`,
			why: firstLines(test.failureMessages ?? [])
		}));
	});
	const loadedNot = failing.filter(({ assertionResults }) =>
		assertionResults.every((test) => test.status !== 'failed')
	);
	return settle(`vitest ${project}`, code, {
		passed: read.numPassedTests,
		failed: read.numFailedTests + loadedNot.length,
		skipped: read.numPendingTests + read.numTodoTests,
		broken: broken.flat()
	});
}

interface PlaywrightSuite {
	specs: {
		title: string;
		file: string;
		ok: boolean;
		tests: { results: { errors: { message?: string }[] }[] }[];
	}[];
	suites?: PlaywrightSuite[];
}

interface PlaywrightReport {
	suites: PlaywrightSuite[];
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Runs the end-to-end tests and counts them; a test that passed only at the second try failed. */
export async function playwright(): Promise<Result> {
	const report = freshReport('playwright');
	const code = await runNode([at('bin', 'run.js'), 'playwright', 'test', '--reporter=list,json'], {
		PLAYWRIGHT_JSON_OUTPUT_FILE: report
	});
	const read = readReport<PlaywrightReport>(report);
	if (!read) return nothingRan('playwright');
	const { expected, unexpected, flaky, skipped } = read.stats;
	return settle('playwright', code, {
		passed: expected,
		failed: unexpected + flaky,
		skipped,
		broken: read.suites.flatMap(brokenIn)
	});
}

const brokenIn = ({ specs, suites = [] }: PlaywrightSuite): Broken[] => [
	...specs
		.filter((spec) => !spec.ok)
		.map(({ file, title, tests }) => {
			const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
			return { name: `${file}: ${title}`, why: firstLines(errors.map(({ message = '' }) => message)) };
		}),
	...suites.flatMap(brokenIn)
];

/** A runner that executed nothing, or that was unhappy for a reason no test shows, has failed. */
function settle(name: string, code: number, result: Result): Result {
	if (result.passed + result.failed === 0) return nothingRan(name);
	if (code === 0 || result.failed > 0) return result;
	console.error(`${name} ended with code ${code} although no test failed; its own lines above say why.`);
	return { ...result, failed: 1 };
}

function nothingRan(name: string): Result {
	console.error(`${name} executed no test.`);
	return { passed: 0, failed: 1 };
}

function freshReport(name: string): string {
	mkdirSync(cache('reports'), { recursive: true });
	const file = cache('reports', `${name}-${process.pid}.json`);
	rmSync(file, { force: true });
	return file;
}

function readReport<T>(file: string): T | null {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as T;
	} catch {
		return null; // The runner fell over before it could report.
	} finally {
		rmSync(file, { force: true });
	}
}
