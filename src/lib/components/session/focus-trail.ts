/**
 * A round that changes takes buttons and fields away, also the one somebody stood on; without a mouse she would begin
 * at the top of the page again. So the room remembers where the focus was, and puts it on what stands there now.
 */
let trail: Element[] = [];

/** What is no place to stay near: too much stands in it. */
const tooWide = 'main, header, footer, .room, body';
const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** On every `focusin`: from what has the focus now up to the page. */
export function noteFocus({ target }: FocusEvent): void {
	trail = [];
	for (let at = target instanceof Element ? target : null; at; at = at.parentElement) trail.push(at);
}

/** On every `focusout`: whoever lets go herself is not sent back. What was taken away under her hands is gone by then. */
export function noteLeaving({ target }: FocusEvent): void {
	queueMicrotask(() => {
		if (document.hasFocus() && isLost() && target instanceof Element && target.isConnected) trail = [];
	});
}

/** After the screen changed: when the focus went with what it was on, it goes to what is nearest, or to the round. */
export function refocus(): void {
	const [was, ...around] = trail;
	if (!was || !isLost() || shows(was)) return;
	const near = around.find((one) => one.matches(tooWide) || (one.isConnected && firstIn(one) !== undefined));
	const next = near && !near.matches(tooWide) ? firstIn(near) : null;
	if (next) next.focus({ preventScroll: true });
	else focusRound();
}

/** The title of the round; on a phone that shows something else, the line that names it; after the end, the title. */
function focusRound(): void {
	const places = ['#round-title', '#round-now', 'h1'].map((at) => document.querySelector<HTMLElement>(at));
	const place = places.find((at) => at && shows(at));
	if (!place) return;
	if (!place.matches(focusable)) place.tabIndex = -1;
	place.focus({ preventScroll: true });
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;
const shows = (one: Element) => one.isConnected && one.checkVisibility({ visibilityProperty: true });
const firstIn = (one: Element) =>
	[...one.querySelectorAll<HTMLElement>(focusable)].find(
		(at) => shows(at) && !at.matches(':disabled, [tabindex="-1"]')
	);
