import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Person } from '../support/people.ts';

const widths = [1440, 820, 360] as const;
const heights = { 1440: 900, 820: 1180, 360: 740 } as const;

/**
 * Looks at what this person has on screen, at every width and in both themes; axe once per theme. Answers what is wrong:
 * something sticks out, not one h1, anything axe finds. The pictures are for people to look at: test-results/looks.
 */
export async function lookAround({ page }: Person, name: string, language: 'nl' | 'en'): Promise<string[]> {
	const problems: string[] = [];
	for (const theme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: theme });
		for (const width of widths) {
			await page.setViewportSize({ width, height: heights[width] });
			const seen = await page.evaluate(async () => {
				// sizes that follow from a container settle in the frames after a turn of the screen
				const { documentElement: root } = document;
				for (let frame = 0; frame < 60 && (frame < 2 || root.scrollWidth > root.clientWidth); frame++)
					await new Promise((resolve) => requestAnimationFrame(resolve));
				const { scrollWidth, clientWidth } = root;
				const out = [...document.querySelectorAll('body *')].filter(
					(one) => one.getBoundingClientRect().right > clientWidth + 1
				);
				return {
					over: scrollWidth - clientWidth,
					who: out.slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.className}`),
					h1: [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length
				};
			});
			const where = `${name} ${language} ${theme} ${width}`;
			if (seen.over > 0) problems.push(`${where}: ${seen.over} px sticks out: ${seen.who.join(', ')}`);
			if (seen.h1 !== 1) problems.push(`${where}: ${seen.h1} headings of the first level`);
			const file = `${name}-${language}-${theme}-${width}.png`;
			await page.screenshot({ path: path.join('test-results', 'looks', file), fullPage: true, animations: 'disabled' });
			// light in Dutch on a desk, dark in English on a phone
			if ((theme === 'light' && width === 1440) || (theme === 'dark' && width === 360)) await ask(where);
		}
	}
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: 'light' });
	return problems;

	async function ask(where: string): Promise<void> {
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
			.analyze();
		for (const { id, help, nodes } of violations)
			problems.push(
				`${where}: ${id} (${help}) ${nodes
					.map((node) => String(node.target))
					.slice(0, 4)
					.join(' | ')}`
			);
	}
}
