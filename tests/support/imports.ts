import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One import of one file, as the house test sees it. */
export interface Import {
	/** The importing file, from the project's root, with forward slashes. */
	from: string;
	line: number;
	/** As written. */
	specifier: string;
	/** Only types: nothing of it exists at run time. */
	typeOnly: boolean;
	/** The file of ours it means (from the root), the package it names, or null for what the framework makes up. */
	target: { file: string } | { package: string } | null;
}

const ours = /\.(ts|js|svelte)$/;

/** All source files under a folder, from the project's root, sorted. */
export function sourceFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true })
		.map((name) => path.posix.join(folder, String(name).replaceAll('\\', '/')))
		.filter((file) => ours.test(file) && !file.includes('node_modules/'))
		.sort();
}

/** The code of a file: the whole of it, or the script blocks of a component at the lines where they stand. */
export function codeOf(file: string): string {
	const text = readFileSync(file, 'utf8');
	if (!file.endsWith('.svelte')) return text;
	let code = '';
	for (const block of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
		const before = text.slice(0, block.index + block[0].indexOf('>') + 1);
		code += '\n'.repeat(before.split('\n').length - code.split('\n').length) + (block[1] ?? '');
	}
	return code;
}

/** Every import of a file: statements, re-exports, `import()` and `import('…')` types. */
export function importsOf(file: string, files: ReadonlySet<string>): Import[] {
	const source = ts.createSourceFile(file, codeOf(file), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
	const found: Import[] = [];
	const add = (node: ts.Node, name: ts.Node | undefined, typeOnly: boolean) => {
		if (!name || !ts.isStringLiteralLike(name)) return;
		const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		found.push({ from: file, line, specifier: name.text, typeOnly, target: targetOf(file, name.text, files) });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, bringsOnlyTypes(node.importClause));
		else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
		else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			add(node, node.arguments[0], false);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function bringsOnlyTypes(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = clause.namedBindings;
	if (clause.name || !named || !ts.isNamedImports(named)) return false;
	return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function targetOf(from: string, specifier: string, files: ReadonlySet<string>): Import['target'] {
	if (/^\.\/\$types$|^\$(app|env|service-worker)(\/|$)/.test(specifier)) return null;
	const isOurs = specifier.startsWith('.') || /^\$lib(\/|$)/.test(specifier);
	if (!isOurs) {
		const [first = '', second = ''] = specifier.split('/');
		return { package: first.startsWith('@') ? `${first}/${second}` : first };
	}
	const place = specifier.startsWith('.')
		? path.posix.join(path.posix.dirname(from), specifier)
		: specifier.replace('$lib', 'src/lib');
	const found = ['', '.ts', '.js', '.svelte', '.svelte.ts', '/index.ts']
		.map((end) => place + end)
		.find((f) => files.has(f));
	return { file: found ?? place };
}

/** The cycles of a graph, each once, as the chain of its members. */
export function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
	const cycles: string[][] = [];
	const done = new Set<string>();
	const walk = (node: string, chain: string[]): void => {
		const start = chain.indexOf(node);
		if (start >= 0) cycles.push([...chain.slice(start), node]);
		if (start >= 0 || done.has(node)) return;
		for (const next of graph.get(node) ?? []) walk(next, [...chain, node]);
		done.add(node);
	};
	for (const node of graph.keys()) walk(node, []);
	return cycles;
}
