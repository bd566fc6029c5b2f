import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allowSheet, liftStyles } from './page-styles';

const page = (body: string) => `<html><head><title>x</title></head><body>${body}</body></html>`;

describe('the styles of a page', () => {
	it('leave their elements for one sheet, the same style once', () => {
		const { html, sheet } = liftStyles(
			page(
				'<i class="a" style="left:10%"></i><i style="left: 10%;"></i><b style="left:10%" title="1 > 0">x</b><input disabled style="width:3px"/>'
			)
		);
		expect(html).not.toContain(' style=');
		expect(sheet?.match(/left:10%/g)).toHaveLength(1);
		expect(sheet).toContain('{width:3px}');
		expect(html).toContain('<b data-style="0" title="1 > 0">x</b>');
		expect(html).toContain(`<style id="first-styles">${sheet}</style></head>`);
	});

	it('stay out of what people wrote', () => {
		const said = page(
			'<p>wie zegt style="left:1px" en &lt;b style="left:1px"> hier</p><p title="&lt;i style=\'a\'">x</p>'
		);
		expect(liftStyles(said)).toEqual({ html: said, sheet: null });
	});

	it('are dropped, not lifted, where one could end its own rule', () => {
		for (const style of [
			'left:1px}body{display:none',
			'x:url(&quot;y',
			'&lt;/style>',
			'@import a',
			String.raw`a:\7d`
		]) {
			const { html, sheet } = liftStyles(page(`<i style="${style}"></i>`));
			expect(html).toBe(page('<i></i>'));
			expect(sheet).toBeNull();
		}
	});

	it('are allowed by their hash and by nothing else', () => {
		const policy = allowSheet("default-src 'none'; style-src 'self'; img-src 'self'", 'a{}');
		const hash = createHash('sha256').update('a{}').digest('base64');
		expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}' 'self'; img-src 'self'`);
		const open = "style-src 'self' 'unsafe-inline'";
		expect(allowSheet(open, 'a{}')).toBe(open);
	});
});
