import process from 'node:process';
import { type Part, type Result, parts } from './parts.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length) {
	console.error(
		`There is no part called ${unknown.join(', ')}. The parts: ${parts.map((part) => part.name).join(', ')}`
	);
	process.exit(1);
}

// The part that runs gets the signal too and ends by itself; only the next one must not begin.
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (stopped = true));

const results: { part: Part; result: Result; seconds: number }[] = [];
for (const part of parts) {
	if (stopped) break;
	if (wanted.length ? !wanted.includes(part.name) : part.skip?.()) continue;
	console.log(`\n=== ${part.name}: ${part.title}`);
	const begun = performance.now();
	// One broken part must not hide the others.
	const result = await part.run().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		return { passed: 0, failed: 1 };
	});
	results.push({ part, result, seconds: (performance.now() - begun) / 1_000 });
}

if (stopped) process.exit(130);
console.log('\n=== all parts');
for (const { part, result, seconds } of results) {
	const mark = result.failed ? 'FAIL' : 'ok';
	const skipped = result.skipped ? `, ${result.skipped} skipped` : '';
	const figures = `${result.passed} passed, ${result.failed} failed${skipped}`;
	console.log(`${mark.padEnd(5)}${part.name.padEnd(22)}${figures.padEnd(34)}${seconds.toFixed(0).padStart(5)} s`);
	for (const { name, why } of result.broken ?? []) console.log([`        ${name}`, ...why].join('\n            | '));
}
const sum = (of: 'passed' | 'failed') => results.reduce((total, { result }) => total + result[of], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') || !results.length ? 1 : 0);
