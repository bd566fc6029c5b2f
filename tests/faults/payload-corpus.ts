import { dice, seedOf } from './dice';

/** What a smuggled script would do first: it tells the test which one it was. */
const run = (n: number) => `kkran(${n})`;
/** What a smuggled element would carry, so that it is found also where the policy stopped its script. */
const mark = 'data-kk';

/** Elements that run something by themselves, or that lead away, without anything in front of them. */
const elements: readonly ((n: number) => string)[] = [
	(n) => `<script ${mark}>${run(n)}</script>`,
	(n) => `<script ${mark} src="data:text/javascript,${run(n)}"></script>`,
	(n) => `<script ${mark} type=module>import("data:text/javascript,${run(n)}")</script>`,
	(n) => `<ScRiPt/${mark}/x>${run(n)}</sCrIpT >`,
	(n) => `<iframe ${mark} srcdoc="<script>parent.${run(n)}</script>"></iframe>`,
	(n) => `<iframe ${mark} src="javascript:parent.${run(n)}"></iframe>`,
	(n) => `<object ${mark} data="javascript:${run(n)}"></object>`,
	(n) => `<embed ${mark} src="data:text/html,<script>${run(n)}</script>">`,
	(n) => `<a ${mark} href="javascript:${run(n)}">hier</a>`,
	(n) => `<a ${mark} href="java&#9;script:${run(n)}">hier</a>`,
	(n) => `<form ${mark} action="javascript:${run(n)}"><button>ok</button></form>`,
	(n) => `<button ${mark} formaction="javascript:${run(n)}" form=x>ok</button>`,
	(n) => `<base ${mark} href="//kk.invalid/${n}/">`,
	(n) => `<meta ${mark} http-equiv=refresh content="0;url=javascript:${run(n)}">`,
	(n) => `<link ${mark}=${n} rel=stylesheet href="data:text/css,*{display:none}">`,
	(n) => `<style ${mark}=${n}>*{display:none}</style>`,
	(n) => `<style ${mark}=${n}>@import '//kk.invalid/x.css';</style>`,
	(n) => `<svg ${mark}><script>${run(n)}</script></svg>`,
	(n) =>
		`<svg ${mark}><a xlink:href="javascript:${run(n)}"><rect width=9 height=9 /></a><set attributeName=href to="javascript:${run(n)}" /></svg>`,
	(n) => `<svg ${mark}><foreignObject><iframe src="javascript:${run(n)}"></iframe></foreignObject></svg>`,
	(n) => `<math ${mark}><maction actiontype=statusline xlink:href="javascript:${run(n)}">x</maction></math>`,
	(n) =>
		`<noscript ${mark}><p title="</noscript><img src=x onerror=${run(n)}>"></noscript><template ${mark}><script>${run(n)}</script></template>`,
	(n) => `<portal ${mark} src="javascript:${run(n)}"></portal>`,
	(n) => `<input ${mark} name=csrf><img name=body ${mark} id=kkran alt="${n}">`
];

/** An element with a handler: every tag with every event, in turn. */
const tags = [
	'img src=x',
	'svg',
	'video src=x',
	'audio src=x',
	'body',
	'details open',
	'input autofocus',
	'select autofocus',
	'textarea autofocus',
	'marquee',
	'div tabindex=0 autofocus contenteditable',
	'style',
	'link rel=icon href=x',
	'object data=x',
	'iframe src=about:blank',
	'image src=x',
	'p style="animation:x 1ms"',
	'isindex',
	'dialog open',
	'kk-own'
];
const events = [
	'onerror',
	'onload',
	'onfocus',
	'ontoggle',
	'onloadstart',
	'onanimationstart',
	'onpointerenter',
	'onmouseover',
	'onstart',
	'onbegin',
	'onpageshow',
	'onbeforetoggle',
	'onscrollend',
	'ontransitionend',
	'OnErRoR',
	'oncontentvisibilityautostatechange'
];

/** What stands before it, to get out of wherever the text lands. */
const ways: readonly ((inner: string) => string)[] = [
	(inner) => inner,
	(inner) => `">${inner}`,
	(inner) => `'>${inner}`,
	(inner) => `\`>${inner}`,
	(inner) => `</script>${inner}`,
	(inner) => `</script >${inner}<script>`,
	(inner) => `<!--<script>${inner}-->`,
	(inner) => `</textarea>${inner}`,
	(inner) => `</title></head>${inner}`,
	(inner) => `</style>${inner}`,
	(inner) => `--></noscript>${inner}`,
	(inner) => `]]>${inner}`,
	(inner) => `</option></select>${inner}`,
	(inner) => `<<${inner}//`,
	(inner) => `\u2028${inner}\u2029`,
	(inner) => `" autofocus onfocus="${inner.replaceAll('"', '')}`,
	(inner) => `{@html '${inner.replaceAll("'", '')}'}`,
	(inner) => `[x](${inner})`
];

/** The same in other letters: what somewhere on its way is decoded once too often. */
const letters: readonly ((text: string) => string)[] = [
	(text) => text,
	(text) => text,
	(text) => text,
	(text) => text.replace(/[<>"'&]/g, (c) => `&#${c.charCodeAt(0)};`),
	(text) => text.replace(/[<>"']/g, (c) => `&#x${c.charCodeAt(0).toString(16)}`),
	(text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
	(text) => encodeURIComponent(text),
	(text) => encodeURIComponent(encodeURIComponent(text)),
	(text) => text.replace(/[<>]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
	(text) => text.replace(/[<>]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`),
	(text) => text.replace(/[<>"'=]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
	(text) => text.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-'),
	(text) => text.replace(/ /g, '\f'),
	(text) => text.replace(/(<\/?[a-z]+)/gi, '$1\u0001'),
	(text) => text.replaceAll('<', '\u202e<'),
	(text) => text.replaceAll('<', '\u00bc').replaceAll('>', '\u00be')
];

/** What needs no element: code, templates, addresses. */
const bare: readonly ((n: number) => string)[] = [
	(n) => `javascript:${run(n)}`,
	(n) => `  jAvAsCrIpT:${run(n)}//`,
	(n) => `\u0001javascript:${run(n)}`,
	(n) => `data:text/html,<script>opener.${run(n)}</script>`,
	(n) => `vbscript:${run(n)}`,
	(n) => `{{constructor.constructor('${run(n)}')()}}`,
	(n) => `\${${run(n)}}`,
	(n) => `{${run(n)}}`,
	(n) => `<%= ${run(n)} %>`,
	(n) => `#{${run(n)}}`,
	(n) => `';${run(n)};//`,
	(n) => `";${run(n)};//`,
	(n) => `\\";${run(n)};//`,
	(n) => `\`-${run(n)}-\``,
	(n) => `*/${run(n)}/*`,
	(n) => `\u2028${run(n)}\u2029`,
	(n) => `"-${run(n)}-"`,
	(n) => `x;background:url(javascript:${run(n)})`,
	(n) => `x}*{display:none}/*${n}`,
	(n) => `__proto__[onerror]=${run(n)}`,
	(n) => `{"__proto__":{"innerHTML":"<img src=x onerror=${run(n)}>"}}`
];

/** The `n`th smuggled text, always the same one: elements, tags with handlers and bare code, each in every disguise. */
export function payload(n: number): string {
	const d = dice(seedOf(6, n));
	if (n % 10 === 9) return d.pick(bare)(n);
	const quote = d.pick(['', '"']);
	const inner =
		n % 3 === 0 ? d.pick(elements)(n) : `<${d.pick(tags)} ${mark} ${d.pick(events)}=${quote}${run(n)}${quote} x>`;
	// the plain ones first: what gets through as it is needs no disguise
	if (n < 30) return inner;
	return d.pick(letters)(d.pick(ways)(inner));
}
