import { createHash } from 'node:crypto';

/**
 * Takes the `style` attributes out of a page, so that the policy can forbid them: `unsafe-inline` would let a line of
 * injected text draw over a page (ASVS 3.4.3). What they said goes into one sheet in the head, which the policy knows by
 * its hash; each element keeps a number instead. Once the page is awake Svelte sets the styles itself, which the policy
 * allows, and the layout takes the sheet away.
 *
 * `sheet` is null for a page without such attributes. A style with a character that could end its rule is left out: it
 * comes as soon as the page is awake.
 */
export function liftStyles(html: string): { html: string; sheet: string | null } {
	const numbers = new Map<string, number>();
	const lifted = html.replace(tagWithStyle, (_, before: string, style: string, after: string) => {
		const css = plain(style);
		if (!harmless.test(css)) return before + after;
		if (!numbers.has(css)) numbers.set(css, numbers.size);
		return `${before} ${mark}="${numbers.get(css)}"${after}`;
	});
	if (numbers.size === 0) return { html: lifted, sheet: null };
	const sheet = [...numbers].map(([css, n]) => `${`[${mark}="${n}"]`.repeat(weight)}{${css}}`).join('');
	return { html: lifted.replace('</head>', `<style id="${firstStyles}">${sheet}</style></head>`), sheet };
}

/** The policy of a page with this sheet. Untouched where inline styles are allowed: a hash would forbid them (development). */
export function allowSheet(policy: string, sheet: string): string {
	if (policy.includes("'unsafe-inline'")) return policy;
	const hash = createHash('sha256').update(sheet).digest('base64');
	return policy.replace(/(^|; ?)style-src /, `$1style-src 'sha256-${hash}' `);
}

/** Id of the sheet, for the layout. */
const firstStyles = 'first-styles';
const mark = 'data-style';
/** Heavier than any rule of a component, as a style attribute is; lighter than one, so that what comes later wins. */
const weight = 6;

/** One tag with all its attributes in quotes, as Svelte and app.html write them. `<` in a value is always written `&lt;`. */
const attribute = String.raw`\s+[^\s=>"'/]+(?:="[^"]*")?`;
const tagWithStyle = new RegExp(
	String.raw`(<[a-zA-Z][\w-]*(?:${attribute})*?)\s+style="([^"]*)"((?:${attribute})*\s*/?>)`,
	'g'
);
const harmless = /^[-\w\s:;.,%()#+*/']*$/;

const plain = (value: string): string =>
	value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
