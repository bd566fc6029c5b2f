/** Something somebody did while the page stood there and did not listen yet, as the script in app.html noted it. */
export interface Early {
	type: string;
	target: EventTarget | null;
	value?: string | undefined;
	checked?: boolean | undefined;
}

/**
 * A page stands on the screen before its scripts have come, on a slow telephone for seconds. What is typed, ticked or
 * pressed in that time counts: once the page is awake each field gets its last value back and says that it was changed,
 * and each button that only a script listens to is pressed once, however often it was.
 */
export function doAgain(early: readonly Early[]): void {
	const last = new Map<Element, Early>();
	for (const one of early) {
		if (!(one.target instanceof Element)) continue;
		const where = one.type === 'click' ? one.target.closest('button') : one.target;
		if (!where || (one.type === 'click' && !waitsForScript(where))) continue;
		// a press after typing comes after it
		last.delete(where);
		last.set(where, one);
	}
	for (const [where, { value, checked }] of last) {
		if (!where.isConnected) continue;
		if (where instanceof HTMLButtonElement) where.click();
		else giveBack(where, value, checked);
	}
}

/** Links, forms and popovers work without any script, and did so already. */
const waitsForScript = (button: Element): boolean =>
	button instanceof HTMLButtonElement && button.type === 'button' && !button.popoverTargetElement;

function giveBack(field: Element, value: string | undefined, checked: boolean | undefined): void {
	if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
		field.checked = checked ?? field.checked;
	else if (field instanceof HTMLInputElement && field.type === 'file') {
		// the browser keeps what was chosen
	} else if (
		field instanceof HTMLInputElement ||
		field instanceof HTMLTextAreaElement ||
		field instanceof HTMLSelectElement
	) {
		if (value !== undefined && field.value !== value) field.value = value;
	} else return;
	for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}
