import path from 'node:path';
import { at } from './places.js';

const lib = at('src', 'lib');

/**
 * The room a file is in: a folder of src/lib, or of src/lib/server. Files of the hall stand in no room.
 *
 * @param {string} file
 */
function roomOf(file) {
	const [first = '', second = '', ...deeper] = path.relative(lib, file).split(path.sep);
	if (first === '..' || !second) return null;
	if (first !== 'server') return first;
	return deeper.length ? `server/${second}` : `server/${second} (hall)`;
}

/**
 * ESLint rule: another room is named by its address (`$lib/domain/roles`), not by the way there (`../../domain/roles`),
 * so that a reader sees at the top of a file which rooms it depends on. `eslint --fix` mends it.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const roomAddress = {
	meta: { type: 'suggestion', fixable: 'code', schema: [] },
	create(context) {
		/** @param {import('estree').Node | null | undefined} source */
		const check = (source) => {
			if (source?.type !== 'Literal' || typeof source.value !== 'string' || !source.value.startsWith('../')) return;
			const target = path.resolve(path.dirname(context.filename), source.value);
			const [from, to] = [roomOf(context.filename), roomOf(target)];
			if (!from || !to || from === to) return;
			const address = `$lib/${path.relative(lib, target).replaceAll(path.sep, '/')}`;
			context.report({
				node: source,
				message: `Another room is named by its address: ${address}`,
				fix: (fixer) => fixer.replaceText(source, `'${address}'`)
			});
		};
		return {
			ImportDeclaration: (node) => check(node.source),
			ExportNamedDeclaration: (node) => check(node.source),
			ExportAllDeclaration: (node) => check(node.source),
			ImportExpression: (node) => check(node.source)
		};
	}
};
