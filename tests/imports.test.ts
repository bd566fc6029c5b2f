import { describe, expect, it } from 'vitest';
import { codeOf, cyclesOf, importsOf, sourceFiles } from './support/imports';

// The house test says "nothing is wrong" by finding nothing; these show that its eyes are open.
describe('how the house test sees imports', () => {
	const known = new Set(sourceFiles('src'));
	const seen = importsOf('src/lib/domain/outcome.ts', known);

	it('finds the file behind a relative import and knows it brings only types', () => {
		expect(seen).toContainEqual(
			expect.objectContaining({ target: { file: 'src/lib/domain/refusals.ts' }, typeOnly: true, line: 1 })
		);
	});

	it('finds a package behind a plain import, which is there at run time', () => {
		const own = importsOf('tests/imports.test.ts', known);
		expect(own).toContainEqual(expect.objectContaining({ target: { package: 'vitest' }, typeOnly: false }));
	});

	it('finds imports in components, at the line where they stand', () => {
		const page = sourceFiles('src/routes').find((file) => file.endsWith('.svelte') && /\bimport\b/.test(codeOf(file)));
		const [first] = importsOf(page ?? '', known);
		expect(first?.line).toBeGreaterThan(1);
	});

	it('finds a cycle, and none where there is none', () => {
		const graph = (...edges: [string, string][]) => new Map(edges.map(([from, to]) => [from, new Set([to])]));
		expect(cyclesOf(graph(['a', 'b'], ['b', 'c'], ['c', 'a']))).toEqual([['a', 'b', 'c', 'a']]);
		expect(cyclesOf(graph(['a', 'b'], ['b', 'c']))).toEqual([]);
	});
});
