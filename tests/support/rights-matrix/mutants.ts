import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** One condition of a file that is gone, or the other way round. */
export interface Mutant {
	/** "permissions.ts:84: a && b -> a" */
	name: string;
	source: string;
}

/** Every condition of this file, removed and turned round, one at a time; `within` these functions only, when given. */
export function mutantsOf(file: string, within?: readonly string[]): Mutant[] {
	const source = readFileSync(file, 'utf8');
	const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
	const mutants: Mutant[] = [];
	const put = (node: ts.Node, text: string) => {
		const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		const was = node.getText().replace(/\s+/g, ' ');
		mutants.push({
			name: `${file.split('/').at(-1)}:${line}: ${was} -> ${text.replace(/\s+/g, ' ')}`,
			source: source.slice(0, node.getStart()) + text + source.slice(node.getEnd())
		});
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
		if (ts.isBinaryExpression(node)) fromBinary(node, put);
		if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
			put(node, node.operand.getText());
		if (ts.isCallExpression(node) || (ts.isPropertyAccessExpression(node) && isCondition(node)))
			if (isCondition(node)) put(node, `!${node.getText()}`);
		if (ts.isIfStatement(node)) for (const text of ['true', 'false']) put(node.expression, text);
		if (ts.isConditionalExpression(node)) for (const text of ['true', 'false']) put(node.condition, text);
		if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && isOfTheTable(node))
			for (const text of ['true', 'false']) if (node.body.getText() !== text) put(node.body, text);
		ts.forEachChild(node, visit);
	};
	if (!within) visit(tree);
	for (const statement of within ? tree.statements : [])
		if (ts.isVariableStatement(statement))
			for (const one of statement.declarationList.declarations) if (within?.includes(one.name.getText())) visit(one);
	return mutants;
}

function fromBinary(node: ts.BinaryExpression, put: (node: ts.Node, text: string) => void): void {
	const [left, right] = [node.left.getText(), node.right.getText()];
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.AmpersandAmpersandToken:
		case ts.SyntaxKind.BarBarToken:
			put(node, left);
			put(node, right);
			break;
		case ts.SyntaxKind.EqualsEqualsEqualsToken:
			put(node, `${left} !== ${right}`);
			break;
		case ts.SyntaxKind.ExclamationEqualsEqualsToken:
			put(node, `${left} === ${right}`);
			break;
		case ts.SyntaxKind.GreaterThanToken:
			put(node, `${left} <= ${right}`);
			break;
	}
}

/** Stands where a yes or a no is asked, and is not a part of a longer chain. */
function isCondition(node: ts.Node): boolean {
	const { parent } = node;
	if (ts.isBinaryExpression(parent))
		return [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(parent.operatorToken.kind);
	if (ts.isIfStatement(parent) || ts.isParenthesizedExpression(parent) || ts.isReturnStatement(parent)) return true;
	return (ts.isArrowFunction(parent) && parent.body === node) || ts.isConditionalExpression(parent);
}

const isOfTheTable = (node: ts.ArrowFunction): boolean =>
	ts.isPropertyAssignment(node.parent) || ts.isVariableDeclaration(node.parent);

/** Runs a module's source with these modules behind its imports, and answers what it exports. */
export function runModule(source: string, imports: Record<string, object>): Record<string, unknown> {
	const { outputText } = ts.transpileModule(source, {
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
	});
	const exports: Record<string, unknown> = {};
	const require = (name: string) => {
		const found = imports[name];
		if (!found) throw new Error(`${name} is not among the modules of this mutant`);
		return found;
	};
	// our own file with one word changed, and nothing from outside
	new Function('exports', 'require', outputText)(exports, require);
	return exports;
}
