import type { Plugin } from 'vite';

/** Asked by a link, a password or a letter: whoever happens to be signed in, the school answers. */
const bySecret =
	/use-cases\/(?:people\/(?:accept-invitation|guest-invitation|new-password|set-up-school|first-run|sign-in|sign-out|gate)|accounts\/(?:come-in|second-step|passkeys|school-login|wide-gate)|parent\/|screen\/(?:ask|screen|view))/;

/**
 * AS_PERSONS=1: every use case that a test asks for somebody runs as the door would run it, under the rules of rows
 * [RG8]. What a test asks for nobody runs as the school's own work.
 */
export function asPersons(): Plugin {
	return {
		name: 'as-persons',
		enforce: 'pre',
		transform(code, id) {
			if (!/src\/lib\/server\/use-cases\/.*\.ts$/.test(id) || id.endsWith('.test.ts') || bySecret.test(id)) return null;
			const wrapped: string[] = [];
			const renamed = code.replace(
				/^export (async )?function (\w+)(<[^(]*>)?\(\s*needs: Needs(?=[,)\s])(\s*,\s*userId: string(?=[,)\s]))?/gm,
				(all, async: string | undefined, name: string, _t: string | undefined, person: string | undefined) => {
					wrapped.push(
						`export function ${name}(...given) { return insideOf__(given, ${Boolean(person)}, () => ${name}__plain(...given)); }`
					);
					return all.replace(`export ${async ?? ''}function ${name}`, `${async ?? ''}function ${name}__plain`);
				}
			);
			const arrows = renamed.replace(
				/^export const (\w+) = (?=(?:async )?\(\s*needs: Needs(?=[,)\s])(\s*,\s*userId: string(?=[,)\s]))?)/gm,
				(_all, name: string, person: string | undefined) => {
					wrapped.push(
						`export function ${name}(...given) { return insideOf__(given, ${Boolean(person)}, () => ${name}__plain(...given)); }`
					);
					return `const ${name}__plain = `;
				}
			);
			if (wrapped.length === 0) return null;
			return {
				code: `import { insideOf as insideOf__ } from '/tests/support/inside-of.ts';\n${arrows}\n${wrapped
					.map((line) => line.replace('...given)', '...given: any[])'))
					.join('\n')}`,
				map: null
			};
		}
	};
}
